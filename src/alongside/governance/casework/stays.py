"""Where a child lived, as spans of days: whether two overlap, and how many nights there were."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """From a day until a day (the day of leaving), open while ``until_on`` is ``None``."""

    from_on: date
    until_on: date | None = None
    short: bool = False  # respite: lies within another stay

    def __post_init__(self) -> None:
        if self.until_on is not None and self.until_on < self.from_on:
            raise ValueError("a stay ends on or after the day it begins")

    def nights_between(self, first: date, last: date) -> set[date]:
        """The evenings from ``first`` to before ``last`` on which the child went to bed there."""
        begin, end = max(self.from_on, first), min(self.until_on or last, last)
        return {begin + timedelta(days=n) for n in range(max(0, (end - begin).days))}


def overlapping(new: Stay, others: Iterable[Stay]) -> list[Stay]:
    """The stays that share a night with ``new``. A short stay overlaps none."""
    if new.short:
        return []
    return [one for one in others if not one.short and _share_a_night(new, one)]


def nights(stays: Iterable[Stay], *, first: date = date.min, last: date) -> int:
    """How many nights from ``first`` to before ``last`` lie in any of the stays, each once."""
    found: set[date] = set()
    for one in stays:
        found |= one.nights_between(first, last)
    return len(found)


def months_before(day: date, months: int) -> date:
    """The same day so many calendar months earlier; the month's last where it is missing."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(1))


def _share_a_night(one: Stay, other: Stay) -> bool:
    first = max(one.from_on, other.from_on)
    last = min(one.until_on or date.max, other.until_on or date.max)
    return first < last
