"""One feature of one row, from the events that the row may see: the definitions in plain Python.

An open decision asks for a single row, and planning a statement would take longer than adding up a
person's few events. Tests hold this against the compiled statement, cell for cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from alongside.agency.model_file import NEEDS_VALUE, Aggregate, FeatureEntry
from alongside.timeline.matrix.beside import DAYS_A_YEAR
from alongside.timeline.matrix.which import matches


class Seen(NamedTuple):
    """An event that a row may see, and how many days before the as-of date it happened."""

    age: int
    kind: str
    source: str
    detail: str | None
    code: str | None
    value: float | None


def feature_value(feature: FeatureEntry, seen: Sequence[Seen]) -> float | None:
    """The number, or ``None`` where there is nothing to say. Not for age, which has no events."""
    which = feature.which
    if which is None:
        raise ValueError("age comes from a birth date, not from events")
    within = feature.window_days
    events = [one for one in seen if (within is None or one.age < within) and matches(which, one)]
    if feature.aggregate in NEEDS_VALUE:
        events = [one for one in events if one.value is not None]
    return _AGGREGATES[feature.aggregate](events)


def _values(events: Sequence[Seen]) -> list[float]:
    return [one.value for one in events if one.value is not None]


def _mean(events: Sequence[Seen]) -> float | None:
    values = _values(events)
    return sum(values) / len(values) if values else None


def _last(events: Sequence[Seen]) -> float | None:
    newest = min((one.age for one in events), default=0)
    return max(_values([one for one in events if one.age == newest]), default=None)


def _trend(events: Sequence[Seen]) -> float | None:
    """Least squares over days, without subtracting large numbers from each other."""
    if len({one.age for one in events}) < 2:
        return None
    days = [-one.age for one in events]
    values = _values(events)
    day, value = sum(days) / len(days), sum(values) / len(values)
    over = sum((x - day) * (y - value) for x, y in zip(days, values, strict=True))
    return DAYS_A_YEAR * over / sum((x - day) ** 2 for x in days)


_AGGREGATES: dict[Aggregate, Callable[[Sequence[Seen]], float | None]] = {
    Aggregate.COUNT: lambda events: float(len(events)),
    Aggregate.SUM: lambda events: float(sum(_values(events))),
    Aggregate.MIN: lambda events: min(_values(events), default=None),
    Aggregate.MAX: lambda events: max(_values(events), default=None),
    Aggregate.MEAN: _mean,
    Aggregate.LAST: _last,
    Aggregate.DAYS_SINCE_FIRST: lambda events: max((float(e.age) for e in events), default=None),
    Aggregate.DAYS_SINCE_LAST: lambda events: min((float(e.age) for e in events), default=None),
    Aggregate.TREND: _trend,
    Aggregate.DISTINCT: lambda events: float(len({e.detail for e in events} - {None})),
}
