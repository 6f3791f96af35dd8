"""15 of the last 22 months: counted in nights, over several stays, and anew after a decision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.governance.clocks import ClockRule, Unit
from alongside.governance.clocks.spells import due_day
from tests.governance.clocks.brute import slow_window
from tests.governance.clocks.test_counting import STATES, count, ends, rule


def care(**values: object) -> ClockRule:
    """The federal rule."""
    return rule(
        15,
        Unit.MONTHS,
        starts=frozenset({"child_placed"}),
        stops=frozenset({"petition_decided"}),
        ends=frozenset({"placement_ended"}),
        of_last_months=22,
        **values,
    )


@pytest.mark.parametrize(
    ("name", "steps", "due"),
    [
        ("one stay", [("child_placed", "2026-01-10")], ["2027-04-10"]),
        ("from the last of a month", [("child_placed", "2026-08-31")], ["2027-11-30"]),
        (
            "a stay of 5 months in the window leaves 10",
            [("child_placed", "2026-01-10"), ("placement_ended", "2026-06-10"),
             ("child_placed", "2026-07-10")],
            ["2027-04-10", "2027-05-09"],
        ),
        (
            "a stay that the window has left behind counts no more",
            [("child_placed", "2024-01-10"), ("placement_ended", "2024-12-10"),
             ("child_placed", "2026-11-10")],
            ["2025-04-10", "2028-02-10"],
        ),
        (
            "what was decided is counted anew",
            [("child_placed", "2026-01-10"), ("petition_decided", "2027-03-10"),
             ("placement_ended", "2027-04-10"), ("child_placed", "2027-05-10")],
            ["2027-04-10", "2028-08-10"],
        ),
    ],
)  # fmt: skip
def test_it_is_due(name: str, steps: list[tuple[str, str]], due: list[str]) -> None:
    timed = [(kind, f"{day} 12:00") for kind, day in steps]
    clocks = count(care(), *timed, calendar=STATES)
    assert [ends(one, STATES)[:10] for one in clocks] == due, name


def test_days_away_from_care_do_not_count() -> None:
    (clock,) = count(
        care(pauses=frozenset({"family_away"}), resumes=frozenset({"family_back"})),
        ("child_placed", "2026-01-10 12:00"),
        ("family_away", "2026-03-10 12:00"),
        ("family_back", "2026-04-09 12:00"),
        calendar=STATES,
    )
    # 30 days later than without: 454 nights that end on 9 May reach over 15 months
    assert ends(clock, STATES)[:10] == "2027-05-09"


DAYS = st.integers(0, 900)


@settings(max_examples=60, deadline=None)
@given(edges=st.lists(DAYS, max_size=6, unique=True), gap=st.integers(0, 400))
def test_it_is_the_day_of_the_slow_way(edges: list[int], gap: int) -> None:
    base, edges = date(2024, 1, 15), sorted(edges)
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    stays = [(base + timedelta(days=one), base + timedelta(days=two)) for one, two in pairs]
    last = stays[-1][1] if stays else base
    again = last + timedelta(days=gap)
    slow = slow_window(stays, again, months=15, window=22)
    assert due_day(stays, again, months=15, window=22) == slow
