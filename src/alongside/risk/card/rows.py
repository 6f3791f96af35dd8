"""The rows that a card judges, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from alongside.risk.card.clusters import distinct
from alongside.risk.card.estimate import Bools, Floats, Ints

if TYPE_CHECKING:
    from alongside.risk.trained import Scored
    from alongside.timeline.matrix import Matrix

NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """Labels and estimates of rows on later dates; all arrays have one length.

    ``y`` is 0 or 1; the model ranks by ``score``; ``estimate``, ``low``, ``high`` are shares (0 to
    1); ``unit`` and ``person`` are codes
    from 0 on, equal where rows belong together; ``on`` is the as-of
    date; ``traits`` holds text by audited trait, and ``features`` is ``(rows, names)``.
    """

    y: NDArray[np.int8]
    score: Floats
    estimate: Floats
    low: Floats
    high: Floats
    unit: Ints
    person: Ints
    on: NDArray[np.datetime64]
    traits: dict[str, NDArray[np.object_]]
    features: Floats
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        arrays = (self.score, self.estimate, self.low, self.high, self.unit, self.person, self.on)
        if any(len(one) != len(self.y) for one in (*arrays, self.features, *self.traits.values())):
            raise ValueError("all arrays have one length")

    def __len__(self) -> int:
        return len(self.y)

    @property
    def happened(self) -> Bools:
        """Whether the label is 1."""
        return np.asarray(self.y == 1)

    def people(self, among: Bools | None = None) -> int:
        """How many different people the rows ``among`` (all) are about."""
        return distinct(self.person if among is None else self.person[among])


def rows_of(scored: Scored, matrix: Matrix) -> Rows:
    """The scored rows of a matrix with their units, dates, audited traits and features."""
    from alongside.timeline.matrix.matrix import AUDIT

    part = matrix.table.take(scored.at)
    person = np.unique(_texts(part["person"]).astype(str), return_inverse=True)[1]
    unit = np.unique(part["unit"].to_numpy(), return_inverse=True)[1]
    columns = [part[name].to_numpy(zero_copy_only=False) for name in matrix.features]
    return Rows(
        y=scored.label,
        score=scored.score,
        estimate=scored.estimate,
        low=scored.low,
        high=scored.high,
        unit=unit.astype(np.int64),
        person=person.astype(np.int64),
        on=part["as_of_on"].to_numpy(zero_copy_only=False).astype("datetime64[D]"),
        traits={name: _texts(part[AUDIT + name]) for name in matrix.audits},
        features=np.column_stack(columns).astype(float),
        names=matrix.features,
    )


def _texts(column: object) -> NDArray[np.object_]:
    """A column of text, with what is missing or empty as *not recorded*."""
    values = column.to_numpy(zero_copy_only=False)  # type: ignore[attr-defined]
    return np.array([value or NOT_RECORDED for value in values], dtype=object)
