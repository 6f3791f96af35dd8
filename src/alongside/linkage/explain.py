"""Why two records were joined, or were not, in words and bits."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What was compared, how it agreed, and the bits it gave (negative: it speaks against)."""

    field: str
    says: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything that a link rests on; the weights add up to the link's weight."""

    agreements: tuple[Agreement, ...]

    @property
    def weight(self) -> float:
        """The sum of what each field gave, in bits."""
        return sum(one.weight for one in self.agreements)

    def sentence(self) -> str:
        """Such as *Agrees on given name, birth date. Differs on address.*"""
        agree = [one.field for one in self.agreements if one.weight > 0]
        differ = [one.field for one in self.agreements if one.weight < 0]
        parts = [f"Agrees on {', '.join(agree)}."] if agree else []
        parts += [f"Differs on {', '.join(differ)}."] if differ else []
        return " ".join(parts) or "Nothing could be compared."


def explain(agreements: str) -> Explanation:
    """Read the ``agreements`` column of a link, strongest field first."""
    found = [Agreement(**one) for one in json.loads(agreements)]
    return Explanation(agreements=tuple(sorted(found, key=lambda one: (-one.weight, one.field))))
