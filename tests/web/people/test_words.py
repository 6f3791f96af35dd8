"""Dates, ages and sureness in words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from alongside.web.people.words import (
    DateWords,
    age_words,
    amount,
    later_words,
    percent,
    sure_words,
)

TODAY = date(2026, 11, 24)
SAY = DateWords(TODAY, ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "Tue 24 Nov"),
        (date(2026, 11, 13), "Fri 13 Nov"),
        (date(2026, 12, 8), "Tue 8 Dec"),
        (date(2026, 3, 3), "3 Mar"),
        (date(2024, 3, 3), "3 Mar 2024"),
        (date(2027, 1, 5), "5 Jan 2027"),
    ],
)
def test_a_date_carries_the_weekday_when_near_and_the_year_when_far(day: date, words: str) -> None:
    assert SAY.day(day) == words


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("year", "2024"),
        ("month", "Mar 2024"),
        ("day", "3 Mar 2024"),
        ("instant", "3 Mar 2024, 21:05"),
    ],
)
def test_a_time_is_said_no_more_exactly_than_it_is_known(precision: str, words: str) -> None:
    at = datetime(2024, 3, 4, 2, 5, tzinfo=UTC)  # the evening before in New York
    assert SAY.when(at, precision) == words


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2019, 3, 12), "7 years"),
        (date(2019, 11, 25), "6 years"),
        (date(2024, 11, 24), "2 years"),
        (date(2025, 9, 24), "14 months"),
        (date(2026, 10, 27), "4 weeks"),
        (date(2026, 11, 21), "3 days"),
        (date(2027, 1, 1), "Not born yet"),
        (None, "Age not known"),
    ],
)
def test_an_age_is_in_the_unit_people_use(born: date | None, words: str) -> None:
    assert age_words(born, TODAY) == words


def test_an_age_from_a_year_alone_is_about() -> None:
    assert age_words(date(2019, 1, 1), TODAY, precision="year") == "about 7 years"


@pytest.mark.parametrize(
    ("days", "words"), [(15, "15 days later"), (580, "19 months later"), (1200, "3 years later")]
)
def test_how_much_later(days: int, words: str) -> None:
    assert later_words(days) == words


@pytest.mark.parametrize(
    ("probability", "words", "number"),
    [
        (1.0, "almost certain", "over 99.9 %"),
        (0.997, "very likely", "99.7 %"),
        (0.91, "likely", "91 %"),
        (0.51, "more likely than not", "51 %"),
    ],
)
def test_sureness_never_claims_certainty(probability: float, words: str, number: str) -> None:
    assert (sure_words(probability), percent(probability)) == (words, number)


@pytest.mark.parametrize(
    ("value", "unit", "words"), [(86.0, "%", "86 %"), (2.5, None, "2.5"), (None, "%", "")]
)
def test_an_amount_has_no_needless_point(value: float | None, unit: str | None, words: str) -> None:
    assert amount(value, unit) == words
