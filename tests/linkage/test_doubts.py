"""Two who look like twins are only the machine's doubt: it gives way to a worker's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.linkage.cluster import Pair, cluster
from tests.linkage.people import Row, generation, link, together

GEORGINA = Row(
    record_id="a:twin",
    given_name="Georgina",
    family_name="Thistlewood",
    birth_on=date(2012, 5, 9),
    sex="f",
    address="17 Larkspur Close",
    postcode="54321",
)
ELIZABETH = replace(GEORGINA, record_id="c:twin", given_name="Elizabeth")
SCANT = Row(record_id="b:scant", given_name="Lizzie", family_name="Moor")

# what workers said of Georgina (a), the scant record (b) and Elizabeth (c): are a and c one?
WORDS: dict[str, tuple[list[Pair], bool]] = {
    "nothing": ([], False),
    "that they are one": ([("a:twin", "c:twin")], True),
    "by way of a third record that they are one": (
        [("a:twin", "b:scant"), ("b:scant", "c:twin")],
        True,
    ),
    "something of one of them only": ([("a:twin", "b:scant")], False),
}


@pytest.mark.parametrize("said", WORDS)
def test_whether_two_who_look_like_twins_are_one_is_for_workers_to_say(said: str) -> None:
    must, one = WORDS[said]
    linked = link(generation([GEORGINA, SCANT, ELIZABETH]), must=must)
    assert together(linked, "a:twin", "c:twin") is one
    assert linked.contradictions == []
    asked = {(question.left, question.right) for question in linked.questions}
    assert (("a:twin", "c:twin") in asked) is not one


RECORDS = "abcdefg"
PAIRS = st.lists(
    st.lists(st.sampled_from(RECORDS), min_size=2, max_size=2, unique=True).map(
        lambda pair: (min(pair), max(pair))
    ),
    max_size=8,
)


@given(must=PAIRS, cannot=PAIRS, doubted=PAIRS)
def test_what_people_said_is_carried_out_as_if_nothing_were_doubted(
    must: list[Pair], cannot: list[Pair], doubted: list[Pair]
) -> None:
    sure = [(a, b, 0.9) for a in RECORDS for b in RECORDS if a < b]
    said = cluster(RECORDS, [], threshold=0.5, must=must, cannot=cannot)
    found = cluster(RECORDS, sure, threshold=0.5, must=must, cannot=cannot, doubted=doubted)
    assert found.contradictions == said.contradictions
    group_of = {record: n for n, group in enumerate(found.groups) for record in group}
    said_of = {record: n for n, group in enumerate(said.groups) for record in group}
    for group in said.groups:
        assert len({group_of[record] for record in group}) == 1
    for left, right in doubted:
        assert group_of[left] != group_of[right] or said_of[left] == said_of[right]
    for left, right in cannot:
        assert group_of[left] != group_of[right]
