"""The audited groups and their intersections, and which of them are too small to be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from alongside.risk.card.estimate import Bools
from alongside.risk.card.rows import NOT_RECORDED, Rows
from alongside.risk.card.words import in_order, spoken

RECORDED = "any that is recorded"
_MISSING = 0.05  # share without the trait from which its groups get a ground of their own


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cell:
    """One group: the trait (``"sex"``, ``"sex and place"``), the value, and its rows."""

    trait: str
    value: str
    mask: Bools

    @property
    def name(self) -> str:
        """As it stands in a sentence: ``sex: female``."""
        return f"{self.trait}: {self.value}"


def cells_of(rows: Rows, intersections: tuple[tuple[str, str], ...]) -> Iterator[Cell]:
    """Every value of every audited trait, then of every declared intersection."""
    for trait in rows.traits:
        yield from cells_of_trait(rows, trait)
    for one, other in intersections:
        if one in rows.traits and other in rows.traits:
            yield from _crossed(rows, one, other)


def cells_of_trait(rows: Rows, trait: str) -> Iterator[Cell]:
    """Every value of one audited trait."""
    values = rows.traits[trait]
    for value in _values(values):
        yield Cell(trait=spoken(trait), value=value, mask=values == value)


def recorded_of(rows: Rows, trait: str) -> Cell | None:
    """All rows with the trait on record, if it is missing for more than a few of the others.

    A trait that is written down only in some lives is missing for a reason, often the outcome; its
    groups then belong beside these rows, not beside everybody.
    """
    mask = rows.traits[trait] != NOT_RECORDED
    if not mask.any() or float((~mask).mean()) < _MISSING:
        return None
    return Cell(trait=spoken(trait), value=RECORDED, mask=mask)


def _crossed(rows: Rows, one: str, other: str) -> Iterator[Cell]:
    left, right = rows.traits[one], rows.traits[other]
    for first in _known(left):
        for second in _known(right):
            mask = (left == first) & (right == second)
            if mask.any():
                yield Cell(
                    trait=f"{spoken(one)} and {spoken(other)}",
                    value=f"{first}, {second}",
                    mask=mask,
                )


def _known(values: np.ndarray) -> list[str]:
    return [value for value in _values(values) if value != NOT_RECORDED]


def _values(values: np.ndarray) -> list[str]:
    return in_order(str(value) for value in values)
