"""How long a decision may wait: by days of its own, or by a rule of the jurisdiction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from alongside.agency import DecisionFile
from alongside.governance.clocks import Clock as RuleClock
from alongside.governance.clocks import Length, Unit, WorkCalendar, due_of, warn_of
from alongside.web.agency import current_agency
from alongside.web.clocks.words import words_of
from alongside.web.people.words import DateWords

SOON = Length(1, Unit.DAYS)  # ends today or tomorrow


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Within what a decision is owed, and so long before its end it is soon."""

    length: Length | None  # None: the agency set no time
    warn: Length = SOON


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """When a decision is owed. ``due_on`` is ``None`` where the agency set no time."""

    opened_on: date
    due_on: date | None
    says: str
    tone: str  # late, soon or nothing: the class of its mark


def clock_of(file: DecisionFile, opened_at: datetime, say: DateWords, *, now: datetime) -> Clock:
    """The clock of a point that opened then, as its decision's file wants it."""
    return read_clock(opened_at, owed_by(file), say, calendar=current_agency().calendar, now=now)


def owed_by(file: DecisionFile) -> Owed:
    """How long a decision may take by its file."""
    if file.due_rule is not None:
        rule = current_agency().rules[file.due_rule]
        return Owed(length=rule.length(0), warn=rule.warn)
    return Owed(length=None if file.due_days is None else Length(file.due_days, Unit.DAYS))


def read_clock(
    opened_at: datetime, owed: Owed, say: DateWords, *, calendar: WorkCalendar, now: datetime
) -> Clock:
    """The clock of a point that opened then. Days are local; the first is the day after."""
    opened_on = say.local(opened_at)
    if owed.length is None:
        since = _("Open since %(day)s") % {"day": say.day(opened_on)}
        return Clock(opened_on=opened_on, due_on=None, says=since, tone="")
    due_at = due_of(owed.length, opened_at, calendar=calendar)
    clock = RuleClock(
        rule="",
        round=1,
        length=owed.length,
        started_at=opened_at,
        started_by="",
        warn_at=warn_of(owed.warn, due_at, calendar=calendar),
        due_at=due_at,
    )
    words = words_of(clock, say, calendar=calendar, now=now)
    return Clock(opened_on=opened_on, due_on=words.due_on, says=words.says, tone=words.tone)
