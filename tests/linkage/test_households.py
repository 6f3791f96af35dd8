"""Who lived together when: by shared addresses, never of the protected, the sealed, the crowded."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.linkage.households import build_households
from tests.linkage.shelf import KNOWN, person, shelf

PEOPLE = {"cases:a": 1, "cases:b": 2, "school:c": 3, "school:a2": 1}


def stay(record: str, since: int | None, until: int | None = None, **values: Any) -> dict[str, Any]:
    """A dated address; years stand for their first day."""
    return {
        "record_id": record,
        "address": "12 Mill Street",
        "postcode": "00012",
        "place": "Old Harbour",
        "from_on": date(since, 1, 1) if since else None,
        "until_on": date(until, 1, 1) if until else None,
        "known_from": KNOWN,
        **values,
    }


def built(con: Any, *, at_most: int = 12, institutions: tuple[str, ...] = ()) -> list[Any]:
    """``(household number, person number, from year, until year, because)`` in order."""
    build_households(con, at_most=at_most, institutions=institutions)
    rows = con.execute(
        """SELECT dense_rank() OVER (ORDER BY household_id), person_id, year(from_on),
                  year(until_on), because
           FROM household ORDER BY person_id, from_on, household_id"""
    ).fetchall()
    return [(number, who.int, *rest) for number, who, *rest in rows]


def test_two_people_at_one_address_are_one_household_each_with_their_time() -> None:
    con = shelf(PEOPLE, address=[stay("cases:a", 2010, 2018), stay("cases:b", 2015)])
    assert built(con) == [(1, 1, 2010, 2018, "address"), (1, 2, 2015, None, "address")]


SPELLINGS = {
    "case, stops and spaces": "12,  mill STREET.",
    "a short word": "12 Mill St",
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_an_address_is_written_in_many_ways(name: str) -> None:
    other = stay("cases:b", 2015, address=SPELLINGS[name], postcode="000 12")
    rows = built(shelf(PEOPLE, address=[stay("cases:a", 2010), other]))
    assert {row[0] for row in rows} == {1}


def test_the_same_street_and_number_elsewhere_is_another_home() -> None:
    rows = built(
        shelf(PEOPLE, address=[stay("cases:a", 2010), stay("cases:b", 2010, postcode="00099")])
    )
    assert {row[0] for row in rows} == {1, 2}


TIMES = {
    "touching": ([(2010, 2012), (2012, 2014)], [(2010, 2014)]),
    "overlapping": ([(2010, 2013), (2012, 2014)], [(2010, 2014)]),
    "one inside the other": ([(2010, 2014), (2011, 2012)], [(2010, 2014)]),
    "one inside, then one that touches the first": (
        [(2010, 2014), (2011, 2012), (2014, 2015)],
        [(2010, 2015)],
    ),
    "away and back": ([(2010, 2012), (2013, 2014)], [(2010, 2012), (2013, 2014)]),
    "no known beginning": ([(None, 2012), (2011, None)], [(None, None)]),
    "no day there": ([(2010, 2010)], []),
}


@pytest.mark.parametrize("name", TIMES)
def test_times_of_one_person_at_one_address(name: str) -> None:
    stays, wanted = TIMES[name]
    rows = built(shelf(PEOPLE, address=[stay("cases:a", *one) for one in stays]))
    assert [(row[2], row[3]) for row in rows] == wanted


def test_two_records_of_one_person_are_one_inhabitant() -> None:
    con = shelf(PEOPLE, address=[stay("cases:a", 2010, 2015), stay("school:a2", 2012, 2018)])
    assert built(con, at_most=2) == [(1, 1, 2010, 2018, "address")]


def test_a_records_own_address_counts_from_when_it_was_known_unless_stays_are_dated() -> None:
    own = {"address": "12 Mill Street", "postcode": "00012", "known_from": datetime(2016, 5, 1)}
    con = shelf(
        PEOPLE,
        address=[stay("cases:a", 2010, 2015)],
        record=[{"record_id": "cases:a", **own}, {"record_id": "school:c", **own}],
    )
    assert built(con) == [(1, 1, 2010, 2015, "address"), (1, 3, 2016, None, "record")]


def test_versions_that_were_replaced_say_nothing_any_more() -> None:
    con = shelf(PEOPLE, address=[stay("cases:a", 2010, known_until=datetime(2021, 1, 1))])
    assert built(con) == []


def test_a_protected_address_is_nobodys_household_in_whatever_source_it_stands() -> None:
    rows = [stay("cases:a", 2010, protected=True), stay("cases:b", 2010), stay("school:c", 2010)]
    assert built(shelf(PEOPLE, address=rows)) == []


def test_who_has_a_protected_address_has_no_household_and_others_keep_theirs() -> None:
    con = shelf(
        PEOPLE,
        address=[stay("cases:a", 2010), stay("cases:b", 2010)],
        record=[{"record_id": "school:a2", "address_protected": True, "known_from": KNOWN}],
    )
    assert built(con) == [(1, 2, 2010, None, "address")]


def test_a_sealed_life_has_no_household_even_when_its_record_is_gone() -> None:
    sealed = {"record_id": "school:a2", "sealed": True, "known_from": KNOWN, "known_until": KNOWN}
    con = shelf(PEOPLE, address=[stay("cases:a", 2010), stay("cases:b", 2010)], record=[sealed])
    assert built(con) == [(1, 2, 2010, None, "address")]


def test_a_seal_that_its_source_lifted_hides_nobody() -> None:
    sealed = {"record_id": "cases:a", "sealed": True, "version": 1, "known_until": KNOWN}
    lifted = {"record_id": "cases:a", "sealed": False, "version": 2, "known_from": KNOWN}
    record = [{**sealed, "known_from": datetime(2019, 1, 1)}, lifted]
    con = shelf(PEOPLE, address=[stay("cases:a", 2010)], record=record)
    assert built(con) == [(1, 1, 2010, None, "address")]


def _street(count: int) -> Any:
    people = {f"cases:{number}": number for number in range(1, count + 1)}
    return shelf(people, address=[stay(one, 2010, 2012) for one in people])


def test_an_address_with_more_people_at_one_time_than_the_agency_says_makes_none() -> None:
    assert len(built(_street(4), at_most=4)) == 4
    assert built(_street(5), at_most=4) == []


def test_many_people_one_after_the_other_are_not_a_crowd() -> None:
    people = {f"cases:{number}": number for number in range(1, 9)}
    rows = [stay(one, 2000 + n, 2001 + n) for n, one in enumerate(people)]
    assert len(built(shelf(people, address=rows), at_most=2)) == 8


@pytest.mark.parametrize("name", ["mill STREET", "old harbour"])
def test_an_institution_makes_no_household(name: str) -> None:
    assert built(shelf(PEOPLE, address=[stay("cases:a", 2010)]), institutions=(name,)) == []


def test_no_fixed_abode_is_not_a_place_that_people_share() -> None:
    rows = [stay(one, 2010, address="No fixed abode") for one in ("cases:a", "cases:b")]
    assert built(shelf(PEOPLE, address=rows)) == []


def _tie(kind: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "from_record": "cases:a",
        "to_record": "cases:b",
        "from_on": date(2012, 1, 1),
        "known_from": KNOWN,
    }


def test_a_declared_tie_is_a_household_only_when_it_says_so() -> None:
    assert built(shelf(PEOPLE, relationship=[_tie("parent_of")])) == []
    both = [(1, 1, 2012, None, "relationship"), (1, 2, 2012, None, "relationship")]
    assert built(shelf(PEOPLE, relationship=[_tie("lives_with")])) == both


def test_a_row_is_known_from_the_latest_of_what_it_rests_on() -> None:
    later, latest = datetime(2021, 1, 1), datetime(2022, 1, 1)
    con = shelf(
        PEOPLE,
        address=[
            stay("cases:a", 2010, 2012),
            stay("cases:a", 2012, 2014, known_from=later),
            stay("school:a2", 2011, 2012, known_from=latest),  # adds nothing
        ],
    )
    build_households(con, at_most=12, institutions=())
    assert con.execute("SELECT known_at FROM household").fetchall() == [(later,)]
    late_link = shelf(PEOPLE, known_at=latest, address=[stay("cases:a", 2010)])
    build_households(late_link, at_most=12, institutions=())
    assert late_link.execute("SELECT known_at FROM household").fetchall() == [(latest,)]


@settings(deadline=None)  # a first query may take its time
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(PEOPLE)), st.integers(2000, 2008), st.integers(1, 4)),
        max_size=8,
    )
)
def test_rows_cover_exactly_the_years_of_the_stays(stays: list[tuple[str, int, int]]) -> None:
    rows = [stay(record, since, since + years) for record, since, years in stays]
    found = built(shelf(PEOPLE, address=rows))
    covered = [(who, year) for _, who, since, until, _ in found for year in range(since, until)]
    wanted = {
        (PEOPLE[record], year)
        for record, since, years in stays
        for year in range(since, since + years)
    }
    assert len(covered) == len(set(covered))
    assert set(covered) == wanted


def test_building_again_gives_the_same_rows_with_the_same_ids() -> None:
    con = shelf(PEOPLE, address=[stay("cases:a", 2010), stay("cases:b", 2010)])
    assert build_households(con, at_most=12, institutions=()) == 2
    first = con.execute("SELECT * FROM household").fetchall()
    build_households(con, at_most=12, institutions=())
    assert con.execute("SELECT * FROM household").fetchall() == first
    assert {row[1] for row in first} == {person(1), person(2)}
