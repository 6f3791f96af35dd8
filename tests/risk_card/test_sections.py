"""Usefulness, time, proxies, the price of the glass box, and what only a simulator knows."""

import numpy as np
import pytest

from alongside.risk.card.price import judge_price
from alongside.risk.card.proxies import judge_proxies, named_proxies
from alongside.risk.card.resample import Resamples
from alongside.risk.card.stability import judge_stability
from alongside.risk.card.truth import Truth, judge_attained, judge_reporting
from alongside.risk.card.usefulness import judge_usefulness
from alongside.risk.trained import Peer
from tests.risk_card.making import counted, logistic, model_file, rows

N = 12_000


def chances(seed=3, n=N):
    rng = np.random.default_rng(seed)
    log_odds = rng.normal(-2, 1, n)
    return log_odds, rng.random(n) < logistic(log_odds), rng


def test_net_benefit_is_that_of_its_definition():
    log_odds, y, _ = chances()
    some = rows(logistic(log_odds), y)
    seen = judge_usefulness(some, capacity=0.1, counts="referrals")
    point = seen.points[seen.at]
    picked = some.estimate >= np.sort(some.estimate)[-1200]
    odds = point.threshold / (1 - point.threshold)
    by_hand = (picked & y).mean() - odds * (picked & ~y).mean()
    assert point.net.value == pytest.approx(by_hand, abs=1e-3)
    assert point.net_all == pytest.approx(y.mean() - odds * (1 - y.mean()), abs=1e-3)
    assert point.gain == point.net
    assert "is worth more than looking at none" in seen.by_words


def test_where_most_are_worth_a_look_it_is_held_beside_looking_at_all():
    log_odds, _, rng = chances()
    y = rng.random(N) < logistic(log_odds + 4)
    some = rows(logistic(log_odds), y)
    seen = judge_usefulness(some, capacity=0.1, counts="referrals")
    point = seen.points[seen.at]
    assert point.net_all > 0
    assert point.gain.value == pytest.approx(point.net.value - point.net_all, abs=2e-4)
    assert "not shown to be worth more than looking at all" in seen.by_words
    assert "found of 100 fewer" in seen.by_words


def test_an_estimate_by_lot_is_worth_nothing_and_is_told_so():
    log_odds, y, rng = chances()
    seen = judge_usefulness(
        rows(logistic(rng.permutation(log_odds)), y), capacity=0.1, counts="referrals"
    )
    point = seen.points[seen.at]
    assert point.found.holds(point.share)
    assert "is not shown to be worth more" in seen.by_words


def test_a_year_in_which_the_word_was_not_kept_is_named():
    log_odds, y, _ = chances()
    said = np.where(np.arange(N) < 2 * N // 3, logistic(log_odds), logistic(log_odds - 0.8))
    some = rows(said, y, days=1096)
    seen = judge_stability(some, Resamples(some.unit, times=50), fewest=20)
    assert (seen.periods[0].name, len(seen.periods)) == ("2023 Q1", 12)
    assert seen.periods[0].ratio.holds(1)
    assert seen.periods[-1].ratio.low > 1
    assert seen.periods[-1].name in seen.says


def test_a_period_of_few_events_shows_no_figure():
    log_odds, y, _ = chances(n=4000)
    some = rows(logistic(log_odds), y)
    some.y[some.on < np.datetime64("2023-04-01")] = 0
    first = judge_stability(some, Resamples(some.unit, times=20), fewest=20).periods[0]
    assert (first.name, first.auc, first.ratio) == ("2023 Q1", None, None)
    assert first.rows is not None


def test_where_quarters_hold_too_few_years_stand_instead():
    log_odds, y, _ = chances(n=700)
    seen = judge_stability(
        rows(logistic(log_odds), y), Resamples(np.arange(700), times=5), fewest=20
    )
    assert [one.name for one in seen.periods] == ["2023", "2024", "2025"]


def test_the_periods_together_hold_every_row():
    log_odds, y, _ = chances()
    seen = judge_stability(rows(logistic(log_odds), y), Resamples(np.arange(N), times=5), fewest=5)
    assert sum(one.rows for one in seen.periods) == pytest.approx(N, abs=5 * len(seen.periods))


def test_a_planted_proxy_is_found_and_the_feature_is_named():
    log_odds, y, rng = chances()
    group = rng.choice(["minority", "majority"], N, p=[0.3, 0.7])
    noise = rng.poisson(1, (N, 3)).astype(float)
    noise[:, 1] += 2 * (group == "minority") * (rng.random(N) < 0.8)
    sex = rng.choice(["female", "male"], N)
    names = ("moves", "interpreted", "visits")
    some = rows(
        logistic(log_odds), y, traits={"race": group, "sex": sex}, features=noise, names=names
    )
    seen = judge_proxies(some, model_file(names).feature, fewest=20, seed=1)
    told = {one.value: one for one in seen.told}
    assert told["minority"].tells
    assert told["minority"].carriers[0].feature == "interpreted"
    assert not told["female"].tells
    assert told["female"].auc == pytest.approx(0.5, abs=0.03)
    assert "race minority" in seen.says


def test_what_two_features_tell_only_together_is_found():
    log_odds, y, rng = chances()
    left, right = rng.integers(0, 2, (2, N))
    group = np.where(left == right, "a", "b")
    features = np.column_stack([left, right]).astype(float)
    some = rows(logistic(log_odds), y, traits={"t": group}, features=features, names=("l", "r"))
    seen = judge_proxies(some, (), fewest=20, seed=1)
    assert all(one.tells for one in seen.told)
    assert seen.told[0].carriers[0].auc < 0.55


def test_a_group_too_small_is_not_even_named_among_proxies():
    log_odds, y, _ = chances()
    group = np.array(["most"] * (N - 7) + ["island"] * 7, dtype=object)
    seen = judge_proxies(rows(logistic(log_odds), y, traits={"t": group}), (), fewest=20, seed=1)
    assert (seen.told, seen.hidden) == ((), 2)


# name of the feature, kind it reads, what it often stands in for
NAMED = [
    ("moves_by_postcode", "move", ["postcode"]),
    ("absences", "school_absence", ["school"]),
    ("interpreters", "visit", ["language"]),
    ("spells", "benefit_spell", ["kind of benefit"]),
    ("moves", "move", []),
]


@pytest.mark.parametrize(("name", "kind", "what"), NAMED)
def test_usual_stand_ins_are_named_by_name_or_kind(name, kind, what):
    given = model_file((), feature=[counted(name, kind)]).feature
    assert [one.what for one in named_proxies(given)] == what


def test_the_price_of_the_glass_box_is_paired():
    """The peers see the same draws, so a small steady difference is told from none."""
    log_odds, y, rng = chances()
    some = rows(logistic(log_odds + rng.normal(0, 0.4, N)), y)
    peers = (
        Peer(name="lightgbm", says="LightGBM, 300 trees", test=logistic(log_odds)),
        Peer(name="logistic", says="logistic regression", test=some.estimate),
    )
    resamples = Resamples(some.unit, times=100)
    seen = judge_price(some, peers, resamples, own=resamples.auc(some.y, some.score))
    better, same = seen.peers
    assert better.difference.low > 0
    assert (same.difference.low, same.difference.high) == (0, 0)
    assert "LightGBM puts the right one first more often" in seen.says
    assert "Logistic regression is not shown to be better or worse" in seen.says


def test_who_knows_all_attains_all():
    log_odds, y, rng = chances()
    attainable = logistic(log_odds)
    truth = Truth(attainable=attainable, harm=attainable, reported=np.ones(N))
    whole = rows(attainable, y)
    half = rows(logistic(log_odds + rng.normal(0, 1.5, N)), y)
    resamples = Resamples(whole.unit, times=50)
    assert judge_attained(whole, truth, resamples).share.value == 1
    assert 0.4 < judge_attained(half, truth, resamples).share.value < 0.9


def test_a_planted_difference_in_reporting_is_told_from_one_in_harm():
    """Harm 10 against 20 of 100; reported 9 against 6 of 10.

    Label: 9 against 12. At the mean reporting of .75, harm makes −7.5; at the mean harm of 15,
    reporting makes +4.5.
    """
    rng = np.random.default_rng(8)
    n = 40_000
    group = np.where(np.arange(n) % 3 == 0, "watched", "others").astype(object)
    watched = group == "watched"
    harm, reported = np.where(watched, 0.1, 0.2), np.where(watched, 0.9, 0.6)
    label = rng.random(n) < harm * reported
    some = rows(np.full(n, 0.1), label, traits={"g": group})
    truth = Truth(attainable=harm * reported, harm=harm, reported=reported)
    (part,) = judge_reporting(some, truth, Resamples(some.unit, times=50), fewest=20).parts
    assert (part.value, part.beside) == ("watched", "others")
    assert part.by_harm.value == pytest.approx(-0.075, abs=1e-4)
    assert part.by_reporting.value == pytest.approx(0.045, abs=1e-4)
    whole = part.by_harm.value + part.by_reporting.value + part.rest.value
    assert part.difference.value == pytest.approx(whole, abs=2e-4)
    assert part.rest.holds(0)
