"""``jurisdictions/*.toml``: what the law and the agency want by when, and their working days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, HttpUrl, field_validator, model_validator

from alongside.agency.agency_file import Name, Strict
from alongside.agency.decision_file import DecisionFile
from alongside.agency.mistake import Mistake
from alongside.core import AlongsideError
from alongside.governance.casework import CASE_STEPS
from alongside.governance.clocks import ClockRule, Length, Unit, WorkCalendar
from alongside.governance.clocks.calendar import public_holidays

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[str, ...] = Weekday.__args__  # type: ignore[attr-defined]
LENGTH = re.compile(r"(\d{1,3}) (hour|day|week|working day|month)s?")


def read_length(value: Any) -> Any:
    """*45 working days* as a length; what is none is a mistake that says how one is written."""
    if isinstance(value, Length):
        return value
    found = LENGTH.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("a length such as 24 hours, 4 weeks, 45 working days or 6 months")
    number, word = int(found[1]), found[2].replace(" ", "_")
    if word == "week":
        return Length(number * 7, Unit.DAYS)
    return Length(number, Unit(f"{word}s"))


Within = Annotated[Length, BeforeValidator(read_length)]


class WorkingDays(Strict):
    """Which days are working days. ``country`` is a code of the ``holidays`` library."""

    country: str = ""
    subdivision: str = ""
    weekend: tuple[Weekday, ...] = ("saturday", "sunday")
    closed: tuple[date, ...] = ()  # days off beside the public holidays
    open: tuple[date, ...] = ()  # days on which the agency works all the same

    @model_validator(mode="after")
    def _known_place(self) -> WorkingDays:
        public_holidays(self.country, self.subdivision, 2026)
        if len(set(self.weekend)) == len(WEEKDAYS):
            raise ValueError("at least one working day a week")
        return self


class RuleEntry(Strict):
    """One deadline. Kinds are kinds of step of a case."""

    says: str = Field(min_length=1, max_length=120)  # "Finish the assessment"
    starts: tuple[Name, ...]
    stops: tuple[Name, ...]
    within: Within
    then: tuple[Within, ...] = ()
    ends: tuple[Name, ...] = ()
    pauses: tuple[Name, ...] = ()
    resumes: tuple[Name, ...] = ()
    of_last_months: int | None = Field(default=None, ge=1)
    each_person: bool = False
    warn: Within = Length(0, Unit.DAYS)
    source: str = Field(min_length=1)
    url: HttpUrl | None = None
    checked_on: date

    @field_validator("then", mode="before")
    @classmethod
    def _one_or_more(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _can_run(self) -> RuleEntry:
        try:
            self.rule("here")
        except AlongsideError as error:
            seen = error.seen.removeprefix("The clock rule here ")
            raise ValueError(f"{error.wanted}: it {seen}") from error
        return self

    def rule(self, name: str) -> ClockRule:
        """The rule as governance knows it."""
        return ClockRule(
            name=name,
            says=self.says,
            starts=frozenset(self.starts),
            stops=frozenset(self.stops),
            amount=self.within.amount,
            unit=self.within.unit,
            then=self.then,
            ends=frozenset(self.ends),
            pauses=frozenset(self.pauses),
            resumes=frozenset(self.resumes),
            of_last_months=self.of_last_months,
            each_person=self.each_person,
            warn=self.warn,
            source=self.source,
            url=str(self.url or ""),
            checked_on=self.checked_on,
        )


class JurisdictionFile(Strict):
    """The whole of a jurisdiction's file."""

    title: str = Field(min_length=1)
    like: str | None = None  # a shipped one whose rules hold where this file has no other
    without: tuple[Name, ...] = ()  # rules of ``like`` that do not hold here
    working_days: WorkingDays | None = None
    rule: dict[Name, RuleEntry] = Field(default_factory=dict)

    @cached_property
    def rules(self) -> tuple[ClockRule, ...]:
        """Every rule, in the order of the file."""
        return tuple(entry.rule(name) for name, entry in self.rule.items())

    def calendar(self, zone: ZoneInfo) -> WorkCalendar:
        """The working days of the place."""
        days = self.working_days or WorkingDays()
        return WorkCalendar(
            zone=zone,
            weekend=frozenset(WEEKDAYS.index(day) for day in days.weekend),
            country=days.country,
            subdivision=days.subdivision,
            closed=frozenset(days.closed),
            open=frozenset(days.open),
        )

    def over(self, below: JurisdictionFile) -> JurisdictionFile:
        """This file laid over the one that it is like."""
        kept = {name: one for name, one in below.rule.items() if name not in self.without}
        return self.model_copy(
            update={
                "rule": kept | self.rule,
                "working_days": self.working_days or below.working_days,
            }
        )


def clock_mistakes(
    jurisdiction: JurisdictionFile, decisions: Mapping[str, DecisionFile]
) -> list[Mistake]:
    """Rules and kinds of step that decision files name and that are not there."""
    found = [
        Mistake(
            file=f"decisions/{name}.toml",
            key="due_rule",
            seen=repr(decision.due_rule),
            wanted=f"a rule of the jurisdiction: {', '.join(jurisdiction.rule) or 'it has none'}",
        )
        for name, decision in decisions.items()
        if decision.due_rule is not None and decision.due_rule not in jurisdiction.rule
    ]
    return found + [
        Mistake(
            file=f"decisions/{name}.toml",
            key="also",
            seen=repr(kind),
            wanted="a kind of step of a case, see docs/reference/case-states.md",
        )
        for name, decision in decisions.items()
        for choice in decision.choice
        for kind in choice.besides
        if kind not in CASE_STEPS
    ]
