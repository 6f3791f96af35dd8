"""What the system says at an open decision point. It is never a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A fact and what it does to the estimate, in events of 100; positive raises it."""

    feature: str
    says: str  # "three moves in the last year"
    points: float
    circumstance: str | None = None  # of the guideline file: something that can be changed
    kinds: tuple[str, ...] = ()  # kinds of event it rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """An estimate with its range and reasons, or why there is none.

    ``base``, ``estimate``, ``low``, ``high`` are shares (0 to 1); ``low <= estimate <= high``.
    ``100 * base + sum(points) + rest`` is ``100 * estimate`` to 1e-9.
    ``abstains`` holds sentences; when there is one, numbers are ``None`` and reasons empty.
    """

    model: str
    version: int
    as_of_on: date
    base: float | None = None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    reasons: tuple[Reason, ...] = ()
    rest: float = 0.0
    abstains: tuple[str, ...] = ()
