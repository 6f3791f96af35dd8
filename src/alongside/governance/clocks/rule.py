"""A deadline as the law or the agency wrote it, and the clock that runs by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Unit(StrEnum):
    """What a deadline is counted in."""

    HOURS = "hours"
    DAYS = "days"  # local days
    WORKING_DAYS = "working_days"  # of the place, without its public holidays
    MONTHS = "months"  # calendar months; the last day of the month where the day is missing


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """One deadline of a jurisdiction.

    ``starts`` and ``stops`` are kinds of step (:data:`alongside.governance.casework.STEPS`). A rule
    with ``then`` comes again: after each stop a new round of ``then`` units starts, until ``ends``.
    With ``of_last_months`` it counts the time spent inside spells (``starts`` to ``ends``) within
    that window, as *15 of the last 22 months*.
    """

    name: str
    says: str  # "The assessment is finished"
    starts: frozenset[str]
    stops: frozenset[str]
    amount: int
    unit: Unit
    then: int | None = None  # of a later round, in ``unit``
    ends: frozenset[str] = frozenset()  # the rule is over: case_closed, placement_ended
    pauses: frozenset[str] = frozenset()
    resumes: frozenset[str] = frozenset()
    of_last_months: int | None = None
    warn: int = 0  # units before the end at which it is soon
    source: str = ""  # law, regulation or guidance, with its paragraph
    url: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A step that may start, stop, pause or end a clock."""

    kind: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One round of a rule. ``due_at`` is the last instant at which it is still in time."""

    rule: str
    round: int
    started_at: datetime
    warn_at: datetime
    due_at: datetime
    paused_at: datetime | None = None
    stopped_at: datetime | None = None
