"""What is due when: the cases that people argue about, and the slow way of counting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core import Span
from alongside.governance.clocks import (
    Clock,
    ClockRule,
    Happened,
    Length,
    Unit,
    WorkCalendar,
    count_clocks,
    due_of,
)
from tests.governance.clocks.brute import slow_due

LONDON, NEW_YORK = ZoneInfo("Europe/London"), ZoneInfo("America/New_York")
ENGLAND = WorkCalendar(zone=LONDON, country="GB", subdivision="ENG")
STATES = WorkCalendar(zone=NEW_YORK, country="US")
FAR = datetime(2040, 1, 1, tzinfo=UTC)


def rule(amount: int = 10, unit: Unit = Unit.DAYS, **values: object) -> ClockRule:
    """A rule from referral to the finished assessment, unless it says otherwise."""
    said: dict[str, object] = {
        "name": "here",
        "says": "Finish",
        "starts": frozenset({"case_opened"}),
        "stops": frozenset({"assessment_finished"}),
    }
    return ClockRule(amount=amount, unit=unit, **(said | values))  # type: ignore[arg-type]


def at(text: str, zone: ZoneInfo = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def count(one: ClockRule, *steps: tuple[str, str], calendar: WorkCalendar = ENGLAND) -> list[Clock]:
    happened = [Happened(kind=kind, at=at(when, calendar.zone)) for kind, when in steps]
    return count_clocks(one, happened, calendar=calendar, now=FAR)


def ends(clock: Clock, calendar: WorkCalendar = ENGLAND) -> str:
    """The local minute in which it ends."""
    return clock.due_at.astimezone(calendar.zone).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("name", "amount", "unit", "started", "due"),
    [
        ("the day it starts does not count", 1, Unit.DAYS, "2026-03-04 23:59", "2026-03-05 23:59"),
        ("0 days end with the day", 0, Unit.DAYS, "2026-03-04 00:00", "2026-03-04 23:59"),
        ("Friday, one working day", 1, Unit.WORKING_DAYS, "2026-03-06 09:00", "2026-03-09 23:59"),
        ("a Saturday start", 1, Unit.WORKING_DAYS, "2026-03-07 09:00", "2026-03-09 23:59"),
        ("over Easter", 1, Unit.WORKING_DAYS, "2026-04-02 09:00", "2026-04-07 23:59"),
        # Boxing Day 2026 is a Saturday: Monday the 28th is off in its place
        ("a holiday on a weekend", 1, Unit.WORKING_DAYS, "2026-12-24 09:00", "2026-12-29 23:59"),
        ("over the year's turn", 5, Unit.WORKING_DAYS, "2026-12-28 09:00", "2027-01-05 23:59"),
        ("45 working days", 45, Unit.WORKING_DAYS, "2026-10-13 09:00", "2026-12-15 23:59"),
        ("29 February is a day", 1, Unit.DAYS, "2028-02-28 09:00", "2028-02-29 23:59"),
        ("a year after 29 February", 12, Unit.MONTHS, "2028-02-29 09:00", "2029-02-28 23:59"),
        ("a month after 31 January", 1, Unit.MONTHS, "2026-01-31 09:00", "2026-02-28 23:59"),
        ("six months from 31 August", 6, Unit.MONTHS, "2026-08-31 09:00", "2027-02-28 23:59"),
        ("24 hours over the spring night", 24, Unit.HOURS, "2026-03-28 12:00", "2026-03-29 13:00"),
        ("24 hours over the autumn night", 24, Unit.HOURS, "2026-10-24 12:00", "2026-10-25 11:00"),
        ("a day that ends in the night", 1, Unit.DAYS, "2026-03-28 12:00", "2026-03-29 23:59"),
        ("a day of 25 hours", 1, Unit.DAYS, "2026-10-24 12:00", "2026-10-25 23:59"),
    ],
)  # fmt: skip
def test_it_ends(name: str, amount: int, unit: Unit, started: str, due: str) -> None:
    due_at = due_of(Length(amount, unit), at(started), calendar=ENGLAND)
    assert due_at.astimezone(LONDON).strftime("%Y-%m-%d %H:%M") == due, name


def test_the_night_of_a_time_change_is_as_long_as_it_is() -> None:
    (spring,) = count(rule(1), ("case_opened", "2026-03-28 12:00"))
    (autumn,) = count(rule(1), ("case_opened", "2026-10-24 12:00"))
    (usual,) = count(rule(1), ("case_opened", "2026-06-01 12:00"))
    lengths = [one.due_at - one.started_at for one in (spring, autumn, usual)]
    hours = [round(one / timedelta(hours=1)) for one in lengths]
    assert hours == [35, 37, 36]


def test_a_place_that_moves_has_the_same_instants() -> None:
    (london,) = count(rule(1), ("case_opened", "2026-03-28 12:00"))
    happened = [Happened(kind="case_opened", at=at("2026-03-28 12:00"))]
    (york,) = count_clocks(rule(1), happened, calendar=STATES, now=FAR)
    assert london.started_at == york.started_at
    assert york.due_at - london.due_at == timedelta(hours=5)


def test_the_first_start_counts_and_what_comes_later_than_now_does_not() -> None:
    steps = (("case_opened", "2026-03-02 09:00"), ("case_opened", "2026-03-05 09:00"))
    (clock,) = count(rule(), *steps)
    assert ends(clock) == "2026-03-12 23:59"
    happened = [Happened(kind="case_opened", at=at("2026-03-02 09:00"))]
    assert count_clocks(rule(), happened, calendar=ENGLAND, now=at("2026-03-01 09:00")) == []


def test_it_stops_once_and_starts_anew_as_the_next_round() -> None:
    clocks = count(
        rule(starts=frozenset({"case_opened", "case_reopened"})),
        ("case_opened", "2026-03-02 09:00"),
        ("assessment_finished", "2026-03-04 09:00"),
        ("assessment_finished", "2026-03-05 09:00"),
        ("case_reopened", "2026-05-04 09:00"),
    )
    assert [(one.round, one.stopped_by, ends(one)) for one in clocks] == [
        (1, "assessment_finished", "2026-03-12 23:59"),
        (2, "", "2026-05-14 23:59"),
    ]


def test_a_closed_case_has_no_open_clock_whatever_the_rule_says() -> None:
    (clock,) = count(
        rule(), ("case_opened", "2026-03-02 09:00"), ("case_closed", "2026-03-05 09:00")
    )
    assert (clock.stopped_at, clock.stopped_by) == (at("2026-03-05 09:00"), "case_closed")


def test_reviews_come_after_20_working_days_then_3_months_then_every_6() -> None:
    reviews = rule(
        20,
        Unit.WORKING_DAYS,
        starts=frozenset({"child_placed"}),
        stops=frozenset({"review_held"}),
        then=(Length(3, Unit.MONTHS), Length(6, Unit.MONTHS)),
        ends=frozenset({"placement_ended"}),
    )
    clocks = count(
        reviews,
        ("child_placed", "2026-03-02 09:00"),
        ("review_held", "2026-03-25 09:00"),
        ("review_held", "2026-06-20 09:00"),
        ("review_held", "2026-12-21 09:00"),
        ("placement_ended", "2027-01-10 09:00"),
        ("review_held", "2027-01-20 09:00"),
        ("child_placed", "2027-02-01 09:00"),
    )
    assert [ends(one)[:10] for one in clocks] == [
        "2026-03-30", "2026-06-25", "2026-12-20", "2027-06-21", "2027-03-01",
    ]  # fmt: skip
    late = clocks[2]
    assert late.stopped_at is not None
    assert late.stopped_at > late.due_at
    assert clocks[3].stopped_by == "placement_ended"
    assert clocks[4].length == Length(20, Unit.WORKING_DAYS)


AWAY = {"pauses": frozenset({"family_away"}), "resumes": frozenset({"family_back"})}


@pytest.mark.parametrize(
    ("name", "away", "back", "due"),
    [
        ("an afternoon costs nothing", "2026-03-04 12:00", "2026-03-04 18:00", "2026-03-12 23:59"),
        ("two nights cost two days", "2026-03-04 12:00", "2026-03-06 08:00", "2026-03-14 23:59"),
        ("across the end", "2026-03-12 12:00", "2026-03-20 08:00", "2026-03-20 23:59"),
        ("after its end", "2026-03-13 12:00", "2026-04-20 08:00", "2026-03-12 23:59"),
    ],
)  # fmt: skip
def test_a_pause(name: str, away: str, back: str, due: str) -> None:
    (clock,) = count(
        rule(**AWAY),
        ("case_opened", "2026-03-02 09:00"),
        ("family_away", away),
        ("family_back", back),
    )
    assert ends(clock) == due, name
    assert clock.paused_at is None


def test_while_it_is_paused_it_is_not_late_and_knows_what_is_left() -> None:
    (clock,) = count(
        rule(**AWAY), ("case_opened", "2026-03-02 09:00"), ("family_away", "2026-03-05 09:00")
    )
    assert clock.paused_at == at("2026-03-05 09:00")
    assert ends(clock) == "2026-03-12 23:59"  # if it went on at once


def test_hours_stand_still_while_it_is_paused() -> None:
    (clock,) = count(
        rule(24, Unit.HOURS, **AWAY),
        ("case_opened", "2026-03-02 09:00"),
        ("family_away", "2026-03-02 10:00"),
        ("family_back", "2026-03-04 10:30"),
    )
    assert ends(clock) == "2026-03-05 09:30"


def test_what_is_soon_begins_with_a_day() -> None:
    (clock,) = count(
        rule(10, Unit.WORKING_DAYS, warn=Length(2, Unit.WORKING_DAYS)),
        ("case_opened", "2026-03-23 09:00"),
    )
    assert ends(clock) == "2026-04-08 23:59"
    assert clock.warn_at == at("2026-04-02 00:00")  # before Easter


def test_a_clock_for_each_child_ends_for_her_alone() -> None:
    placed = rule(
        6,
        Unit.MONTHS,
        starts=frozenset({"child_placed"}),
        stops=frozenset({"review_held"}),
        ends=frozenset({"placement_ended"}),
        each_person=True,
    )

    def step(kind: str, when: str, *people: str) -> Happened:
        return Happened(kind=kind, at=at(when), people=frozenset(people))

    happened = [
        step("child_placed", "2026-03-02 09:00", "mila"),
        step("child_placed", "2026-04-02 09:00", "theo"),
        step("placement_ended", "2026-05-02 09:00", "mila"),
        step("case_closed", "2026-06-02 09:00", "mila"),  # Theo is no longer named, and it ends
    ]
    clocks = count_clocks(placed, happened, calendar=ENGLAND, now=FAR)
    assert [(one.person, one.stopped_by) for one in clocks] == [
        ("mila", "placement_ended"), ("theo", "case_closed"),
    ]  # fmt: skip


MINUTES = st.integers(0, 60 * 24 * 60)
BASE = datetime(2026, 2, 1, tzinfo=UTC)


@st.composite
def pauses(draw: st.DrawFn) -> list[Span]:
    """Pauses in order, apart, on whole minutes; short and long."""
    edges = sorted(set(draw(st.lists(MINUTES, max_size=8))))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return [
        Span(BASE + timedelta(minutes=one), BASE + timedelta(minutes=two)) for one, two in pairs
    ]


@settings(max_examples=150, deadline=None)
@given(
    amount=st.integers(1, 60),
    unit=st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS]),
    start=MINUTES,
    spans=pauses(),
    calendar=st.sampled_from([ENGLAND, STATES]),
)
def test_days_are_those_of_the_slow_way(
    amount: int, unit: Unit, start: int, spans: list[Span], calendar: WorkCalendar
) -> None:
    amount = min(amount, 20) if unit is Unit.MONTHS else amount
    started = BASE + timedelta(minutes=start)
    fast = due_of(Length(amount, unit), started, calendar=calendar, pauses=spans)
    assert fast == slow_due(amount, unit, started, spans, calendar)


@settings(max_examples=40, deadline=None)
@given(amount=st.integers(1, 72), start=MINUTES, spans=pauses())
def test_hours_are_those_of_the_slow_way(amount: int, start: int, spans: list[Span]) -> None:
    started = BASE + timedelta(minutes=start)
    fast = due_of(Length(amount, Unit.HOURS), started, calendar=STATES, pauses=spans)
    slow = slow_due(amount, Unit.HOURS, started, spans, STATES)
    # the slow way ends with the last minute that counts, before a pause that begins there
    assert fast == slow


KINDS = ("child_placed", "review_held", "placement_ended", "family_away", "family_back")


@settings(max_examples=200, deadline=None)
@given(
    steps=st.lists(st.tuples(st.sampled_from([*KINDS, "case_closed"]), MINUTES), max_size=14),
    now=MINUTES,
)
def test_whatever_happens_at_most_one_round_runs_and_none_before_the_last_stopped(
    steps: list[tuple[str, int]], now: int
) -> None:
    reviews = rule(
        3,
        starts=frozenset({"child_placed"}),
        stops=frozenset({"review_held"}),
        then=(Length(6, Unit.DAYS),),
        ends=frozenset({"placement_ended"}),
        **AWAY,
    )
    happened = [Happened(kind=kind, at=BASE + timedelta(minutes=when)) for kind, when in steps]
    until = BASE + timedelta(minutes=now)
    clocks = count_clocks(reviews, happened, calendar=ENGLAND, now=until)
    assert [one.round for one in clocks] == list(range(1, len(clocks) + 1))
    for one, after in pairwise(clocks):
        assert one.stopped_at is not None
        assert one.stopped_at <= after.started_at
    for one in clocks:
        assert one.started_at <= one.warn_at <= one.due_at or one.warn_at == one.started_at
        assert one.started_at <= until
    known = [one for one in happened if one.at <= until]
    assert count_clocks(reviews, known, calendar=ENGLAND, now=FAR) == clocks
