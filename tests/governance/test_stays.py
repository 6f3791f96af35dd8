"""Stays of a child: nights are counted one by one, each once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.governance.casework.stays import Stay, months_before, nights, overlapping

DAYS = st.integers(0, 60).map(lambda n: date(2026, 1, 1) + timedelta(days=n))


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    first = draw(DAYS)
    length = draw(st.none() | st.integers(0, 30))
    last = None if length is None else first + timedelta(days=length)
    return Stay(from_on=first, until_on=last)


def _there(stay: Stay, day: date) -> bool:
    return stay.from_on <= day and (stay.until_on is None or day < stay.until_on)


@given(st.lists(stays(), max_size=5), DAYS)
def test_nights_are_those_counted_day_by_day(found: list[Stay], last: date) -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(90)]
    there = [day for day in days if day < last and any(_there(one, day) for one in found)]
    assert nights(found, last=last) == len(there)


@given(stays(), stays())
def test_two_stays_overlap_when_they_share_a_night(one: Stay, other: Stay) -> None:
    far = date(2026, 12, 31)
    together = nights([one, other], last=far)
    alone = nights([one], last=far) + nights([other], last=far)
    assert bool(overlapping(one, [other])) == (together < alone)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 4), 22, date(2024, 5, 4)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 12, 31), 6, date(2026, 6, 30)),
    ],
)
def test_months_before(day: date, months: int, expected: date) -> None:
    assert months_before(day, months) == expected


def test_a_stay_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends on or after"):
        Stay(from_on=date(2026, 1, 2), until_on=date(2026, 1, 1))
