"""Clusters against the ledger: what happens by itself, what is asked, and what never changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.linkage.changes import (
    Change,
    Join,
    Merge,
    Mint,
    Move,
    Propose,
    Split,
    apply_changes,
    minted,
    tombstones,
)
from alongside.linkage.reconcile import reconcile


def person(number: int) -> UUID:
    """A made-up id; lower numbers are older."""
    return UUID(int=number)


P, Q, NEW = person(1), person(2), person(1000)


def mints() -> Callable[[], UUID]:
    """Ids from 1000 upwards, none of them used before."""
    numbers = count(1000)
    return lambda: person(next(numbers))


def run(
    clusters: Sequence[Sequence[str]], memberships: dict[str, UUID], **more: Any
) -> list[Change]:
    """Reconcile with nothing to respect but what is given."""
    given: dict[str, Any] = {"facts": (), "sealed_records": (), "must": (), "cannot": ()}
    return reconcile(clusters, memberships, **{**given, "mint": mints(), **more})


def held(**people: UUID) -> dict[str, UUID]:
    """``ab=P`` says that P holds the records a and b."""
    return {record: one for records, one in people.items() for record in records}


CASES = {
    "nothing changed": (["ab", "c"], held(ab=P, c=Q), {}, []),
    "a first record": (["a"], {}, {}, [Mint(person_id=NEW, records=("a",))]),
    "a new record of somebody known": (["ab"], held(a=P), {}, [Join(record="b", person_id=P)]),
    "two people without facts are one: most records live on": (
        ["abc"],
        held(a=P, bc=Q),
        {},
        [Merge(from_person=P, into_person=Q, records=("a",))],
    ),
    "of equals the older id lives on": (
        ["ab"],
        held(a=Q, b=P),
        {},
        [Merge(from_person=Q, into_person=P, records=("a",))],
    ),
    "one of them carries facts: a worker is asked": (
        ["ab"],
        held(a=P, b=Q),
        {"facts": {Q}},
        [Propose(kind="merge", left=("a",), right=("b",))],
    ),
    "a record for a doubtful cluster goes to whoever holds most of it": (
        ["abcd"],
        held(a=P, bc=Q),
        {"facts": {Q}},
        [
            Join(record="d", person_id=Q),
            Propose(kind="merge", left=("b", "c", "d"), right=("a",)),
        ],
    ),
    "a person falls apart: the larger part keeps the id": (
        ["ab", "c"],
        held(abc=P),
        {},
        [Split(person_id=P, new_person_id=NEW, records=("c",))],
    ),
    "a person with facts falls apart: a worker is asked": (
        ["ab", "c"],
        held(abc=P),
        {"facts": {P}},
        [Propose(kind="split", left=("a", "b"), right=("c",))],
    ),
    "a part of one belongs to another: no id is minted for it": (
        ["ab", "cd"],
        held(abc=P, d=Q),
        {},
        [Move(from_person=P, to_person=Q, records=("c",))],
    ),
    "a part of somebody without facts looks like somebody with facts": (
        ["ab", "cd"],
        held(abc=P, d=Q),
        {"facts": {Q}},
        [
            Split(person_id=P, new_person_id=NEW, records=("c",)),
            Propose(kind="merge", left=("c",), right=("d",)),
        ],
    ),
    "closed records stay where they are": (["a"], held(ab=P, c=Q), {}, []),
    "closed records follow a merge": (
        ["abc"],
        held(abx=P, cy=Q),
        {},
        [Merge(from_person=Q, into_person=P, records=("c", "y"))],
    ),
    "a sealed record stands alone": (
        ["ab"],
        held(a=P),
        {"sealed_records": {"b"}},
        [Mint(person_id=NEW, records=("b",))],
    ),
    "nothing joins a sealed life": (
        ["abc"],
        held(ab=P),
        {"sealed_records": {"a"}},
        [Mint(person_id=NEW, records=("c",))],
    ),
    "a sealed life is not taken apart": (["a", "b"], held(ab=P), {"sealed_records": {"a"}}, []),
    "nobody is asked about a sealed life": (
        ["ab"],
        held(a=P, b=Q),
        {"sealed_records": {"a"}, "facts": {Q}},
        [],
    ),
    "a worker said the same: the machine parts nothing": (
        ["a", "b"],
        held(ab=P),
        {"must": [("a", "b")]},
        [],
    ),
    "the same over a record that is closed since": (
        ["a", "b"],
        held(acb=P),
        {"must": [("a", "c"), ("c", "b")]},
        [],
    ),
    "a worker said two people: the machine joins nothing": (
        ["ab"],
        held(a=P, b=Q),
        {"cannot": [("a", "b")]},
        [],
    ),
    "two people, said of a record that is closed since": (
        ["ab"],
        held(ac=P, b=Q),
        {"cannot": [("c", "b")]},
        [],
    ),
    "a new record that is said to be somebody else's": (
        ["ab"],
        held(a=P),
        {"facts": {P}, "cannot": [("a", "b")]},
        [Mint(person_id=NEW, records=("b",))],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_follows(name: str) -> None:
    clusters, memberships, more, wanted = CASES[name]
    assert run([list(one) for one in clusters], memberships, **more) == wanted


def test_minted_ids_and_tombstones_are_told() -> None:
    changes = run([["a", "b"], ["c"], ["d"]], {"a": P, "b": Q, "c": Q, "e": Q})
    assert minted(changes) == [person(1000), person(1001)]  # c was parted from Q, d is new
    assert tombstones(changes) == [(Q, P)]


RECORDS = [f"{source}:{key}" for source in "pq" for key in range(6)]


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, Any]:
    """A ledger, today's clusters and everything that has to be respected."""
    known = draw(st.lists(st.sampled_from(RECORDS), unique=True))
    memberships = {record: person(draw(st.integers(1, 5))) for record in known}
    today = draw(st.lists(st.sampled_from(RECORDS), unique=True))
    clusters: dict[int, list[str]] = {}
    for record in today:
        clusters.setdefault(draw(st.integers(1, 5)), []).append(record)
    pairs = st.lists(st.lists(st.sampled_from(RECORDS), min_size=2, max_size=2, unique=True))
    by_person = draw(st.booleans())
    must = [tuple(one) for one in draw(pairs)]
    cannot = [tuple(one) for one in draw(pairs)]
    return {
        "clusters": list(clusters.values()),
        "memberships": memberships,
        "facts": draw(st.frozensets(st.builds(person, st.integers(1, 5)), max_size=3)),
        "sealed_records": draw(st.frozensets(st.sampled_from(RECORDS), max_size=2)),
        # a worker's word is carried out when it is said: only such words can stand
        "must": [one for one in must if _same(memberships, *one)],
        "cannot": [one for one in cannot if by_person and not _same(memberships, *one)],
    }


def _same(memberships: dict[str, UUID], left: str, right: str) -> bool:
    return left in memberships and memberships[left] == memberships.get(right)


def _run(world: dict[str, Any], **instead: Any) -> list[Change]:
    return reconcile(**{"mint": mints(), **world, **instead})


def _after(world: dict[str, Any], changes: list[Change]) -> dict[str, UUID]:
    return apply_changes(world["memberships"], changes)


def _automatic(changes: list[Change]) -> list[Change]:
    return [one for one in changes if not isinstance(one, Propose)]


@given(worlds())
def test_a_second_run_changes_nothing_and_asks_the_same(world: dict[str, Any]) -> None:
    changes = _run(world)
    again = _run(world, memberships=_after(world, changes))
    assert _automatic(again) == []
    asked = [one for one in changes if isinstance(one, Propose)]
    assert sorted(map(repr, again)) == sorted(map(repr, asked))


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(world: dict[str, Any], random: Any) -> None:
    clusters = [random.sample(one, len(one)) for one in world["clusters"]]
    random.shuffle(clusters)
    rows = list(world["memberships"].items())
    random.shuffle(rows)
    turned = [(right, left) for left, right in reversed(world["cannot"])]
    assert _run(world, clusters=clusters, memberships=dict(rows), cannot=turned) == _run(world)


@given(worlds())
def test_every_record_has_one_person_and_every_change_its_own_records(
    world: dict[str, Any],
) -> None:
    changes = _run(world)
    touched = [
        record
        for one in _automatic(changes)
        for record in ((one.record,) if isinstance(one, Join) else one.records)  # type: ignore[union-attr]
    ]
    assert len(touched) == len(set(touched))
    today = {record for one in world["clusters"] for record in one} | world["sealed_records"]
    assert _after(world, changes).keys() == today | world["memberships"].keys()


@given(worlds())
def test_no_id_changes_when_clusters_say_what_the_ledger_says(world: dict[str, Any]) -> None:
    clusters: dict[UUID, list[str]] = {}
    for record, one in world["memberships"].items():
        clusters.setdefault(one, []).append(record)
    same = {**world, "clusters": list(clusters.values()), "sealed_records": frozenset()}
    assert _run(same) == []


@given(worlds())
def test_people_with_facts_keep_theirs_and_gain_only_new_records(world: dict[str, Any]) -> None:
    changes = _run(world)
    before, after = world["memberships"], _after(world, changes)
    for record, one in before.items():
        if one in world["facts"] or after[record] in world["facts"]:
            assert after[record] == one
    for change in changes:
        if not isinstance(change, Join | Propose):
            assert world["facts"].isdisjoint(_people(change))


def _people(change: Change) -> set[UUID]:
    names = ("person_id", "new_person_id", "from_person", "into_person", "to_person")
    return {getattr(change, name) for name in names if hasattr(change, name)}


@given(worlds())
def test_sealed_lives_are_left_alone(world: dict[str, Any]) -> None:
    before, after = world["memberships"], _after(world, _run(world))
    sealed = {after[record] for record in world["sealed_records"]}
    for record, one in after.items():
        if one in sealed and record not in world["sealed_records"]:
            assert before[record] == one


@given(worlds())
def test_what_workers_said_stays(world: dict[str, Any]) -> None:
    after = _after(world, _run(world))
    assert all(after[left] == after[right] for left, right in world["must"])
    for left, right in world["cannot"]:
        assert not _same(after, left, right)


@given(worlds())
def test_after_a_worker_took_a_merge_back_nothing_moves(world: dict[str, Any]) -> None:
    calm = {**world, "must": [], "cannot": [], "sealed_records": frozenset()}
    settled = _after(calm, _run(calm))
    whole: dict[UUID, list[str]] = {}
    for record, one in settled.items():
        whole.setdefault(one, []).append(record)
    if len(whole) < 2:
        return
    (one, left), (other, right) = sorted(whole.items())[:2]
    clusters = [
        left + right,
        *(records for key, records in whole.items() if key not in (one, other)),
    ]
    merged = {**calm, "clusters": clusters, "facts": frozenset(), "memberships": settled}
    assert _after(merged, _run(merged))[left[0]] == _after(merged, _run(merged))[right[0]]
    words = [(a, b) for a in left for b in right]
    assert _automatic(_run(merged, memberships=settled, cannot=words)) == []
