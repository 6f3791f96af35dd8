"""Clocks that count time inside spells, as *15 of the last 22 months* in care.

Spells are counted in nights. A spell of the past counts as far as it lies within the window, a
paused one does not, and what was counted before a stop counts no more. It is due on the first day
on which the nights within the window, laid end to end before that day, reach over the months.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from alongside.governance.clocks.calendar import WorkCalendar
from alongside.governance.clocks.days import add_months, last_instant, warn_of
from alongside.governance.clocks.rule import ALWAYS_ENDS, Clock, ClockRule, Happened

Stay = tuple[date, date]  # nights from the first day up to the second


def count_spells(
    rule: ClockRule, happened: Iterable[Happened], calendar: WorkCalendar
) -> list[Clock]:
    """A round for each spell, in order. ``happened`` is in order of time."""
    walk = _Spells(rule, calendar)
    for one in happened:
        walk.take(one)
    return [*walk.done, *([walk.round(None)] if walk.started else [])]


def due_day(stays: Sequence[Stay], again: date, *, months: int, window: int) -> date:
    """The day on which a stay that began ``again`` and goes on reaches the months of the window."""
    before = sum((until - since).days for since, until in stays)
    day = max(again, add_months(again - timedelta(days=before), months))
    while add_months(day - timedelta(days=_nights(stays, again, day, window)), months) > day:
        day += timedelta(days=1)
    return day


def _nights(stays: Sequence[Stay], again: date, day: date, window: int) -> int:
    since = add_months(day, -window)
    return sum(
        max(0, (min(until, day) - max(first, since)).days)
        for first, until in [*stays, (again, day)]
    )


@dataclass(slots=True)
class _Spells:
    """One pass over what happened."""

    rule: ClockRule
    calendar: WorkCalendar
    done: list[Clock] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    started: Happened | None = None  # the running round's
    away: bool = True  # outside a spell
    since: date | None = None  # of the stay that counts now
    paused_at: datetime | None = None

    def take(self, one: Happened) -> None:
        rule, day = self.rule, self.calendar.day(one.at)
        if one.kind in rule.stops and self.started is not None:
            self._close(one)
            self.stays, self.since = [], None
        if one.kind in rule.ends or one.kind in ALWAYS_ENDS:
            if self.started is not None:
                self._close(one)
            self._leave(day)
            self.away, self.paused_at = True, None
        if one.kind in rule.starts and self.away:
            self.started, self.since, self.away = one, day, False
        if self.started is not None:
            self._pause(one, day)

    def round(self, stopped: Happened | None) -> Clock:
        """The running round as it stands, or as it stopped."""
        started = self.started
        assert started is not None and self.rule.of_last_months  # noqa: S101, PT018
        again = self.since or self.calendar.day(self.paused_at or started.at)
        day = due_day(self.stays, again, months=self.rule.amount, window=self.rule.of_last_months)
        due_at = max(started.at, last_instant(day, self.calendar))
        return Clock(
            rule=self.rule.name,
            round=len(self.done) + 1,
            length=self.rule.length(0),
            started_at=started.at,
            started_by=started.kind,
            warn_at=max(started.at, warn_of(self.rule.warn, due_at, calendar=self.calendar)),
            due_at=due_at,
            paused_at=None if stopped else self.paused_at,
            stopped_at=stopped.at if stopped else None,
            stopped_by=stopped.kind if stopped else "",
        )

    def _pause(self, one: Happened, day: date) -> None:
        if one.kind in self.rule.pauses and self.paused_at is None:
            self._leave(day)
            self.paused_at = one.at
        elif one.kind in self.rule.resumes and self.paused_at is not None:
            self.since, self.paused_at = day, None

    def _close(self, one: Happened) -> None:
        self.done.append(self.round(one))
        self.started = None

    def _leave(self, day: date) -> None:
        if self.since is not None:
            self.stays.append((self.since, day))
        self.since = None
