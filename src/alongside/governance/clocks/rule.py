"""A deadline as the law or the agency wrote it, and the clock that runs by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from alongside.governance.clocks.checking import check_rule

# closing a case ends each of its clocks, whether the rule says so or not
ALWAYS_ENDS = frozenset({"case_closed"})


class Unit(StrEnum):
    """What a deadline is counted in."""

    HOURS = "hours"
    DAYS = "days"  # local days
    WORKING_DAYS = "working_days"  # of the place, without its public holidays
    MONTHS = "months"  # calendar months; the last day of the month where the day is missing


@dataclass(frozen=True, slots=True)
class Length:
    """How long something may take. 0 ends with the day it started on."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a length is not negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """One deadline of a jurisdiction.

    ``starts`` and ``stops`` are kinds of step (:data:`alongside.governance.casework.STEPS`). A rule
    with ``then`` comes again: after each stop a new round starts, of the next length of ``then``
    (the last again and again), until ``ends``. With ``of_last_months`` it counts the time spent
    inside spells (``starts`` to ``ends``) within that window, as *15 of the last 22 months*. With
    ``each_person`` it runs for everybody whom a starting step concerns, by herself.

    Raises
    ------
    AlongsideError
        ``AL-G050`` for a kind that no step has, ``AL-G051`` for a rule that can never start, stop
        or end.
    """

    name: str
    says: str  # "The assessment is finished"
    starts: frozenset[str]
    stops: frozenset[str]
    amount: int
    unit: Unit
    then: tuple[Length, ...] = ()  # of later rounds
    ends: frozenset[str] = frozenset()  # the rule is over: placement_ended
    pauses: frozenset[str] = frozenset()
    resumes: frozenset[str] = frozenset()
    of_last_months: int | None = None
    each_person: bool = False
    warn: Length = Length(0, Unit.DAYS)  # so long before the end it is soon
    source: str = ""  # law, regulation or guidance, with its paragraph
    url: str = ""
    checked_on: date | None = None

    def __post_init__(self) -> None:
        check_rule(self)

    @property
    def kinds(self) -> frozenset[str]:
        """Every kind of step that moves a clock of this rule."""
        return self.starts | self.stops | self.ends | self.pauses | self.resumes | ALWAYS_ENDS

    def length(self, round_of_series: int) -> Length:
        """How long a round takes; the first is 0."""
        if round_of_series == 0 or not self.then:
            return Length(self.amount, self.unit)
        return self.then[min(round_of_series, len(self.then)) - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A step that may start, stop, pause or end a clock. No ``people``: it concerns everybody."""

    kind: str
    at: datetime
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One round of a rule. ``due_at`` is the last instant at which it is still in time.

    While it is paused (``paused_at``), ``due_at`` is when it would end if it went on at once.
    ``stopped_by`` is the kind of step that stopped or ended it.
    """

    rule: str
    round: int
    length: Length
    started_at: datetime
    started_by: str
    warn_at: datetime
    due_at: datetime
    person: str = ""  # whose clock it is, of a rule that runs for each person
    paused_at: datetime | None = None
    stopped_at: datetime | None = None
    stopped_by: str = ""
