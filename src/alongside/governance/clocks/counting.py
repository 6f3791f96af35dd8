"""From what happened to the clocks that run: the one place where a rule is applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from alongside.core import Span
from alongside.governance.casework import WHOLE_CASE
from alongside.governance.clocks.calendar import WorkCalendar
from alongside.governance.clocks.days import due_of, warn_of
from alongside.governance.clocks.rule import ALWAYS_ENDS, Clock, ClockRule, Happened
from alongside.governance.clocks.spells import count_spells


def count_clocks(
    rule: ClockRule, happened: Sequence[Happened], *, calendar: WorkCalendar, now: datetime
) -> list[Clock]:
    """Every round of a rule that had started by ``now``, in order, those that stopped included.

    What happened at one instant is taken in the order given. A start while a clock runs changes
    nothing: the first counts.
    """
    known = sorted((one for one in happened if one.at <= now), key=lambda one: one.at)
    if not rule.each_person:
        return _count(rule, known, calendar)
    return [
        replace(clock, person=person)
        for person in sorted(_started_for(rule, known))
        for clock in _count(rule, _of_person(known, person), calendar)
    ]


def _started_for(rule: ClockRule, happened: Iterable[Happened]) -> set[str]:
    return {person for one in happened if one.kind in rule.starts for person in one.people}


def _of_person(happened: Iterable[Happened], person: str) -> Iterator[Happened]:
    """What concerns one person, and what concerns the whole case."""
    for one in happened:
        if person in one.people or not one.people or one.kind in WHOLE_CASE:
            yield one


def _count(rule: ClockRule, happened: Iterable[Happened], calendar: WorkCalendar) -> list[Clock]:
    if rule.of_last_months is not None:
        return count_spells(rule, happened, calendar)
    walk = _Walk(rule, calendar)
    for one in happened:
        walk.take(one)
    return walk.clocks()


@dataclass(slots=True)
class _Walk:
    """One pass over what happened."""

    rule: ClockRule
    calendar: WorkCalendar
    done: list[Clock] = field(default_factory=list)
    started: Happened | None = None  # the running round's
    series: int = 0  # rounds since the rule started
    pauses: list[Span] = field(default_factory=list)
    paused_at: datetime | None = None

    def take(self, one: Happened) -> None:
        rule = self.rule
        self._pause(one)
        if one.kind in rule.ends or one.kind in ALWAYS_ENDS:
            self._stop(one)
            self.pauses, self.paused_at = [], None
        elif one.kind in rule.stops and self._stop(one) and rule.then:
            self.started, self.series = one, self.series + 1
        if one.kind in rule.starts and self.started is None:
            self.started, self.series = one, 0

    def clocks(self) -> list[Clock]:
        """The rounds that are over, and the one that runs."""
        return [*self.done, *([self._round(None)] if self.started else [])]

    def _pause(self, one: Happened) -> None:
        if one.kind in self.rule.pauses and self.paused_at is None:
            self.paused_at = one.at
        elif one.kind in self.rule.resumes and self.paused_at is not None:
            self.pauses.append(Span(self.paused_at, one.at))
            self.paused_at = None

    def _stop(self, one: Happened) -> bool:
        """Whether a clock was running, which has stopped."""
        if self.started is None:
            return False
        self.done.append(self._round(one))
        self.started = None
        return True

    def _round(self, stopped: Happened | None) -> Clock:
        started, length = self.started, self.rule.length(self.series)
        assert started is not None  # noqa: S101 - only asked while it runs
        pauses = list(self.pauses)
        if stopped is not None and self.paused_at is not None:
            pauses.append(Span(self.paused_at, stopped.at))
        due_at = due_of(length, started.at, calendar=self.calendar, pauses=pauses)
        held = stopped is None and self.paused_at is not None and self.paused_at <= due_at
        return Clock(
            rule=self.rule.name,
            round=len(self.done) + 1,
            length=length,
            started_at=started.at,
            started_by=started.kind,
            warn_at=max(started.at, warn_of(self.rule.warn, due_at, calendar=self.calendar)),
            due_at=due_at,
            paused_at=max(started.at, self.paused_at) if held and self.paused_at else None,
            stopped_at=stopped.at if stopped else None,
            stopped_by=stopped.kind if stopped else "",
        )
