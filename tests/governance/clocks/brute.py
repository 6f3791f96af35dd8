"""Clocks counted the slow way: instant by instant, day by day, without a formula of the product."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from alongside.core import Span
from alongside.governance.clocks import Unit, WorkCalendar

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def slow_due(
    amount: int, unit: Unit, started_at: datetime, pauses: Sequence[Span], calendar: WorkCalendar
) -> datetime:
    """The last instant in time, found by walking."""
    if unit is Unit.HOURS:
        return _slow_hours(amount, started_at, pauses)
    day, left = calendar.day(started_at), amount
    if unit is Unit.MONTHS:
        left = _days_of_months(day, amount)
    while left > 0:
        day += DAY
        if unit is Unit.WORKING_DAYS and not _works(day, calendar):
            continue
        if not _paused(_end(day, calendar), pauses):
            left -= 1
    return _end(day, calendar)


def slow_window(
    stays: Sequence[tuple[date, date]], again: date, *, months: int, window: int
) -> date:
    """The first day on which the nights of the window fill the months; nights one by one."""
    day = again
    while True:
        since = _months_on(day, -window)
        nights = {
            first + n * DAY
            for first, until in [*stays, (again, day)]
            for n in range((until - first).days)
        }
        counted = sum(since <= night < day for night in nights)
        if _months_on(day - counted * DAY, months) <= day:
            return day
        day += DAY


def _slow_hours(hours: int, started_at: datetime, pauses: Sequence[Span]) -> datetime:
    """Minute by minute; starts and pauses of the test lie on whole minutes."""
    at, left = started_at.astimezone(UTC), hours * 60
    while left > 0:
        if not _paused(at, pauses):
            left -= 1
        at += MINUTE
    return at


def _days_of_months(day: date, months: int) -> int:
    return (_months_on(day, months) - day).days


def _months_on(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return date(year, month, last)
            except ValueError:
                continue
    raise AssertionError("every month has 28 days")


def _works(day: date, calendar: WorkCalendar) -> bool:
    return day.isoweekday() < 6 and day not in calendar.holidays(day.year)


def _end(day: date, calendar: WorkCalendar) -> datetime:
    after = day + DAY
    midnight = datetime(after.year, after.month, after.day, tzinfo=calendar.zone)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)


def _paused(at: datetime, pauses: Sequence[Span]) -> bool:
    return any(one.start <= at and (one.end is None or at < one.end) for one in pauses)
