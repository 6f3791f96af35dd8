"""Who lives on, what moves, and which answers do not fit together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from alongside.actions.identity import (
    Answer,
    PersonNow,
    check_undo,
    plan_confirm,
    plan_join,
    plan_keep_apart,
    plan_split,
)
from alongside.actions.judgements import Contradiction, Word, same_group
from alongside.core import AlongsideError, new_person_id

START = datetime(2026, 10, 20, 9, tzinfo=UTC)


def person(*records: str, days: int = 0, **more: bool) -> PersonNow:
    return PersonNow(
        id=new_person_id(),
        minted_at=START + timedelta(days=days),
        records=frozenset(records),
        **more,
    )


def word(left: str, right: str, *, same: bool, by: str = "Jun Castellanos") -> Word:
    return Word(left=left, right=right, same=same, by=by, at=START)


@pytest.mark.parametrize(
    ("older_has_facts", "newer_has_facts", "lives_on"),
    [
        (False, False, "older"),
        (True, False, "older"),
        (True, True, "older"),
        (False, True, "newer"),
    ],
)
def test_the_id_with_facts_lives_on_and_of_equals_the_older(
    older_has_facts: bool, newer_has_facts: bool, lives_on: str
) -> None:
    older = person("a:1", has_facts=older_has_facts)
    newer = person("b:1", days=1, has_facts=newer_has_facts)
    plan = plan_join("a:1", "b:1", left_person=older, right_person=newer, words=[])
    assert plan.kept == {"older": older, "newer": newer}[lives_on].id
    assert {move.to_id for move in plan.moves} == {plan.kept}
    assert plan.retired in {older.id, newer.id} - {plan.kept}


def test_a_join_says_the_same_of_the_two_records_only() -> None:
    left, right = person("a:1", "a:2"), person("b:1", days=1)
    plan = plan_join("b:1", "a:1", left_person=right, right_person=left, words=[])
    assert plan.words == (("a:1", "b:1", True),)


def test_two_people_by_a_colleague_forbids_the_join_and_names_her() -> None:
    left, right = person("a:1", "a:2"), person("b:1")
    words = [word("a:2", "b:1", same=False)]
    with pytest.raises(Contradiction, match=r"Jun Castellanos said on 20 Oct 2026.*two people"):
        plan_join("a:1", "b:1", left_person=left, right_person=right, words=words)


def test_two_people_is_found_through_what_colleagues_tied_together() -> None:
    left, right = person("a:1"), person("b:1")
    words = [word("b:1", "c:1", same=True), word("a:1", "c:1", same=False)]
    with pytest.raises(Contradiction):
        plan_join("a:1", "b:1", left_person=left, right_person=right, words=words)


@pytest.mark.parametrize(
    ("left", "right", "code"),
    [
        ({}, {"sealed": True}, "AL-C054"),
        ({"sealed": True}, {}, "AL-C054"),
        ({}, {"living": False}, "AL-C053"),
    ],
)
def test_no_join_across_a_seal_or_with_a_tombstone(
    left: dict[str, bool], right: dict[str, bool], code: str
) -> None:
    with pytest.raises(AlongsideError, match=code):
        plan_join(
            "a:1",
            "b:1",
            left_person=person("a:1", **left),
            right_person=person("b:1", **right),
            words=[],
        )


def test_nobody_is_joined_with_themselves() -> None:
    one = person("a:1", "b:1")
    with pytest.raises(AlongsideError, match="AL-C052"):
        plan_join("a:1", "b:1", left_person=one, right_person=one, words=[])


def test_confirming_writes_a_word_and_moves_nothing() -> None:
    plan = plan_confirm("a:1", "b:1", person=person("a:1", "b:1"), words=[])
    assert (plan.answer, plan.moves, plan.words) == (Answer.CONFIRM, (), (("a:1", "b:1", True),))


def test_keeping_apart_what_a_colleague_tied_is_refused() -> None:
    words = [word("a:1", "c:1", same=True), word("b:1", "c:1", same=True)]
    with pytest.raises(Contradiction, match="the same person"):
        plan_keep_apart(
            "a:1", "b:1", left_person=person("a:1"), right_person=person("b:1"), words=words
        )


def test_a_split_says_two_people_across_the_whole_cut() -> None:
    new_id = new_person_id()
    plan = plan_split({"a:1", "a:2"}, person=person("a:1", "a:2", "b:1"), new_id=new_id, words=[])
    assert plan.words == (("a:1", "b:1", False), ("a:2", "b:1", False))
    assert {(move.record, move.to_id) for move in plan.moves} == {("a:1", new_id), ("a:2", new_id)}


@pytest.mark.parametrize("leaving", [set(), {"a:1", "b:1"}, {"z:9"}])
def test_a_split_leaves_something_on_both_sides(leaving: set[str]) -> None:
    with pytest.raises(AlongsideError, match="AL-C055"):
        plan_split(leaving, person=person("a:1", "b:1"), new_id=new_person_id(), words=[])


def test_a_split_through_what_a_colleague_tied_is_refused() -> None:
    words = [word("a:1", "b:1", same=True)]
    with pytest.raises(Contradiction, match="Jun Castellanos"):
        plan_split({"a:1"}, person=person("a:1", "b:1"), new_id=new_person_id(), words=words)


def test_an_answer_is_not_taken_back_under_a_later_one() -> None:
    joined, alone = person("a:1", "b:1", "c:1"), person()
    check_undo({"b:1"}, source=joined, target=alone, words=[])
    with pytest.raises(Contradiction):
        check_undo({"b:1"}, source=joined, target=alone, words=[word("b:1", "c:1", same=True)])


def test_the_same_reaches_as_far_as_it_is_said() -> None:
    words = [
        word("a:1", "b:1", same=True),
        word("b:1", "c:1", same=True),
        word("c:1", "d:1", same=False),
    ]
    assert same_group("c:1", words) == {"a:1", "b:1", "c:1"}
