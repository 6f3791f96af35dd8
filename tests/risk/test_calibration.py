"""Estimates keep their word: steps that never fall, and ranges that hold what later happens."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.isotonic import isotonic_regression

from alongside.risk import Trained
from alongside.risk.calibration import HALF_YEAR, calibrate, venn_abers
from alongside.risk.released import Calibrator
from alongside.risk.score import step_of

COUNTS = st.lists(
    st.tuples(st.integers(1, 30), st.integers(0, 30)).map(lambda two: (two[0], min(two))),
    min_size=1,
    max_size=12,
)


@given(COUNTS, st.sampled_from([0, 1]))
def test_venn_abers_is_isotonic_regression_with_one_more_row(
    counts: list[tuple[int, int]], added: int
) -> None:
    """The definition itself, cell by cell, beside our minimax formula."""
    rows, events = np.array(counts, dtype=float).T
    wanted = []
    for cell in range(len(rows)):
        more = np.arange(len(rows)) == cell
        rate = (events + added * more) / (rows + more)
        wanted.append(isotonic_regression(rate, sample_weight=rows + more)[cell])
    assert venn_abers(rows, events, added=added) == pytest.approx(wanted)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**31), st.integers(1, 400), st.booleans())
def test_steps_never_fall_and_hold_the_estimate(seed: int, rows: int, tied: bool) -> None:
    rng = np.random.default_rng(seed)
    score = rng.normal(size=rows).round(0 if tied else 9)
    label = (rng.random(rows) < 0.2).astype(float)
    on = rng.integers(0, 1500, rows)
    found = calibrate(score, label, unit=rng.integers(0, 50, rows), on=on, seed=1)
    zero, one, low, high = map(np.array, (found.zero, found.one, found.low, found.high))
    estimate = np.array(found.estimate)
    for steps in (zero, one, low, high, estimate):
        assert (np.diff(steps) >= 0).all()
        assert ((steps >= 0) & (steps <= 1)).all()
    assert (low <= zero).all()
    assert (one <= high).all()
    assert (low <= estimate).all()
    assert (estimate <= high).all()
    assert (zero - 1e-12 <= estimate).all()
    assert (estimate <= one + 1e-12).all()


@dataclass(frozen=True)
class World:
    """Scores that are somewhat off, and a rate that may swing between half-years."""

    swing: float
    seed: int

    def coverage(self, *, known: int, later: int) -> float:
        """Share of ten bins of later people whose rate lies in the mean stated range."""
        rng = np.random.default_rng(self.seed)
        shift = rng.normal(0, self.swing, 9)
        period = rng.integers(0, 8, known)
        score, label = self._people(rng, shift[period])
        found = calibrate(
            score, label, unit=np.arange(known) // 2, on=period * HALF_YEAR, seed=self.seed
        )
        return covered(found, *self._people(rng, np.full(later, shift[8])))

    def _people(self, rng: np.random.Generator, shift: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        score = rng.normal(-2.7, 1.0, len(shift))
        truth = 0.9 * score + 0.3 * np.sin(2 * score) - 0.1 + shift
        return score, (rng.random(len(shift)) < 1 / (1 + np.exp(-truth))).astype(float)


def covered(found: Calibrator, score: np.ndarray, label: np.ndarray) -> float:
    step = step_of(found, score)
    low, high = np.array(found.low)[step], np.array(found.high)[step]
    bins = np.array_split(np.argsort(score, kind="stable"), 10)
    return float(np.mean([low[b].mean() <= label[b].mean() <= high[b].mean() for b in bins]))


@pytest.mark.parametrize(
    ("case", "known", "later", "swing"),
    [
        ("a small agency", 1500, 3000, 0.0),
        ("a larger one", 5000, 10_000, 0.0),
        ("one whose rate swings", 5000, 10_000, 0.15),
    ],
)
def test_nine_of_ten_ranges_hold_what_later_happens(
    case: str, known: int, later: int, swing: float
) -> None:
    """Over thirty worlds; the rate of the later bins errs by chance too."""
    worlds = [World(swing, seed).coverage(known=known, later=later) for seed in range(30)]
    assert np.mean(worlds) >= 0.9, case


def test_a_range_narrows_with_more_people_and_widens_with_swing() -> None:
    def width(rows: int, shift: float) -> float:
        rng = np.random.default_rng(1)
        score = rng.normal(-2, 1, rows)
        period = np.arange(rows) % 8
        odds = score + np.where(period % 2, shift, -shift)
        label = (rng.random(rows) < 1 / (1 + np.exp(-odds))).astype(float)
        found = calibrate(score, label, unit=np.arange(rows), on=period * HALF_YEAR, seed=1)
        return float(np.mean(np.array(found.high) - found.low))

    assert width(8000, 0.0) < 0.7 * width(1000, 0.0)
    assert width(8000, 0.5) > 1.5 * width(8000, 0.0)


def test_where_nobody_had_it_the_range_still_says_some_might() -> None:
    rng = np.random.default_rng(1)
    score = np.sort(rng.normal(size=400))
    label = (np.arange(400) > 350).astype(float)
    found = calibrate(score, label, unit=np.arange(400), on=None, seed=1)
    assert found.low[0] < 0.01 < found.high[0] + 0.01
    assert found.swing == 0.0


def test_trained_ranges_hold_the_test_rows(trained: Trained) -> None:
    test = trained.test
    assert covered(trained.released.calibrator, test.score, test.label) >= 0.8
    assert (test.low <= test.estimate).all()
    assert (test.estimate <= test.high).all()
