"""Records as they are compared: plain letters, sounds, short forms; only what changed anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from alongside.linkage.prepare import prepare
from tests.linkage.people import KNOWN, Row, generation, receive

JOSE = Row(
    record_id="a:1",
    given_name="José-María",
    family_name="O'Neill",
    birth_on=date(1980, 2, 14),
    sex="Male",
    address="12b Orchard Street",
    postcode="NR1 3QU",
    place="Saint-Étienne",
    phone="+44 (0)7700 900123",
    email=" Jose@Example.ORG ",
    id_number="ab-12 34",
)


def prepared(*rows: Row) -> dict[str, Any]:
    con = generation(list(rows))
    prepare(con)
    found = con.execute("SELECT * FROM link_input ORDER BY record_id")
    names = [one[0] for one in found.description]
    row = found.fetchone()
    return dict(zip(names, row, strict=True)) if row else {}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("given", "josemaria"),
        ("family", "oneill"),
        ("family_sound", "O540"),
        ("dob", "19800214"),
        ("sex", "m"),
        ("id_number", "ab1234"),
        ("email", "jose@example.org"),
        ("email_local", "jose"),
        ("house", "12"),
        ("postcode", "nr13qu"),
        ("postcode_area", "nr1"),
        ("place4", "sain"),
        ("phone", "4407700900123"),
    ],
)
def test_what_is_compared_is_plain(column: str, value: str) -> None:
    assert prepared(JOSE)[column] == value


@pytest.mark.parametrize(("short", "formal"), [("Bob", "Robert"), ("Liz", "Elizabeth")])
def test_a_short_form_and_its_formal_name_share_one_name(short: str, formal: str) -> None:
    one = prepared(Row(record_id="a:1", given_name=short))
    other = prepared(Row(record_id="a:1", given_name=formal))
    assert one["nick"] == other["nick"]


def test_names_in_other_scripts_stand_for_themselves() -> None:
    found = prepared(Row(record_id="a:1", given_name="فاطمة", family_name="王"))
    assert found["given"] == found["given_sound"] == "فاطمة"
    assert found["family"] == "王"


def test_emptiness_is_nothing_rather_than_an_empty_text() -> None:
    found = prepared(Row(record_id="a:1", given_name="--", email=" ", phone="none", id_number="?"))
    assert {found[name] for name in ("given", "email", "phone", "id_number")} == {None}


@pytest.mark.parametrize("precision", ["month", "year", "unknown"])
def test_a_vague_birth_date_is_not_compared_as_a_day(precision: str) -> None:
    row = Row(record_id="a:1", birth_on=date(1980, 1, 1), birth_precision=precision)
    assert prepared(row)["dob"] is None


def test_a_protected_address_takes_no_part_nor_what_would_give_it_away() -> None:
    found = prepared(replace(JOSE, address_protected=True))
    hidden = ("address", "house", "street3", "postcode", "postcode_area", "place", "place4")
    assert {found[name] for name in (*hidden, "phone")} == {None}
    assert found["given"] == "josemaria"


def test_a_sealed_record_never_enters() -> None:
    assert prepared(replace(JOSE, sealed=True)) == {}


def test_a_closed_record_does_not_take_part() -> None:
    assert prepared(replace(JOSE, known_until=KNOWN)) == {}


def test_only_what_changed_is_prepared_again() -> None:
    """a stays, b changes, c is sealed, d is new."""
    rows = [Row(record_id=f"a:{one}", given_name=one) for one in "abc"]
    con = generation(rows)
    assert prepare(con) == 3
    assert prepare(con) == 0
    receive(
        con,
        [
            Row(record_id="a:b", given_name="other"),
            Row(record_id="a:c", given_name="c", sealed=True),
            Row(record_id="a:d", given_name="d"),
        ],
    )
    assert prepare(con) == 3
    changed = con.execute("SELECT record_id, gone FROM link_changed ORDER BY 1").fetchall()
    assert changed == [("a:b", False), ("a:c", True), ("a:d", False)]
    left = con.execute("SELECT record_id, given FROM link_input ORDER BY 1").fetchall()
    assert left == [("a:a", "a"), ("a:b", "other"), ("a:d", "d")]
