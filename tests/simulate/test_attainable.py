"""What anybody could have known of a referral, held against drawing the world again and again."""

from __future__ import annotations

import csv
import math

import numpy as np
import pytest
from numpy.typing import NDArray

from alongside.simulate import SimulationReport
from alongside.simulate.attainable import LABELS, READERS, WINDOW, Chances, attainable, harm_ahead
from alongside.simulate.calendar import LAST
from alongside.simulate.extracts.hotline import Calls, calls
from alongside.simulate.reading import read_records, sums_before
from alongside.simulate.world import World, draw_world

SEEDS = (1, 2)
PEOPLE = 120_000
Yes = NDArray[np.bool_]


class Drawn:
    """A county, the chances said of its referrals, and what then happened."""

    def __init__(self, seed: int) -> None:
        self.world = draw_world(PEOPLE, seed=seed)
        self.calls = calls(self.world)
        self.chances: dict[str, Chances] = attainable(self.world, self.calls)
        self.complete = self.calls.entered < LAST - WINDOW

    def happened(self, label: str) -> Yes:
        """Whether the label came true, counted from the drawn referrals alone."""
        referrals, told = self.world.referrals, self.calls
        child = referrals.child[told.referral] * 100_000
        if label == "re_referral":
            events = np.sort(child + told.day)
            itself = (told.day == told.entered).astype(int)
        else:
            found = referrals.found()
            events = np.sort(referrals.child[found] * 100_000 + referrals.closed[found])
            itself = np.zeros(len(child), dtype=int)
        first = np.searchsorted(events, child + told.entered, side="left")
        last = np.searchsorted(events, child + told.entered + WINDOW - 1, side="right")
        return (last - first - itself) > 0


@pytest.fixture(scope="module")
def counties() -> list[Drawn]:
    return [Drawn(seed) for seed in SEEDS]


def pooled(counties: list[Drawn], label: str, reader: str) -> tuple[NDArray[np.float64], Yes]:
    said = [getattr(one.chances[label], reader)[one.complete] for one in counties]
    came = [one.happened(label)[one.complete] for one in counties]
    return np.concatenate(said), np.concatenate(came)


@pytest.mark.parametrize("label", ["harm_confirmed", "re_referral"])
@pytest.mark.parametrize("reader", READERS)
def test_of_100_referrals_of_which_a_reader_said_n_about_n_came_true(
    counties: list[Drawn], label: str, reader: str
) -> None:
    """In each tenth of the referrals, in order of what was said, within three standard errors."""
    said, came = pooled(counties, label, reader)
    for part in np.array_split(np.argsort(said), 10):
        expected, seen = said[part].mean(), came[part].mean()
        error = math.sqrt(expected * (1 - expected) / len(part))
        assert abs(seen - expected) < 3.5 * error + 0.004, (expected, seen)


def test_who_knows_more_orders_referrals_no_worse(counties: list[Drawn]) -> None:
    """Log scores: the group, then the frailty, make what is said truer on average."""
    for label in ("harm_confirmed", "re_referral"):
        scores = []
        for reader in ("without_group", "best_reader", "all_knowing"):
            said, came = pooled(counties, label, reader)
            scores.append(float(np.log(np.where(came, said, 1 - said)).mean()))
        assert scores == sorted(scores), (label, scores)


def test_the_chances_hold_by_group_and_poverty(counties: list[Drawn]) -> None:
    said, came = pooled(counties, "harm_confirmed", "best_reader")
    cell = np.concatenate([_cells(one.world, one.calls)[one.complete] for one in counties])
    for one in np.unique(cell):
        rows = cell == one
        error = math.sqrt(said[rows].mean() * (1 - said[rows].mean()) / rows.sum())
        assert abs(came[rows].mean() - said[rows].mean()) < 4 * error


def _cells(world: World, told: Calls) -> NDArray[np.int64]:
    family = world.population.family[told.child]
    return world.population.group[family] * 3 + world.population.poverty[family]


def test_the_closed_form_is_the_integral_over_every_frailty(counties: list[Drawn]) -> None:
    """One family at a time: prior times Poisson likelihood on a fine grid, by hand."""
    world, told = counties[0].world, counties[0].calls
    reading, k = read_records(world), world.solved.frailty_shape
    grid = np.linspace(1e-4, 8, 8_000)
    for row in np.flatnonzero(counties[0].complete)[:400:40]:
        at = told.referral[row]
        cell, shape = reading.cell[at], reading.shape[at]
        exposure, count = reading.rate[at, cell] - k, shape - k
        weight = np.exp((k - 1) * np.log(grid) - k * grid + count * np.log(grid) - exposure * grid)
        for later in (0.02, 0.2, 1.0):
            by_hand = (weight * np.exp(-later * grid)).sum() / weight.sum()
            closed = (1 + later / reading.rate[at, cell]) ** -shape
            assert by_hand == pytest.approx(closed, abs=1e-4)


def test_earlier_referrals_count_until_the_day_before() -> None:
    """Two families; the second one's first row knows nothing of the first family."""
    family, known = np.array([0, 0, 0, 1]), np.array([5, 9, 9, 7])
    ones = np.ones((4, 1))
    assert sums_before(family, known, ones, known)[:, 0].tolist() == [0, 1, 1, 0]


def test_harm_ahead_is_what_then_happens(counties: list[Drawn]) -> None:
    """From the day after: the harm that was reported on its own day lies behind."""
    for one in counties:
        harms = one.world.harms
        child = one.world.referrals.child[one.calls.referral]
        keys = np.sort(harms.child * 100_000 + harms.day)
        first = np.searchsorted(keys, child * 100_000 + one.calls.entered + 1)
        last = np.searchsorted(keys, child * 100_000 + one.calls.entered + WINDOW + 1)
        seen, said = (last - first)[one.complete], harm_ahead(one.world, one.calls)[one.complete]
        assert seen.mean() == pytest.approx(said.mean(), rel=0.08)


def test_the_truth_has_a_row_for_each_call(simulated: SimulationReport) -> None:
    def rows(path: str) -> list[dict[str, str]]:
        with (simulated.folder / path).open(encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle))

    truth = rows("truth/referrals.csv")
    told = [row["referral_no"] for row in rows("extracts/hotline_referrals.csv")]
    assert [row["referral_no"] for row in truth] == told
    names = [f"p_{label}_{reader}" for label in LABELS for reader in READERS]
    assert all(0 < float(row[name]) < 1 for row in truth for name in names)
    assert {row["harm"] for row in truth} == {"yes", "no"}
