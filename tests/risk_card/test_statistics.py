"""The figures of the card, beside scikit-learn and beside what can be worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.risk.card.clusters import mean_among, ratio_among, share_among, wilson
from alongside.risk.card.estimate import Estimate, from_draws
from alongside.risk.card.ranking import Ranking, auc, average_precision
from alongside.risk.card.resample import Resamples

ROWS = st.lists(st.tuples(st.booleans(), st.integers(0, 6)), min_size=2, max_size=60).filter(
    lambda rows: len({label for label, _ in rows}) == 2
)


@settings(deadline=None)
@given(ROWS)
def test_auc_and_average_precision_are_those_of_scikit_learn_ties_included(rows):
    metrics = pytest.importorskip("sklearn.metrics")
    y = np.array([label for label, _ in rows], dtype=int)
    p = np.array([step / 6 for _, step in rows])
    assert auc(y, p) == pytest.approx(metrics.roc_auc_score(y, p))
    assert average_precision(y, p) == pytest.approx(metrics.average_precision_score(y, p))


def test_a_weight_of_two_is_the_row_twice():
    y, p = np.array([0, 1, 0, 1]), np.array([0.1, 0.4, 0.4, 0.2])
    weights = np.array([[1.0, 2.0, 1.0, 1.0]])
    twice = np.r_[0, 1, 2, 3, 1]
    ranking = Ranking(y, p)
    assert ranking.auc(weights[:, ranking.order])[0] == pytest.approx(auc(y[twice], p[twice]))


def test_auc_of_one_class_is_not_a_number():
    assert np.isnan(auc(np.zeros(5), np.arange(5.0)))


# hits, rows, low and high by the textbook formula (Newcombe 1998, table I)
WILSON = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)]


@pytest.mark.parametrize(("hits", "rows", "low", "high"), WILSON)
def test_wilson_gives_the_published_intervals(hits, rows, low, high):
    seen = wilson(hits / rows, rows)
    assert (seen.low, seen.high) == pytest.approx((low, high), abs=1e-4)


def test_rows_of_one_household_that_say_the_same_count_once():
    hit = np.repeat([True, False, False, False] * 50, 5)  # 200 households, five rows each
    among = np.ones(1000, dtype=bool)
    together = share_among(hit, among, np.repeat(np.arange(200), 5))
    apart = share_among(hit, among, np.arange(1000))
    assert together.value == apart.value == 0.25
    once = wilson(0.25, 200)
    assert (together.low, together.high) == pytest.approx((once.low, once.high), abs=2e-3)
    assert apart.high - apart.low < 0.5 * (together.high - together.low)


def test_nobody_among_has_no_share():
    none = np.zeros(3, dtype=bool)
    assert share_among(none, none, np.arange(3)) is None
    assert mean_among(np.zeros(3), none, np.arange(3)) is None
    assert ratio_among(np.zeros(3), np.zeros(3), ~none, np.arange(3)) is None


def test_the_bootstrap_draws_whole_households():
    """Twenty households of fifty like rows carry as little as twenty rows."""
    rng = np.random.default_rng(1)
    household = rng.random(20) < 0.5
    y = np.repeat(household, 50).astype(float)
    columns = np.column_stack([y, np.ones(1000)])

    def interval(unit):
        sums = Resamples(unit, seed=3).sums(columns)
        return from_draws(y.mean(), sums[:, 0] / sums[:, 1])

    together, apart = interval(np.repeat(np.arange(20), 50)), interval(np.arange(1000))
    assert together.high - together.low > 4 * (apart.high - apart.low)


def test_the_same_seed_draws_the_same():
    y, p = np.array([0, 1] * 30), np.linspace(0, 1, 60)
    one, two = (Resamples(np.arange(60), seed=7).auc(y, p).draws for _ in range(2))
    assert np.array_equal(one, two)


def test_a_draw_counts_each_row_as_often_as_its_unit_was_drawn():
    """The sums of the draw and the rows written out give the same AUC."""
    rng = np.random.default_rng(4)
    y, p, unit = rng.integers(0, 2, 40), rng.random(40).round(1), rng.integers(0, 12, 40)
    some = rng.random(40) < 0.8
    resamples = Resamples(unit, times=5, seed=2)
    times = resamples.sums(np.eye(40)).round().astype(int)
    seen = resamples.auc(y, p, some)
    assert seen.value == auc(y[some], p[some])
    for drawn, each in zip(seen.draws, times, strict=True):
        rows = np.repeat(np.arange(40), each * some)
        assert drawn == pytest.approx(auc(y[rows], p[rows]))


# one interval, another, whether the first lies clear: above 1, below -1, meets 0
CLEARS = [((0.2, 0.3), (0.1, 0.15), 1), ((0.0, 0.1), (0.2, 0.3), -1), ((0.1, 0.2), (0.2, 0.3), 0)]


@pytest.mark.parametrize(("one", "other", "answer"), CLEARS)
def test_an_interval_clears_another_only_when_they_do_not_touch(one, other, answer):
    made = [Estimate(value=sum(pair) / 2, low=pair[0], high=pair[1]) for pair in (one, other)]
    assert made[0].clears(made[1]) == answer
