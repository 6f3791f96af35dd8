"""Dates as an agency lives them: days are local, instants are UTC, intervals are half-open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Precision(StrEnum):
    """How exactly a time is known."""

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open time span ``[start, end)`` of aware datetimes, ``end`` open when ``None``."""

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        for instant in (self.start, self.end):
            if instant is not None and instant.tzinfo is None:
                raise ValueError("a span needs aware datetimes")
        if self.end is not None and self.end < self.start:
            raise ValueError("a span may not end before it starts")


def day_span(day: date, zone: ZoneInfo) -> Span:
    """The UTC span of one local day (23 to 25 hours long)."""
    start = datetime.combine(day, time.min, zone)
    end = datetime.combine(day + timedelta(days=1), time.min, zone)
    return Span(start.astimezone(UTC), end.astimezone(UTC))


def local_day_end(day: date, zone: ZoneInfo) -> datetime:
    """The UTC instant at which ``day`` is over: *on the as-of date* means known before it."""
    end = day_span(day, zone).end
    assert end is not None  # noqa: S101 - a day always ends
    return end
