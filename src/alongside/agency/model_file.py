"""``models/*.toml``: what a model is for, whom it looks at, what it learns from, what may shape it.

A model file is read aloud as easily as it is compiled. Nothing in it names a protected trait: those
are audited, never fed. Windows are whole local days before the as-of date, which counts as day 0.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from alongside.agency.agency_file import Name, Strict

Value = str | int | float


class Aggregate(StrEnum):
    """How the events of a window become one number."""

    COUNT = "count"
    SUM = "sum"
    MIN = "min"
    MAX = "max"
    MEAN = "mean"
    LAST = "last"  # the value of the newest event; of several that day the largest
    DAYS_SINCE_FIRST = "days_since_first"
    DAYS_SINCE_LAST = "days_since_last"
    TREND = "trend"  # least-squares change of the value in a year
    DISTINCT = "distinct"  # different details
    AGE = "age"  # of the person, in years; needs no events


class Scope(StrEnum):
    """Whose events."""

    PERSON = "person"
    HOUSEHOLD = "household"  # everybody who lives with the person on the as-of date, herself too
    EARLIER_HOUSEHOLDS = "earlier_households"  # whom she lived with before and does not now
    SIBLINGS = "siblings"  # children of the same parent or carer, without herself


NEEDS_VALUE = frozenset(
    {Aggregate.SUM, Aggregate.MIN, Aggregate.MAX, Aggregate.MEAN, Aggregate.LAST, Aggregate.TREND}
)
EMPTY_IS_ZERO = frozenset({Aggregate.COUNT, Aggregate.SUM, Aggregate.DISTINCT})


class Which(Strict):
    """Which events: of these kinds, and with one of these details, codes or values."""

    kinds: tuple[Name, ...] = Field(min_length=1)
    sources: tuple[Name, ...] = ()  # empty: any source
    details: tuple[str, ...] = ()  # empty: any detail
    codes: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None


class Cohort(Strict):
    """One row for each event of these kinds: a referral, an interview.

    ``sees`` says where knowledge ends. ``day_before``: what was known before the day on which the
    event became known, and the event itself, because what follows on the same day may be its
    consequence. ``same_day``: all that was known by the end of that day.
    """

    which: Which
    sees: Literal["day_before", "same_day"] = "day_before"
    from_on: date | None = None
    until_on: date | None = None  # the first day that is out
    age_from: float | None = None
    age_under: float | None = None


class Label(Strict):
    """What came after, as it is known today.

    ``any``: at least one such event after the as-of date and within ``within_days``; a row whose
    window reaches past the data is left out. ``next``: the first event of ``among`` within the
    window, and whether it is of ``which``; a row without one is left out.
    """

    how: Literal["any", "next"] = "any"
    which: Which
    among: Which | None = None
    within_days: int = Field(ge=1, le=3660)
    says: str  # after "of 100 referrals like this, about 6": "had harm confirmed within a year"
    stands_for: str  # the true thing that is meant
    mismatch: str  # how the label differs from it, in plain words

    @model_validator(mode="after")
    def _complete(self) -> Label:
        if (self.how == "next") != (self.among is not None):
            raise ValueError('how = "next" needs among, and only then')
        return self


class FeatureEntry(Strict):
    """One number about the time before the as-of date.

    ``says`` is the sentence of the fact: ``{n}`` is the number ("{n} moves in the last year"),
    ``says_none`` what is said of zero or of nothing.
    """

    name: Name
    says: str
    says_none: str = ""
    of: Scope = Scope.PERSON
    aggregate: Aggregate
    which: Which | None = None
    window_days: int | None = Field(default=None, ge=1, le=36600)  # none: ever
    circumstance: Name | None = None  # what could be changed; a name of the guideline file

    @model_validator(mode="after")
    def _complete(self) -> FeatureEntry:
        if (self.aggregate is Aggregate.AGE) != (self.which is None):
            raise ValueError("every feature but age needs which, and age none")
        if self.aggregate is Aggregate.AGE and (self.window_days or self.of is not Scope.PERSON):
            raise ValueError("age is of the person and has no window")
        return self


class ShapeEntry(Strict):
    """What a worker knows about the shape of a feature, and why.

    ``monotone`` lets the estimate only rise or only fall with the feature; ``points`` replaces the
    learnt shape by straight lines through (value, log-odds); ``flat_from`` keeps the shape level
    from a value on.
    """

    feature: Name
    monotone: Literal["up", "down"] | None = None
    points: tuple[tuple[float, float], ...] = ()
    flat_from: float | None = None
    by: str = Field(min_length=3)  # name and role
    reason: str = Field(min_length=10)

    @model_validator(mode="after")
    def _one_thing(self) -> ShapeEntry:
        given = [self.monotone is not None, bool(self.points), self.flat_from is not None]
        if sum(given) != 1:
            raise ValueError("give one of monotone, points, flat_from")
        if self.points and (len(self.points) < 2 or sorted(self.points) != list(self.points)):
            raise ValueError("points: at least two, in order of the value")
        return self


class SplitEntry(Strict):
    """How rows are parted: whole persons and households to one side, the test later in time."""

    test_from: date | None = None  # none: the last third of the rows
    test_share: float = Field(default=0.35, gt=0, lt=1)  # of the persons and households
    by_time: bool = True  # False: by person only, where dates are stand-ins


class TrainingEntry(Strict):
    """The bounds of the glass box."""

    interactions: int = Field(default=5, ge=0, le=20)
    bags: int = Field(default=4, ge=1, le=16)
    bins: int = Field(default=64, ge=4, le=256)
    fewest_rows: int = Field(default=500, ge=100)


class UseEntry(Strict):
    """When it keeps silent, and how many the agency can look at more closely."""

    capacity: float = Field(default=0.05, gt=0, lt=1)  # share that can have a closer look
    needs_sources: tuple[Name, ...] = ()  # without any record of these it abstains
    fewest_events: int = Field(default=1, ge=0)  # known events of the person
    widest_range: float = Field(default=0.3, gt=0, le=1)  # a wider range is no estimate


class AuditEntry(Strict):
    """The groups by which error and calibration are shown; read for audits only."""

    traits: tuple[Name, ...] = ()  # protected traits of the records
    records: tuple[Literal["sex", "language", "age_band", "place"], ...] = ("sex", "age_band")
    intersections: tuple[tuple[str, str], ...] = ()
    fewest: int = Field(default=20, ge=5)  # cells under this are left out and say so


class ModelFile(Strict):
    """One model. Its name is the file's name without ``.toml``."""

    title: str
    decision: Name  # the decision point (decisions/*.toml) at which it may advise
    purposes: tuple[Name, ...] = Field(min_length=1)  # every kind it reads must allow them all
    counts: str  # what a row is, in the plural: "referrals"
    use_for: tuple[str, ...] = Field(min_length=1)
    not_for: tuple[str, ...] = Field(min_length=1)
    cannot_know: tuple[str, ...] = Field(min_length=1)
    cohort: Cohort
    label: Label
    feature: tuple[FeatureEntry, ...] = Field(min_length=1)
    shape: tuple[ShapeEntry, ...] = ()
    split: SplitEntry = Field(default_factory=SplitEntry)
    training: TrainingEntry = Field(default_factory=TrainingEntry)
    use: UseEntry = Field(default_factory=UseEntry)
    audit: AuditEntry = Field(default_factory=AuditEntry)

    @model_validator(mode="after")
    def _names_fit(self) -> ModelFile:
        names = [feature.name for feature in self.feature]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"features named twice: {twice}")
        unknown = sorted({shape.feature for shape in self.shape} - set(names))
        if unknown:
            raise ValueError(f"shapes of features that are not there: {unknown}")
        return self

    def kinds_read(self) -> set[str]:
        """Every kind of event that a feature reads."""
        return {kind for one in self.feature if one.which for kind in one.which.kinds}
