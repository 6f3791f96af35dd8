"""Person, SourceRecord, Link, Relationship, Event."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from alongside.core.dates import Precision


class Sensitivity(IntEnum):
    """How much harm a disclosure could do. Higher needs a stronger right to see."""

    ORDINARY = 1
    SENSITIVE = 2  # health, violence at home, money
    RESTRICTED = 3  # substance-use treatment, HIV, a refuge, who reported


class Origin(StrEnum):
    """Who said it. What the system advised is never a feature of a later model."""

    SOURCE = "source"
    WORKER = "worker"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A human being in the identity ledger. ``merged_into`` makes it a tombstone."""

    id: UUID
    merged_into: UUID | None = None

    def __post_init__(self) -> None:
        if self.merged_into == self.id:
            raise ValueError("a person cannot be merged into itself")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """One version of what one source says about who somebody is."""

    source: str
    source_key: str
    version: int
    known_from: datetime
    known_until: datetime | None
    given_name: str | None = None
    family_name: str | None = None
    birth_on: date | None = None
    birth_precision: Precision = Precision.DAY
    sex: str | None = None
    address: str | None = None
    postcode: str | None = None
    place: str | None = None
    phone: str | None = None
    email: str | None = None
    id_number: str | None = None
    died_on: date | None = None
    language: str | None = None
    sealed: bool = False
    address_protected: bool = False

    def __post_init__(self) -> None:
        if self.version < 1:
            raise ValueError("versions count from 1")
        if self.known_until is not None and self.known_until < self.known_from:
            raise ValueError("a version cannot end before it was known")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A scored pair of records and what it rests on; ``weight`` is log2 of the odds ratio."""

    left: str
    right: str
    weight: float
    probability: float
    agreements: tuple[tuple[str, str, float], ...] = ()

    def __post_init__(self) -> None:
        if self.left >= self.right:
            raise ValueError("a link names its records in order, and they differ")
        if not 0 <= self.probability <= 1:
            raise ValueError("a probability lies between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """A dated tie between two records or people, as a source declares it."""

    kind: str
    from_id: str
    to_id: str
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a person, when, and since when the agency could know it."""

    id: str
    person_id: UUID
    kind: str
    happened_from: datetime | None
    known_at: datetime
    source: str
    source_key: str
    sensitivity: Sensitivity
    purposes: frozenset[str]
    happened_until: datetime | None = None
    precision: Precision = Precision.DAY
    household_id: str | None = None
    version: int = 1
    value: float | None = None
    unit: str | None = None
    code: str | None = None
    code_system: str | None = None
    detail: str | None = None
    origin: Origin = Origin.SOURCE
    retracted_by: str | None = None
    known_until: datetime | None = field(default=None)

    def __post_init__(self) -> None:
        if (self.happened_from is None) != (self.precision is Precision.UNKNOWN):
            raise ValueError("an event has a time unless its precision is unknown")
        if self.happened_from and self.happened_until and self.happened_until < self.happened_from:
            raise ValueError("an event cannot end before it begins")

    def was_believed_at(self, instant: datetime) -> bool:
        """Whether this version was known, and not yet replaced, at ``instant``."""
        return self.known_at <= instant and (self.known_until is None or instant < self.known_until)
