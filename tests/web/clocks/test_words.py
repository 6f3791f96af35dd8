"""A clock in words: what ends when, which day of how many, what was late."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from alongside.governance.clocks import Clock, Length, Unit, WorkCalendar, due_of, warn_of
from alongside.web.clocks.words import ClockWords, words_of
from alongside.web.people.words import DateWords

LONDON = ZoneInfo("Europe/London")
ENGLAND = WorkCalendar(zone=LONDON, country="GB", subdivision="ENG")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def say(
    now: str,
    length: Length,
    started: str,
    *,
    paused: str = "",
    stopped: str = "",
    done: bool = True,
    counts: bool = True,
) -> ClockWords:
    due_at = due_of(length, at(started), calendar=ENGLAND)
    clock = Clock(
        rule="assessment",
        round=1,
        length=length,
        started_at=at(started),
        started_by="referral",
        warn_at=warn_of(Length(2, Unit.WORKING_DAYS), due_at, calendar=ENGLAND),
        due_at=due_at,
        paused_at=at(paused) if paused else None,
        stopped_at=at(stopped) if stopped else None,
    )
    today: date = at(now).date()
    return words_of(
        clock, DateWords(today, LONDON), calendar=ENGLAND, now=at(now), done=done, counts=counts
    )


DAYS_45, HOURS_24 = Length(45, Unit.WORKING_DAYS), Length(24, Unit.HOURS)
MONTHS_6 = Length(6, Unit.MONTHS)
MAY, MARCH = "2026-05-02 09:00", "2026-03-02 09:00"


@pytest.mark.parametrize(
    ("now", "length", "started", "says", "tone"),
    [
        ("2026-11-24 09:00", DAYS_45, "2026-10-14 09:00", "Ends 16 Dec, day 29 of 45", ""),
        ("2026-12-04 09:00", DAYS_45, "2026-10-14 09:00", "Ends Wed 16 Dec, day 37 of 45", ""),
        ("2026-12-14 09:00", DAYS_45, "2026-10-14 09:00", "Ends Wed 16 Dec, day 43 of 45", "soon"),
        ("2026-12-16 23:59", DAYS_45, "2026-10-14 09:00", "Ends Wed 16 Dec, day 45 of 45", "soon"),
        ("2026-12-17 00:00", DAYS_45, "2026-10-14 09:00", "Was due Wed 16 Dec, 1 day ago", "late"),
        ("2026-10-14 12:00", DAYS_45, "2026-10-14 09:00", "Ends 16 Dec, began today", ""),
        ("2026-06-02 09:00", MONTHS_6, MAY, "Ends 2 Nov, day 31 of 184", ""),
        ("2026-03-02 12:30", HOURS_24, MARCH, "Ends Tue 3 Mar, 9:00, 20 hours left", "soon"),
        ("2026-03-03 08:40", HOURS_24, MARCH, "Ends Tue 3 Mar, 9:00, 20 minutes left", "soon"),
        ("2026-03-03 11:00", HOURS_24, MARCH, "Was due Tue 3 Mar, 9:00, 2 hours ago", "late"),
        ("2026-03-10 11:00", HOURS_24, MARCH, "Was due Tue 3 Mar, 9:00, 7 days ago", "late"),
    ],
)  # fmt: skip
def test_it_runs(now: str, length: Length, started: str, says: str, tone: str) -> None:
    words = say(now, length, started)
    assert (words.says, words.tone) == (says, tone)


@pytest.mark.parametrize(
    ("values", "says", "tone"),
    [
        ({"paused": "2026-10-21 09:00"}, "Paused since Wed 21 Oct, 40 working days left", ""),
        ({"stopped": "2026-10-22 09:00"}, "Done Thu 22 Oct, in time", "done"),
        ({"stopped": "2026-12-18 09:00"}, "Done 18 Dec, 2 days late", "done"),
        ({"stopped": "2026-10-22 09:00", "done": False}, "Ended Thu 22 Oct", ""),
        ({"counts": False}, "Ends 16 Dec, 37 working days left", ""),
    ],
)
def test_it_rests(values: dict[str, str], says: str, tone: str) -> None:
    words = say("2026-10-26 09:00", DAYS_45, "2026-10-14 09:00", **values)  # type: ignore[arg-type]
    assert (words.says, words.tone) == (says, tone)
