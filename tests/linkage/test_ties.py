"""Declared ties, read from both sides: *other is the kind*."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from alongside.linkage.ties import build_ties
from tests.linkage.shelf import KNOWN, shelf

PEOPLE = {"cases:m": 1, "cases:c": 2, "school:c": 2, "school:m": 1, "cases:x": 3}
LATER, LATEST = datetime(2021, 1, 1), datetime(2022, 1, 1)


def tie(kind: str, one: str = "cases:m", other: str = "cases:c", **values: Any) -> dict[str, Any]:
    """*One* is the ``kind`` (parent_of …) *other*."""
    return {
        "source": one.split(":")[0],
        "kind": kind,
        "from_record": one,
        "to_record": other,
        "known_from": KNOWN,
        **values,
    }


def built(con: Any, columns: str = "kind") -> list[Any]:
    """``(person, other, …)`` with people as numbers."""
    build_ties(con)
    rows = con.execute(
        f"""SELECT person_id, other_id, {columns} FROM person_tie
            ORDER BY person_id, other_id, kind, known_at"""
    ).fetchall()
    return [(who.int, other.int, *rest) for who, other, *rest in rows]


SIDES = {
    "parent_of": ("child", "parent"),
    "child_of": ("parent", "child"),
    "grandparent_of": ("grandchild", "grandparent"),
    "carer_of": ("cared_for", "carer"),
    "cared_for_by": ("carer", "cared_for"),
    "guardian_of": ("ward", "guardian"),
    "partner_of": ("partner", "partner"),
    "sibling_of": ("sibling", "sibling"),
    "Relative_of": ("relative", "relative"),
    "lives_with": ("lives_with", "lives_with"),
}


@pytest.mark.parametrize("kind", SIDES)
def test_what_the_other_is(kind: str) -> None:
    of_one, of_other = SIDES[kind]
    found = built(shelf(PEOPLE, relationship=[tie(kind)]))
    assert found == [(1, 2, of_one), (2, 1, of_other)]


def test_a_tie_between_two_records_of_one_person_says_nothing() -> None:
    assert built(shelf(PEOPLE, relationship=[tie("sibling_of", "cases:m", "school:m")])) == []


def test_a_record_that_nobody_holds_has_no_tie() -> None:
    assert built(shelf(PEOPLE, relationship=[tie("parent_of", "cases:m", "cases:gone")])) == []


def test_nobody_is_tied_to_a_sealed_life() -> None:
    sealed = [{"record_id": "school:c", "sealed": True, "known_from": KNOWN, "version": 1}]
    rows = [tie("parent_of"), tie("partner_of", "cases:m", "cases:x")]
    found = built(shelf(PEOPLE, relationship=rows, record=sealed))
    assert found == [(1, 3, "partner"), (3, 1, "partner")]


def test_the_same_said_twice_is_one_tie_from_the_earlier_day_by_the_earlier_source() -> None:
    rows = [
        tie("parent_of", known_from=LATER),
        tie("child_of", "school:c", "school:m", known_from=KNOWN),
    ]
    found = built(shelf(PEOPLE, relationship=rows), "kind, source, known_at, known_until")
    assert found == [
        (1, 2, "child", "school", KNOWN, None),
        (2, 1, "parent", "school", KNOWN, None),
    ]


def test_what_was_taken_back_and_said_again_is_not_believed_between() -> None:
    rows = [
        tie("partner_of", known_until=LATER),
        tie("partner_of", known_from=LATEST),
    ]
    found = built(shelf(PEOPLE, relationship=rows), "known_at, known_until")
    assert found[:2] == [(1, 2, KNOWN, LATER), (1, 2, LATEST, None)]


def test_an_end_that_is_learnt_later_leaves_both_readings() -> None:
    rows = [
        tie("partner_of", from_on=date(2015, 1, 1), known_until=LATER),
        tie("partner_of", from_on=date(2015, 1, 1), until_on=date(2020, 6, 1), known_from=LATER),
    ]
    found = built(shelf(PEOPLE, relationship=rows), "until_on, known_at, known_until")
    assert found[:2] == [(1, 2, None, KNOWN, LATER), (1, 2, date(2020, 6, 1), LATER, None)]


def test_a_tie_without_dates_is_heard_until_one_with_dates_is_known() -> None:
    rows = [
        tie("parent_of"),
        tie("parent_of", "school:m", "school:c", from_on=date(2012, 3, 1), known_from=LATER),
    ]
    found = built(shelf(PEOPLE, relationship=rows), "from_on, known_at, known_until")
    assert found[:2] == [(1, 2, None, KNOWN, LATER), (1, 2, date(2012, 3, 1), LATER, None)]


def test_a_tie_is_known_when_the_records_are_known_to_be_theirs() -> None:
    con = shelf(PEOPLE, known_at=LATEST, relationship=[tie("parent_of")])
    assert built(con, "known_at") == [(1, 2, LATEST), (2, 1, LATEST)]
    gone = shelf(PEOPLE, known_at=LATEST, relationship=[tie("parent_of", known_until=LATER)])
    assert built(gone) == []


def test_building_again_gives_the_same() -> None:
    con = shelf(PEOPLE, relationship=[tie("parent_of")])
    assert build_ties(con) == build_ties(con) == 2
