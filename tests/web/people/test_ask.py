"""What an address asks for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict

from alongside.web.people.ask import Ask, read_ask

TODAY = date(2026, 11, 24)
ZONE = ZoneInfo("America/New_York")


def ask(query: str) -> Ask:
    return read_ask(QueryDict(query), today=TODAY)


def test_an_address_is_read_and_written_back() -> None:
    query = "?as_of=2024-03-03&lane=Home&lane=Health&kind=referral&level=2&from=2024-01-01&all=1"
    read = ask(query[1:])
    assert read.as_of_on == date(2024, 3, 3)
    assert read.lanes == ("Home", "Health")
    assert read.address() == query
    assert "all=1" not in read.address(every_line=False)


@pytest.mark.parametrize("text", ["03/03/2024", "2024-02-31", "0001-01-01", "9999-12-31", "x" * 99])
def test_a_day_that_cannot_be_read_is_named(text: str) -> None:
    assert ask(f"as_of={text}").unread == ("as_of",)


@pytest.mark.parametrize("text", ["2026-11-24", "2027-01-01"])
def test_today_and_later_is_now(text: str) -> None:
    assert ask(f"as_of={text}").as_of_on is None


def test_the_as_of_day_ends_before_local_midnight() -> None:
    now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    as_of = ask("as_of=2024-07-01").as_of(now, ZONE)
    assert as_of < datetime(2024, 7, 2, 4, tzinfo=UTC)
    assert as_of > datetime(2024, 7, 2, 3, 59, 59, tzinfo=UTC)
    assert Ask().as_of(now, ZONE) == now


@pytest.mark.parametrize("query", ["level=9", "level=x", "lane=%00", "lane=", "kind="])
def test_values_that_mean_nothing_filter_nothing(query: str) -> None:
    assert not ask(query).filtered
