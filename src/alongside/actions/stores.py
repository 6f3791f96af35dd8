"""What a refresh needs of the operational store, as values and one Protocol."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from alongside.timeline import SearchName


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """The published generation: its id, file, and when it was published."""

    id: UUID
    path: Path
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A file that was received and kept; the index of what can be replayed."""

    source: str
    table: str
    name: str
    sha256: str
    kept_as: str
    size: int
    modified_ns: int
    received_at: datetime
    replaced_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMembership:
    """Whose a record is now."""

    record_id: str
    person_id: UUID
    from_at: datetime
    known_at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredJudgement:
    """A worker's word about two records that still stands."""

    left: str
    right: str
    same: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxEvent:
    """What somebody did, on its way to the timeline."""

    id: int
    kind: str
    person_id: UUID
    happened_at: datetime
    known_at: datetime
    sensitivity: int
    purposes: tuple[str, ...]
    code: str = ""  # the decision point that an act belongs to: source:source_key
    origin: str = "worker"  # or advice: what the system said


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPerson:
    """One version of what a worker wrote down of somebody who is in no source."""

    id: int
    person_id: UUID
    at: datetime
    given_name: str = ""
    family_name: str = ""
    birth_on: date | None = None
    birth_precision: str = "day"
    sex: str = ""
    address: str = ""
    phone: str = ""
    language: str = ""
    sensitivity: int = 2
    purposes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A pair of records about which a worker is to say: the same human being, or two?"""

    kind: str
    left: str
    right: str
    probability: float
    weight: float
    agreements: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityChanges:
    """What the ledger is to learn from one refresh."""

    minted: Sequence[UUID] = ()
    merged: Sequence[tuple[UUID, UUID]] = ()  # (tombstone, living)
    closed: Sequence[str] = ()  # record ids whose open membership ends
    opened: Sequence[OpenMembership] = ()
    sealed: Sequence[UUID] = ()  # people whose source says that the record is sealed

    def __bool__(self) -> bool:
        return bool(self.minted or self.merged or self.closed or self.opened or self.sealed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was read from one table of one source."""

    source: str
    table: str
    read: int
    accepted: int
    changed: int
    rejected: int
    left_out: int = 0
    faults: int = 0  # lines in the rejects table; an accepted row may have one for its event
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Everything that becomes true at once when a generation is published."""

    generation_id: UUID
    at: datetime
    receipts: Sequence[Receipt] = ()
    touched: Sequence[Receipt] = ()  # same content under a new time
    gone: Sequence[tuple[str, str, str]] = ()  # (source, table, name) of files that went
    received_at: datetime | None = None
    runs: Sequence[Run] = ()
    identity: IdentityChanges = field(default_factory=IdentityChanges)
    questions: Sequence[Question] | None = None  # None: linkage did not run, leave the queue
    names_came: Iterable[SearchName] = ()
    names_went: Iterable[SearchName] = ()
    names_anew: bool = False  # forget every name first
    model: bytes | None = None  # a newly trained linkage model
    model_hash: str = ""
    counts: dict[str, int] = field(default_factory=dict)


class RefreshStore(Protocol):
    """The operational store, as a refresh sees it. The web implements it."""

    def lease(self, name: str) -> AbstractContextManager[None]:
        """Hold a job alone; raise ``AL-C010`` (BUSY) while somebody living holds it."""

    def current(self) -> Current | None:
        """The newest published generation."""

    def receipts(self) -> list[Receipt]:
        """Everything ever received, oldest first."""

    def open_memberships(self) -> list[OpenMembership]:
        """Every open membership, by record id."""

    def judgements(self) -> list[StoredJudgement]:
        """Judgements that were not withdrawn, oldest first."""

    def tombstones(self) -> dict[UUID, UUID]:
        """Every person who was joined into another, and into whom."""

    def people_with_facts(self) -> frozenset[UUID]:
        """People who carry what a worker wrote, or a seal: only people move them."""

    def identity_changed_since(self, instant: datetime) -> bool:
        """Whether a worker joined, split or judged after ``instant``."""

    def linkage_model(self) -> bytes | None:
        """The linkage model in use."""

    def outbox(self) -> list[OutboxEvent]:
        """Every outbox event, oldest first."""

    def last_outbox_id(self) -> int:
        """The newest outbox event's number, 0 without any."""

    def said_people(self) -> list[SaidPerson]:
        """Every version of everybody whom a worker wrote down, oldest first."""

    def last_said_id(self) -> int:
        """The newest version's number, 0 without any."""

    def touch(self, receipts: Sequence[Receipt], *, looked_at: datetime) -> None:
        """Remember that nothing new came until ``looked_at``, and files of a new time only."""

    def publish(self, publication: Publication) -> None:
        """Write all of it in one transaction, or nothing."""
