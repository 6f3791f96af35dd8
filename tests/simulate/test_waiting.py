"""At the end of the simulated days some referrals wait for a decision, as in any agency."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from alongside.simulate import SimulationReport
from alongside.simulate.calendar import LAST
from alongside.simulate.world import World, draw_world


@pytest.fixture(scope="module")
def world() -> World:
    return draw_world(20_000, seed=7)


def test_a_demo_of_20000_people_has_a_list_that_one_can_work_off(world: World) -> None:
    assert 3 <= int((world.referrals.decided >= LAST).sum()) <= 18


def test_only_the_newest_referrals_wait(world: World) -> None:
    waiting = world.referrals.decided >= LAST
    assert world.referrals.day[waiting].min() >= LAST - 14


def test_who_waits_is_neither_screened_in_nor_found(world: World) -> None:
    waiting = world.referrals.decided >= LAST
    assert not (world.referrals.screened_in & waiting).any()
    assert not (world.referrals.found() & waiting).any()


def test_the_hotline_says_nothing_of_a_decision_that_was_not_taken(
    simulated: SimulationReport,
) -> None:
    path = simulated.folder / "extracts" / "hotline_referrals.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert all((row["decided_on"] == "") == (row["decision"] == "") for row in rows)
    days = np.array([row["decided_on"] != "" for row in rows])
    assert days.mean() > 0.9
