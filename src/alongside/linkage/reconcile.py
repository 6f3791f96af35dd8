"""Clusters against the identity ledger: what changes by itself, and what a worker is asked.

A pure function. It changes no id when nothing changed, gives the same answer whatever the order of
its input, and after its changes are made it has none left. What it may not do by itself:

* move, merge or split a person who carries facts: it proposes (new records may join her);
* touch anybody who holds a sealed record, or join anything to them;
* bring together what a worker said to be two people, or part what she said to be one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from alongside.linkage.changes import Change, Join, Merge, Mint, Move, Propose, Split
from alongside.linkage.membership import Pair, Standing, standing, unsettled


@dataclass(slots=True)
class _Side:
    """Records of one cluster that go to one person. Everybody in ``parts`` carries no facts."""

    parts: dict[UUID, list[str]] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)

    def records(self) -> list[str]:
        return sorted([*(record for part in self.parts.values() for record in part), *self.new])


@dataclass(slots=True)
class _Case:
    """One cluster: the people with facts, who stay as they are, and the sides that may move."""

    anchored: dict[UUID, list[str]]
    joined: dict[UUID, list[str]]  # new records that come to the people with facts
    sides: list[_Side]


def reconcile(
    clusters: Sequence[Sequence[str]],
    memberships: Mapping[str, UUID],
    *,
    facts: Collection[UUID],
    sealed_records: Collection[str],
    must: Iterable[Pair],
    cannot: Iterable[Pair],
    mint: Callable[[], UUID],
) -> list[Change]:
    """Decide what follows from today's clusters.

    Parameters
    ----------
    clusters : sequence of sequences of str
        Today's records, each in exactly one cluster.
    memberships : mapping of str to UUID
        The living person of each record with an open membership. Records that are in no cluster
        (closed in their source) stay where they are.
    facts : collection of UUID
        People who carry what a worker wrote, a protected address or a seal.
    sealed_records : collection of str
        Records that their source sealed: each stays alone with a person of its own.
    must, cannot : iterables of pairs of str
        Workers' words: the same human being; two people.
    mint : callable
        A new id; called once for each new person, in the order of their first record.

    Returns
    -------
    list of Change
        Each record occurs at most once outside of proposals. Of several people without facts in
        one cluster the one with most records there lives on, of equals the oldest id. Of a person
        whose records fall into several clusters the part with most records keeps the id.
    """
    ledger = standing(memberships, facts=facts, sealed_records=sealed_records, cannot=cannot)
    changes: list[Change] = _seal_away(ledger, mint)
    cases = [_case(records, ledger) for records in unsettled(clusters, memberships, must)]
    if not cases:
        return changes
    _part_where_said_apart(cases, ledger)
    homes = _homes(cases)
    apart = _apart_places(cases, ledger)
    closed = _closed_of_those_who_merge(cases, homes, clusters, memberships)
    for case in cases:
        changes += _joins(case)
        for side in case.sides:
            changes += _settle(side, homes, closed, mint)
        changes += _merge_questions(case, apart)
    return changes + _split_questions(cases)


def _seal_away(ledger: Standing, mint: Callable[[], UUID]) -> list[Change]:
    new = sorted(set(ledger.sealed_records) - ledger.memberships.keys())
    return [Mint(person_id=mint(), records=(record,)) for record in new]


def _case(cluster: list[str], ledger: Standing) -> _Case:
    anchored: dict[UUID, list[str]] = {}
    side = _Side()
    for record in cluster:
        owner = ledger.memberships.get(record)
        if ledger.is_kept_out(record):
            continue
        if owner is None:
            side.new.append(record)
        else:
            (anchored if owner in ledger.facts else side.parts).setdefault(owner, []).append(record)
    case = _Case(anchored, {}, [side])
    if anchored:
        _place_new(case, side, ledger)
    return case


def _place_new(case: _Case, side: _Side, ledger: Standing) -> None:
    """Give new records of a cluster with facts in it to whoever holds most of it."""
    holders = sorted([*case.anchored.items(), *side.parts.items()], key=_most_then_oldest)
    left = []
    for record in side.new:
        holder = next(
            (one for one, _ in holders if not _said_other(record, one, case, ledger)), None
        )
        if holder in case.anchored:
            case.joined.setdefault(holder, []).append(record)
        else:
            left.append(record)
    side.new = left


def _said_other(record: str, person: UUID, case: _Case, ledger: Standing) -> bool:
    others = ledger.apart.get(record, set())
    return any(ledger.memberships.get(one) == person for one in others) or not others.isdisjoint(
        case.joined.get(person, ())
    )


def _most_then_oldest(held: tuple[UUID, list[str]]) -> tuple[int, UUID]:
    return -len(held[1]), held[0]


def _homes(cases: Iterable[_Case]) -> dict[UUID, _Side]:
    """The side where each person without facts has most records: there the id lives on."""
    best: dict[UUID, tuple[int, str, _Side]] = {}
    for side in _sides(cases):
        for person, records in side.parts.items():
            bid = (-len(records), records[0])
            if person not in best or bid < best[person][:2]:
                best[person] = (*bid, side)
    return {person: side for person, (_, _, side) in best.items()}


def _sides(cases: Iterable[_Case]) -> Iterator[_Side]:
    return (side for case in cases for side in case.sides)


def _part_where_said_apart(cases: list[_Case], ledger: Standing) -> None:
    """Leave everybody of a side as they are when a worker's *two people* lies inside it."""
    conflicts = {left for left, right in _apart_places(cases, ledger) if left == right}
    if not conflicts:
        return
    for case in cases:
        case.sides = [
            part
            for side in case.sides
            for part in (_parted(side) if id(side) in conflicts else [side])
        ]


def _apart_places(cases: Iterable[_Case], ledger: Standing) -> set[tuple[object, object]]:
    """Workers' *two people*, both ways, between sides (by ``id``) and people with facts.

    A record that is in no open cluster stands where its person has most records.
    """
    if not ledger.apart:
        return set()
    homes = _homes(cases)
    place: dict[str, object] = {}
    for case in cases:
        place |= {record: id(side) for side in case.sides for record in side.records()}
        place |= {record: one for one, joined in case.joined.items() for record in joined}

    def where(record: str) -> object:
        owner = ledger.memberships.get(record)
        if record in place or owner is None:
            return place.get(record, record)
        return id(homes[owner]) if owner in homes else owner

    return {(where(one), where(other)) for one, said in ledger.apart.items() for other in said}


def _parted(side: _Side) -> list[_Side]:
    return [
        *(_Side(parts={person: records}) for person, records in side.parts.items()),
        *(_Side(new=[record]) for record in side.new),
    ]


def _joins(case: _Case) -> list[Change]:
    return [
        Join(record=record, person_id=person)
        for person, records in sorted(case.joined.items())
        for record in records
    ]


def _settle(
    side: _Side,
    homes: Mapping[UUID, _Side],
    closed: Mapping[UUID, list[str]],
    mint: Callable[[], UUID],
) -> list[Change]:
    """Bring one side under one person."""
    at_home = {one: records for one, records in side.parts.items() if homes[one] is side}
    away = {one: records for one, records in side.parts.items() if one not in at_home}
    changes: list[Change] = []
    if at_home:
        survivor = min(at_home.items(), key=_most_then_oldest)[0]
    elif away or side.new:
        survivor = mint()
    if not at_home and away:
        first, records = min(away.items(), key=_most_then_oldest)
        changes.append(Split(person_id=first, new_person_id=survivor, records=tuple(records)))
        del away[first]
    elif not at_home and side.new:
        return [Mint(person_id=survivor, records=tuple(side.new))]
    for person, records in sorted(at_home.items()):
        if person != survivor:
            held = tuple(sorted([*records, *closed.get(person, ())]))
            changes.append(Merge(from_person=person, into_person=survivor, records=held))
    for person, records in sorted(away.items()):
        changes.append(Move(from_person=person, to_person=survivor, records=tuple(records)))
    return changes + [Join(record=record, person_id=survivor) for record in side.new]


def _closed_of_those_who_merge(
    cases: Iterable[_Case],
    homes: Mapping[UUID, _Side],
    clusters: Sequence[Sequence[str]],
    memberships: Mapping[str, UUID],
) -> dict[UUID, list[str]]:
    """Records in no cluster of people who may become a tombstone: they follow the merge."""
    crowded = {
        person
        for side in _sides(cases)
        if sum(homes[one] is side for one in side.parts) > 1
        for person in side.parts
    }
    closed: dict[UUID, list[str]] = {}
    if crowded:
        held = {record for record, person in memberships.items() if person in crowded}
        held.difference_update(*clusters, *(side.records() for side in _sides(cases)))
        for record in sorted(held):
            closed.setdefault(memberships[record], []).append(record)
    return closed


def _merge_questions(case: _Case, apart: Collection[tuple[object, object]]) -> list[Change]:
    """Ask about everybody in a cluster who may not be brought together by the machine."""
    held: list[tuple[object, list[str]]] = [
        *_held_by_facts(case).items(),
        *((id(side), records) for side in case.sides if (records := side.records())),
    ]
    if len(held) < 2:
        return []
    (place, records), *others = sorted(held, key=lambda one: (-len(one[1]), one[1]))
    return [
        Propose(kind="merge", left=tuple(records), right=tuple(other))
        for where, other in others
        if (place, where) not in apart
    ]


def _held_by_facts(case: _Case) -> dict[UUID, list[str]]:
    return {
        person: sorted([*records, *case.joined.get(person, ())])
        for person, records in case.anchored.items()
    }


def _split_questions(cases: Iterable[_Case]) -> list[Change]:
    """Ask about people with facts whose records fall into several clusters."""
    parts: dict[UUID, list[list[str]]] = {}
    for case in cases:
        for person, records in _held_by_facts(case).items():
            parts.setdefault(person, []).append(records)
    questions: list[Change] = []
    for _, found in sorted(parts.items()):
        largest, *others = sorted(found, key=lambda one: (-len(one), one))
        questions += [
            Propose(kind="split", left=tuple(largest), right=tuple(other)) for other in others
        ]
    return questions
