"""What a reconciliation decides: one frozen value a kind, and what they do to memberships.

No two changes of one reconciliation name the same record, so their order does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Mint:
    """A new person holds records that nobody held."""

    person_id: UUID
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A record that nobody held comes to a person."""

    record: str
    person_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """``from_person`` becomes a tombstone of ``into_person``; ``records`` is all that it held."""

    from_person: UUID
    into_person: UUID
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A newly minted person takes some records of another, who lives on."""

    person_id: UUID
    new_person_id: UUID
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Some records go from one living person to another; both live on, no id is minted."""

    from_person: UUID
    to_person: UUID
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose:
    """A question for a worker: two sides, by their records. Nothing happens by itself."""

    kind: Literal["merge", "split"]
    left: tuple[str, ...]
    right: tuple[str, ...]


Change = Mint | Join | Merge | Split | Move | Propose


def apply_changes(memberships: Mapping[str, UUID], changes: Iterable[Change]) -> dict[str, UUID]:
    """Whose each record is after the changes; the given mapping stays as it was."""
    after = dict(memberships)
    for change in changes:
        match change:
            case Mint(person_id=person, records=records):
                after.update(dict.fromkeys(records, person))
            case Join(record=record, person_id=person):
                after[record] = person
            case Merge(into_person=person, records=records):
                after.update(dict.fromkeys(records, person))
            case Split(new_person_id=person, records=records):
                after.update(dict.fromkeys(records, person))
            case Move(to_person=person, records=records):
                after.update(dict.fromkeys(records, person))
            case Propose():
                pass
    return after


def minted(changes: Iterable[Change]) -> list[UUID]:
    """The ids that did not exist before, in the order in which they were minted."""
    ids = []
    for change in changes:
        if isinstance(change, Mint):
            ids.append(change.person_id)
        elif isinstance(change, Split):
            ids.append(change.new_person_id)
    return ids


def tombstones(changes: Iterable[Change]) -> list[tuple[UUID, UUID]]:
    """``(tombstone, living)`` of every merge."""
    return [(one.from_person, one.into_person) for one in changes if isinstance(one, Merge)]
