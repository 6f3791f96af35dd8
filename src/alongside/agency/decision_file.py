"""``decisions/*.toml``: a decision that a named worker takes, whole without any model."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from alongside.agency.agency_file import Name, Strict
from alongside.agency.model_file import Which

LeadsTo = Literal["case", "nothing", "second_look"]


class Reason(Strict):
    """A reason that a worker may tick beside her own words."""

    name: Name
    says: str  # "A child was hurt"


class ResponseTime(Strict):
    """By when somebody answers what was decided; in hours, or in local days."""

    name: Name
    says: str  # "Within 24 hours: a child may be in danger now"
    hours: int | None = Field(default=None, ge=1)
    days: int | None = Field(default=None, ge=0)
    also: tuple[Name, ...] = ()  # kinds of step that it is besides: urgent_response_owed

    @model_validator(mode="after")
    def _one_unit(self) -> ResponseTime:
        if (self.hours is None) == (self.days is None):
            raise ValueError("give either hours or days")
        return self


class Choice(Strict):
    """One answer a worker may give."""

    name: Name
    says: str  # "Screen in: somebody visits"
    needs_reason: bool = True
    also: tuple[Name, ...] = ()  # kinds of step that it is besides: urgent_response_owed
    leads_to: LeadsTo = "nothing"  # second_look: nothing, once a colleague agrees
    within: tuple[ResponseTime, ...] = ()  # the one that holds, or those to choose from
    reasons: tuple[Reason, ...] = ()

    @model_validator(mode="after")
    def _names_differ(self) -> Choice:
        for listed in (self.within, self.reasons):
            if len({one.name for one in listed}) < len(listed):
                raise ValueError("two have the same name")
        return self

    @property
    def besides(self) -> tuple[str, ...]:
        """Kinds of step that it may be besides, by itself or by one of its response times."""
        return (*self.also, *(kind for time in self.within for kind in time.also))


class DecisionFile(Strict):
    """One decision point. Its name is the file's name without ``.toml``.

    An event of ``opens`` opens it; it waits until an event of ``closes`` with the same source and
    key, or a decision made here. ``source`` names the one source whose events open it, besides
    what is taken down here.
    """

    title: str  # "Screen a referral"
    question: str  # "What happens with this referral?"
    purpose: Name = "casework"
    opens: Name  # kind of event
    closes: tuple[Name, ...] = ()  # kinds of event of the same source and key
    source: Name | None = None
    second_look: bool = False  # what leads to nothing waits for a colleague who agrees
    due_days: int | None = Field(default=None, ge=0)  # local days until a decision is owed
    due_rule: Name | None = None  # or the rule of the jurisdiction that says until when
    likelihood_of: str  # what she judges first: "harm is confirmed within a year"
    bands: tuple[str, ...] = (  # of 100, as she would say it
        "fewer than 2",
        "2 to 4",
        "5 to 9",
        "10 to 19",
        "20 to 39",
        "40 or more",
    )
    choice: tuple[Choice, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _names_differ(self) -> DecisionFile:
        names = [choice.name for choice in self.choice]
        if len(set(names)) < len(names):
            raise ValueError("two choices have the same name")
        if self.due_days is not None and self.due_rule is not None:
            raise ValueError("give either due_days or due_rule")
        return self

    @property
    def opens_cases(self) -> bool:
        """Whether one of the answers leads to a case."""
        return any(choice.leads_to == "case" for choice in self.choice)

    def leads_to(self, choice: Choice) -> LeadsTo:
        """What follows from an answer, as the whole file says."""
        if self.second_look and self.opens_cases and choice.leads_to == "nothing":
            return "second_look"
        return choice.leads_to


Grade = Literal["high", "moderate", "low", "very low", "practice"]


class Support(Strict):
    """A kind of support for a circumstance, with how sure it is that it helps (GRADE's words)."""

    name: Name
    says: str
    grade: Grade  # "practice": what workers found, not studied
    because: str  # the source of the grade
    given: Which | None = None  # events that show that somebody had it


class Circumstance(Strict):
    """Something about a life that can be changed: housing, food, isolation."""

    says: str
    support: tuple[Support, ...] = Field(min_length=1)


class HelpFile(Strict):
    """``guidelines/help.toml``: which support is known for which circumstance."""

    circumstance: dict[Name, Circumstance] = Field(min_length=1)
