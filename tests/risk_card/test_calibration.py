"""Does it keep its word: made-up models of which the answer is known."""

import numpy as np
import pytest

from alongside.risk.card.calibration import judge_calibration, slope_of
from alongside.risk.card.ranges import judge_ranges
from tests.risk_card.making import logistic, rows

N = 20_000


@pytest.fixture(scope="module")
def truth():
    """The chance of every row, and what came of it."""
    rng = np.random.default_rng(5)
    chance = logistic(rng.normal(-2, 1, N))
    return chance, rng.random(N) < chance


def stretched(chance, times):
    return logistic(times * np.log(chance / (1 - chance)))


def test_of_a_model_that_keeps_its_word_the_slope_is_one(truth):
    chance, y = truth
    seen = judge_calibration(rows(chance, y))
    assert seen.slope.holds(1)
    assert seen.intercept.holds(0)
    assert seen.ratio.holds(1)
    assert "what it said is what happened" in seen.says
    assert "not shown to be too extreme or too timid" in seen.by_words
    assert "not shown to be more or fewer than it said" in seen.by_words


# what is done to the right numbers, which way the slope goes, how it is said
SHAPES = [(2.0, -1, "too extreme"), (0.5, 1, "too timid")]


@pytest.mark.parametrize(("times", "side", "words"), SHAPES)
def test_a_slope_away_from_one_is_seen_and_said(truth, times, side, words):
    chance, y = truth
    seen = judge_calibration(rows(stretched(chance, times), y))
    assert seen.slope.holds(1 / times)
    assert np.sign(seen.slope.value - 1) == side
    assert words in seen.by_words


def test_a_model_that_says_too_much_is_told_so_with_its_worst_number(truth):
    chance, y = truth
    said = np.where(chance > 0.3, np.clip(1.5 * chance, 0, 0.97), chance)
    seen = judge_calibration(rows(said, y))
    assert seen.says.startswith("Up to ")
    assert "Above that it says too much: when it said" in seen.says
    assert seen.ratio.high < 1
    assert seen.intercept.high < 0


def test_the_slope_is_that_of_a_logistic_regression(truth):
    linear_model = pytest.importorskip("sklearn.linear_model")
    chance, y = truth
    logit = np.log(chance / (1 - chance))[:, None]
    fitted = linear_model.LogisticRegression(C=1e9, tol=1e-10).fit(logit, y)
    slope = slope_of(y.astype(np.int8), chance, np.arange(N))
    assert slope.value == pytest.approx(fitted.coef_[0, 0], abs=2e-4)


def test_rows_of_one_household_widen_the_interval_of_the_slope(truth):
    chance, y = (np.repeat(part[:4000], 5) for part in truth)
    apart = judge_calibration(rows(chance, y)).slope
    together = judge_calibration(rows(chance, y, unit=np.repeat(np.arange(4000), 5))).slope
    assert together.value == apart.value
    assert together.high - together.low > 2 * (apart.high - apart.low)


def test_one_number_for_everybody_has_no_slope_and_breaks_nothing(truth):
    _, y = truth
    seen = judge_calibration(rows(np.full(N, y.mean()), y))
    assert seen.slope.value == 0
    assert len(seen.bins) == 1


def test_every_row_is_in_one_bin_and_no_bin_is_tiny(truth):
    chance, y = truth
    bins = judge_calibration(rows(chance, y)).bins
    assert sum(one.rows for one in bins) == N
    assert min(one.rows for one in bins) >= 50
    assert [one.said for one in bins] == sorted(one.said for one in bins)


def test_ranges_that_hold_and_ranges_that_do_not(truth):
    chance, y = truth
    good = judge_ranges(rows(chance, y))
    assert good.coverage >= 0.9
    assert good.within_chance == 1
    bad = judge_ranges(rows(np.clip(chance + 0.1, 0, 0.99), y))
    assert bad.coverage <= 0.2
    assert bad.within_chance < 0.5
    assert f"In {round(bad.coverage * len(bad.bins))} of {len(bad.bins)}" in bad.says
