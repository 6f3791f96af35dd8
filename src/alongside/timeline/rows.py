"""What the reader of a person gets: plain rows, times aware and in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from alongside.core import Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a person's rows are, as the ledger says *now*.

    Attributes
    ----------
    person_id : UUID
        The living person.
    stored_under : tuple of UUID
        The ids that the generation filed the records under: after a merge or split by a person,
        other ids than the living one until the next refresh.
    linked : mapping of str to datetime
        Each record of the person and since when the tie could be known.
    sealed : bool
    unseen : frozenset of UUID
        Other people whose seal does not name the reader: never shown beside this person.
    """

    person_id: UUID
    stored_under: tuple[UUID, ...]
    linked: Mapping[str, datetime]
    sealed: bool = False
    unseen: frozenset[UUID] = frozenset()


class TimelineEvent(NamedTuple):
    """One version of one event, as the page shows it. Times are aware and in UTC."""

    event_id: str
    record_id: str
    source: str
    source_key: str
    version: int
    kind: str
    happened_from: datetime | None
    happened_until: datetime | None
    precision: str
    known_from: datetime
    known_until: datetime | None
    known_is_receipt: bool
    value: float | None
    unit: str | None
    code: str | None
    code_system: str | None
    detail: str | None
    sensitivity: Sensitivity
    purposes: frozenset[str]
    origin: str
    lane: str


class RecordVersion(NamedTuple):
    """One version of one record of the person."""

    record_id: str
    source: str
    version: int
    known_from: datetime
    known_until: datetime | None
    linked_by: str
    given_name: str | None
    family_name: str | None
    birth_on: date | None
    birth_precision: str | None
    died_on: date | None
    sex: str | None
    address: str | None
    postcode: str | None
    place: str | None
    phone: str | None
    email: str | None
    id_number: str | None
    id_kind: str | None
    language: str | None
    sealed: bool
    address_protected: bool
    sensitivity: Sensitivity = Sensitivity.ORDINARY
    purposes: frozenset[str] = frozenset()


class Stay(NamedTuple):
    """Somebody's time in a household of the person; ``person_id`` may be the person itself."""

    household_id: str
    person_id: UUID
    name: str
    birth_on: date | None
    from_on: date | None
    until_on: date | None
    because: str
    address: str | None


class Tie(NamedTuple):
    """A declared relationship, read from the person's side: *other* is the ``kind``."""

    other_id: UUID
    name: str
    birth_on: date | None
    kind: str
    from_on: date | None
    until_on: date | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHead:
    """The best of what the records say about who this is."""

    person_id: UUID
    given_name: str | None
    family_name: str | None
    birth_on: date | None
    birth_precision: str | None
    died_on: date | None
    sex: str | None
    language: str | None
    address_protected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """What to show; empty means everything."""

    lanes: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    sensitivities: frozenset[int] = frozenset()
    from_on: date | None = None

    def keeps(self, event: TimelineEvent) -> bool:
        """Whether the event passes."""
        return (
            (not self.lanes or event.lane in self.lanes)
            and (not self.sources or event.source in self.sources)
            and (not self.kinds or event.kind in self.kinds)
            and (not self.sensitivities or int(event.sensitivity) in self.sensitivities)
            and (
                self.from_on is None
                or event.happened_from is None
                or event.happened_from.date() >= self.from_on
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """Events newest first, and how many of each level the purpose does not allow."""

    events: list[TimelineEvent]
    total: int  # before the filter
    hidden: dict[Sensitivity, int] = field(default_factory=dict)
