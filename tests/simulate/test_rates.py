"""Observed events meet the published rates, and the report says how closely."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest

from alongside.simulate import Rate, SimulationReport, published_rates
from alongside.simulate.calibration import (
    at_least_one,
    calibrate,
    cell_weights,
    expected,
    mean_rate,
    targets,
)
from alongside.simulate.chance import stream
from alongside.simulate.comparison import compare_rates
from alongside.simulate.exposure import GROUP_SHARES
from alongside.simulate.interval import count_interval, share_interval
from alongside.simulate.published import VICTIMS_BY_AGE, VICTIMS_BY_GROUP
from alongside.simulate.world import draw_world

PEOPLE = 200_000


@pytest.fixture(scope="module")
def rates() -> dict[str, Rate]:
    world = draw_world(PEOPLE, seed=3)
    compared = compare_rates(world.solved, world.population, world.referrals, stream(3, "test"))
    return {rate.name: rate for rate in compared}


@pytest.mark.parametrize("wanted", published_rates(), ids=lambda wanted: wanted.name)
def test_a_published_rate_is_met_within_a_tenth(wanted, rates: dict[str, Rate]) -> None:
    rate = rates[wanted.name]
    assert rate.published == wanted.value
    assert rate.source == wanted.source
    assert 0.9 <= rate.ratio <= 1.1


def test_drawn_events_agree_with_what_is_expected(rates: dict[str, Rate]) -> None:
    """Of 20 intervals of 95 % one or two may miss; four would be a mistake in the model."""
    missed = [name for name, rate in rates.items() if not rate.low <= rate.simulated <= rate.high]
    assert len(missed) <= 3, missed


@pytest.mark.parametrize("name", ["referrals", "referrals screened in", "victims"])
def test_drawn_totals_are_within_a_tenth_as_well(name: str, rates: dict[str, Rate]) -> None:
    assert rates[name].realised == pytest.approx(rates[name].published, rel=0.1)


def test_the_two_published_margins_imply_nearly_the_same_total() -> None:
    """By group 7.5, by age 7.8, published for all 7.4: the middle is within 4 % of each."""
    by_group, by_age = targets()
    assert by_group / (np.array(VICTIMS_BY_GROUP) / 1000) == pytest.approx(1, abs=0.04)
    assert by_age[0] / (VICTIMS_BY_AGE[0] / 1000) == pytest.approx(1, abs=0.04)
    assert float(by_group @ GROUP_SHARES) == pytest.approx(float(by_age.mean()))


def test_the_calibration_solves_its_own_equations() -> None:
    solved = calibrate()
    model = expected(solved)
    referrals = mean_rate(model.harm_referrals) + mean_rate(model.other_referrals)
    assert referrals == pytest.approx(0.060)
    assert mean_rate(model.investigations) / referrals == pytest.approx(0.475)
    by_18 = at_least_one(model.investigations.sum(axis=2), solved.frailty_shape)
    assert float((by_18 * cell_weights()).sum()) == pytest.approx(0.37, abs=1e-4)
    assert 0 < solved.screened_in_no_harm < 0.72  # less likely than with harm
    assert solved.reported().max() < 0.95  # no probability had to be capped
    assert solved.substantiated().max() < 0.95


def test_what_the_files_hold_is_what_the_report_counts(simulated: SimulationReport) -> None:
    with sqlite3.connect(simulated.folder / "extracts" / "cases.sqlite") as con:
        (investigations,) = con.execute("SELECT count(*) FROM investigations").fetchone()
        (victims,) = con.execute(
            "SELECT count(*) FROM findings WHERE stage = 'first' AND finding = 'substantiated'"
        ).fetchone()
    counted = {rate.name: rate.events for rate in simulated.rates}
    assert investigations == counted["referrals screened in"]
    assert victims >= counted["victims"] > 0.9 * victims  # a child counts once a year


@pytest.mark.parametrize(
    ("events", "of", "interval", "low", "high"),
    [
        (0, 1000, count_interval, 0.0, 0.0037),
        (100, 1000, count_interval, 0.0814, 0.1216),
        (50, 100, share_interval, 0.4038, 0.5962),
        (0, 0, share_interval, 0.0, 1.0),
    ],
)
def test_intervals_are_those_of_the_tables(events, of, interval, low, high) -> None:
    assert interval(events, of) == pytest.approx((low, high), abs=0.0001)
