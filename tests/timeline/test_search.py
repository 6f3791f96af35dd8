"""Names are found although they are misspelt."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.timeline import likeness, name_keys, query_keys, read_query


@pytest.mark.parametrize(
    ("asked", "given", "family"),
    [
        ("Katherine Smith", "Catherine", "Smyth"),
        ("Jon Andersen", "John", "Anderson"),
        ("varga lisle", "Mila", "Varga-Lisle"),
        ("Muller", "Jürgen", "Müller"),
        ("José", "Jose", "Ortiz"),
        ("Steven Philips", "Stephen", "Phillips"),
    ],
)
def test_a_misspelt_name_shares_a_key_and_is_alike(asked: str, given: str, family: str) -> None:
    query = read_query(asked)
    assert query_keys(query) & name_keys(given, family, None)
    assert likeness(query, given, family, None) > 0.8


@pytest.mark.parametrize(
    ("text", "day_first", "expected"),
    [
        ("12/3/2019", True, date(2019, 3, 12)),
        ("12/3/2019", False, date(2019, 12, 3)),
        ("2019-03-12", False, date(2019, 3, 12)),
        ("12.03.2019 Varga", True, date(2019, 3, 12)),
        ("31/02/2020", True, None),
        ("1/2/20", True, None),
        ("Varga", True, None),
    ],
)
def test_a_birth_date_is_read_in_the_local_order(
    text: str, day_first: bool, expected: date | None
) -> None:
    assert read_query(text, day_first=day_first).birth_on == expected


def test_a_birth_date_alone_finds_and_one_that_differs_lowers() -> None:
    born = date(2019, 3, 12)
    query = read_query("2019-03-12")
    assert query_keys(query) & name_keys("Mila", "Varga", born)
    assert likeness(query, "Mila", "Varga", born) == 1
    named = read_query("Mila Varga 2019-03-12")
    assert likeness(named, "Mila", "Varga", born) > likeness(
        named, "Mila", "Varga", date(1990, 1, 1)
    )


@pytest.mark.parametrize(
    "name", ["x" * 300, "=cmd()|'/c calc'!A0", "مِيلَا", "🙂", "<b>Mila</b>", ""]
)
def test_no_name_breaks_the_keys(name: str) -> None:
    assert len(name_keys(name, name, None)) <= 24
    assert 0 <= likeness(read_query(name), name, "", None) <= 1


def test_a_birth_date_with_day_and_month_swapped_is_found_after_the_right_one() -> None:
    query = read_query("2019-03-12")
    swapped = date(2019, 12, 3)
    assert query_keys(query) & name_keys("Mila", "Varga", swapped)
    assert 0 < likeness(query, "Mila", "Varga", swapped) < 1
