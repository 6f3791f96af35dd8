"""Count days of a place: when something is due, and how far it has come.

The day on which a clock starts is not counted. A local day counts when the clock is running at its
end, so a pause of some hours within one day costs nothing. Days are due at their very end.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from alongside.core import Span, day_span, local_day_end
from alongside.governance.clocks.calendar import WorkCalendar
from alongside.governance.clocks.rule import Length, Unit

INSTANT = timedelta(microseconds=1)
DAY = timedelta(days=1)


def due_of(
    length: Length, started_at: datetime, *, calendar: WorkCalendar, pauses: Sequence[Span] = ()
) -> datetime:
    """The last instant that is in time (UTC). ``pauses`` are over, in order, apart."""
    if length.unit is Unit.HOURS:
        return _due_hour(length.amount, started_at, pauses)
    start = calendar.day(started_at)
    need = length.amount
    if length.unit is Unit.MONTHS:
        need = (add_months(start, length.amount) - start).days
    working = length.unit is Unit.WORKING_DAYS
    return last_instant(_due_day(start, need, calendar, pauses, working=working), calendar)


def warn_of(before: Length, due_at: datetime, *, calendar: WorkCalendar) -> datetime:
    """From when something that is due then is soon: an hour, or the start of a local day."""
    if before.unit is Unit.HOURS:
        return due_at - timedelta(hours=before.amount)
    day = calendar.day(due_at)
    if before.unit is Unit.MONTHS:
        day = add_months(day, -before.amount)
    elif before.unit is Unit.DAYS:
        day -= timedelta(days=before.amount)
    else:
        for _ in range(before.amount):
            day -= DAY
            while not calendar.is_working(day):
                day -= DAY
    return day_span(day, calendar.zone).start


def counted_days(after: date, until: date, *, calendar: WorkCalendar, working: bool) -> int:
    """How many days count after one day, up to and with another."""
    if not working:
        return max(0, (until - after).days)
    days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
    return sum(calendar.is_working(day) for day in days)


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_instant(day: date, calendar: WorkCalendar) -> datetime:
    """The last instant of a local day."""
    return local_day_end(day, calendar.zone) - INSTANT


def _due_hour(hours: int, started_at: datetime, pauses: Sequence[Span]) -> datetime:
    due = started_at.astimezone(UTC) + timedelta(hours=hours)
    for pause in pauses:
        if pause.end is not None and pause.start < due and pause.end > started_at:
            due += pause.end - max(pause.start, started_at)
    return due


def _due_day(
    start: date, need: int, calendar: WorkCalendar, pauses: Sequence[Span], *, working: bool
) -> date:
    if not working and not pauses:
        return start + timedelta(days=need)
    day = start
    while need:
        day += DAY
        if (not working or calendar.is_working(day)) and not _held(day, calendar, pauses):
            need -= 1
    return day


def _held(day: date, calendar: WorkCalendar, pauses: Sequence[Span]) -> bool:
    """Whether a clock is paused at the end of a day."""
    end = last_instant(day, calendar) if pauses else None
    return end is not None and any(
        one.start <= end and (one.end is None or end < one.end) for one in pauses
    )
