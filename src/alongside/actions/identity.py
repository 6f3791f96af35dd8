"""What follows from a worker's answer about who is who: plans, before anything is written.

A plan names the records that move, the id that rests and the words that stay. The rules need no
database, so that they can be tested with thousands of made-up answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from alongside.actions.judgements import Word, check_may_meet, check_may_part, same_group
from alongside.core import AlongsideError, ExitCode


class Answer(StrEnum):
    """The kinds of answer that change or confirm who is who."""

    JOIN = "join"  # two people become one
    CONFIRM = "confirm"  # one person stays one
    KEEP_APART = "keep_apart"  # two people stay two
    SPLIT = "split"  # one person becomes two


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNow:
    """A person as the ledger stands."""

    id: UUID
    minted_at: datetime
    records: frozenset[str]
    has_facts: bool = False  # what a worker wrote stays with the id, so this id should live on
    sealed: bool = False
    living: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A record that changes hands."""

    record: str
    from_id: UUID
    to_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that one answer does: ``words`` are ``(left, right, same)``."""

    answer: Answer
    people: tuple[UUID, ...]
    words: tuple[tuple[str, str, bool], ...]
    moves: tuple[Move, ...] = ()
    retired: UUID | None = None  # becomes a tombstone of ``kept``
    kept: UUID | None = None
    minted: UUID | None = None


def plan_join(
    left: str, right: str, *, left_person: PersonNow, right_person: PersonNow, words: Iterable[Word]
) -> Plan:
    """Two people become one. The id with facts lives on; of equals the older one.

    Raises
    ------
    AlongsideError
        ``AL-C050`` when somebody said *two people*, ``AL-C052`` within one person,
        ``AL-C053`` for a tombstone, ``AL-C054`` across a seal.
    """
    words = list(words)
    if left_person.id == right_person.id:
        raise refused("AL-C052", "These records belong to one person already", "Reload the page")
    _check_open(left_person, right_person)
    check_may_meet(
        left_person.records | same_group(left, words),
        right_person.records | same_group(right, words),
        words,
    )
    kept, retired = sorted((left_person, right_person), key=_who_lives_on)
    return Plan(
        answer=Answer.JOIN,
        people=(kept.id, retired.id),
        words=(_word(left, right, same=True),),
        moves=tuple(
            Move(record=record, from_id=retired.id, to_id=kept.id)
            for record in sorted(retired.records)
        ),
        retired=retired.id,
        kept=kept.id,
    )


def plan_confirm(left: str, right: str, *, person: PersonNow, words: Iterable[Word]) -> Plan:
    """One person stays one, and no refresh may part the two records."""
    words = list(words)
    _check_open(person)
    check_may_meet(same_group(left, words), same_group(right, words), words)
    return Plan(answer=Answer.CONFIRM, people=(person.id,), words=(_word(left, right, same=True),))


def plan_keep_apart(
    left: str, right: str, *, left_person: PersonNow, right_person: PersonNow, words: Iterable[Word]
) -> Plan:
    """Two people stay two, and no refresh may join them through this pair."""
    _check_open(left_person, right_person)
    check_may_part({left}, {right}, words)
    return Plan(
        answer=Answer.KEEP_APART,
        people=(left_person.id, right_person.id),
        words=(_word(left, right, same=False),),
    )


def plan_split(
    leaving: Set[str], *, person: PersonNow, new_id: UUID, words: Iterable[Word]
) -> Plan:
    """Some of a person's records are someone else, who gets a new id.

    Raises
    ------
    AlongsideError
        ``AL-C051`` when somebody said *the same* across the cut, ``AL-C055`` when no record or
        every record would leave, or one that is not the person's.
    """
    staying = person.records - leaving
    if not leaving or not staying or not leaving <= person.records:
        raise refused(
            "AL-C055",
            "A split needs at least one record that leaves and one that stays",
            "Choose again; the page shows the records as they are now",
        )
    _check_open(person)
    check_may_part(leaving, staying, words)
    return Plan(
        answer=Answer.SPLIT,
        people=(person.id, new_id),
        words=tuple(
            _word(one, other, same=False) for one in sorted(leaving) for other in sorted(staying)
        ),
        moves=tuple(
            Move(record=record, from_id=person.id, to_id=new_id) for record in sorted(leaving)
        ),
        kept=person.id,
        minted=new_id,
    )


def check_undo(
    moving: Set[str], *, source: PersonNow, target: PersonNow, words: Iterable[Word]
) -> None:
    """Raise :class:`~alongside.actions.judgements.Contradiction` when a word that stays forbids it.

    ``moving`` would go back from ``source`` to ``target``; ``words`` are those that remain.
    """
    words = list(words)
    if source.sealed or target.sealed:
        raise _across_a_seal()
    check_may_part(moving, source.records - moving, words)
    check_may_meet(moving, target.records, words)


def refused(code: str, seen: str, do: str) -> AlongsideError:
    """An answer that the rules do not allow."""
    return AlongsideError(code, seen=seen, do=do, exit_code=ExitCode.REFUSED)


def _check_open(*people: PersonNow) -> None:
    if any(person.sealed for person in people):
        raise _across_a_seal()
    if not all(person.living for person in people):
        raise refused(
            "AL-C053",
            "One of these ids was joined into another and rests",
            "Open the living person and answer there",
        )


def _across_a_seal() -> AlongsideError:
    return refused(
        "AL-C054",
        "A sealed record is never joined to another or parted",
        "Ask a supervisor to lift the seal first, if it should be lifted",
    )


def _who_lives_on(person: PersonNow) -> tuple[bool, datetime, UUID]:
    return (not person.has_facts, person.minted_at, person.id)


def _word(one: str, other: str, *, same: bool) -> tuple[str, str, bool]:
    return (min(one, other), max(one, other), same)
