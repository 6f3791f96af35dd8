"""How a page says a clock, in one place: when it ends, how far it has come, whether it is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.governance.clocks import Clock, Length, Unit, WorkCalendar, counted_days
from alongside.web.agency import current_agency
from alongside.web.clocks.models import ClockRow
from alongside.web.people.words import DateWords

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockWords:
    """What a page says of a clock. ``tone`` is the class of its mark."""

    says: str  # "Ends Wed 16 Dec, day 29 of 45"
    tone: str  # late, soon, done or nothing
    due_on: date


def clock_words(row: ClockRow, say: DateWords, *, now: datetime) -> ClockWords:
    """A clock of a case in words, as it stands now."""
    agency = current_agency()
    rule = agency.rules.get(row.rule)
    clock = as_clock(row)
    done = rule is not None and row.stopped_by in rule.stops
    steady = rule is None or rule.of_last_months is None
    return words_of(clock, say, calendar=agency.calendar, now=now, done=done, counts=steady)


def rule_says(row: ClockRow) -> str:
    """What the rule of a clock wants: *Finish the assessment*."""
    rule = current_agency().rules.get(row.rule)
    return rule.says if rule else row.rule.replace("_", " ").capitalize()


def as_clock(row: ClockRow) -> Clock:
    """The clock that a row keeps."""
    return Clock(
        rule=row.rule,
        round=row.round,
        length=Length(row.amount, Unit(row.unit)),
        started_at=row.started_at,
        started_by=row.started_by,
        warn_at=row.warn_at,
        due_at=row.due_at,
        person=str(row.person_id or ""),
        paused_at=row.paused_at,
        stopped_at=row.stopped_at,
        stopped_by=row.stopped_by,
    )


def words_of(
    clock: Clock,
    say: DateWords,
    *,
    calendar: WorkCalendar,
    now: datetime,
    done: bool = False,
    counts: bool = True,
) -> ClockWords:
    """A clock in words. ``done``: what stopped it is what it waited for.

    ``counts``: say which day of how many it is; a window that moves only says how much is left.
    """
    due_on = say.local(clock.due_at)
    if clock.stopped_at is not None:
        return ClockWords(
            says=_stopped(clock, say, done), tone="done" if done else "", due_on=due_on
        )
    if clock.paused_at is not None:
        return ClockWords(says=_paused(clock, say, calendar), tone="", due_on=due_on)
    if now > clock.due_at:
        return ClockWords(says=_late(clock, say, now), tone="late", due_on=due_on)
    says = _runs(clock, say, calendar=calendar, now=now, counts=counts)
    return ClockWords(says=says, tone="soon" if now >= clock.warn_at else "", due_on=due_on)


def _stopped(clock: Clock, say: DateWords, done: bool) -> str:
    stopped = clock.stopped_at
    assert stopped is not None  # noqa: S101 - asked only of those
    words = {"day": say.day(say.local(stopped))}
    if not done:
        return _("Ended %(day)s") % words
    if stopped <= clock.due_at:
        return _("Done %(day)s, in time") % words
    return _("Done %(day)s, %(late)s late") % {**words, "late": _apart(clock, stopped, say)}


def _paused(clock: Clock, say: DateWords, calendar: WorkCalendar) -> str:
    paused = clock.paused_at
    assert paused is not None  # noqa: S101 - asked only of those
    left = _left(clock, paused, calendar)
    return _("Paused since %(day)s, %(left)s left") % {
        "day": say.day(say.local(paused)),
        "left": left,
    }


def _late(clock: Clock, say: DateWords, now: datetime) -> str:
    return _("Was due %(day)s, %(late)s ago") % {
        "day": _when(clock, say),
        "late": _apart(clock, now, say),
    }


def _runs(
    clock: Clock, say: DateWords, *, calendar: WorkCalendar, now: datetime, counts: bool
) -> str:
    words = {"day": _when(clock, say)}
    if clock.length.unit is Unit.HOURS or not counts:
        return _("Ends %(day)s, %(left)s left") % {**words, "left": _left(clock, now, calendar)}
    of = _days_of(clock, calendar)
    n = of - _days_left(clock, now, calendar)
    if calendar.day(now) == calendar.day(clock.started_at):
        return _("Ends %(day)s, began today") % words
    return _("Ends %(day)s, day %(n)s of %(of)s") % {**words, "n": n, "of": of}


def _when(clock: Clock, say: DateWords) -> str:
    day = say.day(say.local(clock.due_at))
    return f"{day}, {say.time(clock.due_at)}" if clock.length.unit is Unit.HOURS else day


def _days_of(clock: Clock, calendar: WorkCalendar) -> int:
    """How many days a round has."""
    if clock.length.unit is not Unit.MONTHS:
        return clock.length.amount
    start, due = calendar.day(clock.started_at), calendar.day(clock.due_at)
    return max(1, (due - start).days)


def _days_left(clock: Clock, now: datetime, calendar: WorkCalendar) -> int:
    working = clock.length.unit is Unit.WORKING_DAYS
    after, until = calendar.day(now), calendar.day(clock.due_at)
    return counted_days(after, until, calendar=calendar, working=working)


def _left(clock: Clock, now: datetime, calendar: WorkCalendar) -> str:
    if clock.length.unit is Unit.HOURS:
        return _hours(clock.due_at - now)
    n = _days_left(clock, now, calendar)
    if clock.length.unit is Unit.WORKING_DAYS:
        return ngettext("%(n)s working day", "%(n)s working days", n) % {"n": n}
    return ngettext("%(n)s day", "%(n)s days", n) % {"n": n}


def _apart(clock: Clock, at: datetime, say: DateWords) -> str:
    """How long after its end, in local days, or hours for what is counted in hours."""
    days = (say.local(at) - say.local(clock.due_at)).days
    if clock.length.unit is Unit.HOURS and at - clock.due_at < 48 * HOUR:
        return _hours(at - clock.due_at)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def _hours(span: timedelta) -> str:
    if span < HOUR:
        n = int(span / timedelta(minutes=1))
        return ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}
    n = int(span / HOUR)
    return ngettext("%(n)s hour", "%(n)s hours", n) % {"n": n}
