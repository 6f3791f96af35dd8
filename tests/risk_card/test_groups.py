"""Whom it gets wrong is named, whom it does not is not, and few people are never shown."""

import json

import numpy as np
import pytest

from alongside.risk.card.groups import judge_groups
from tests.risk_card.making import logistic, rows

N = 24_000


def made(seed=2, *, over=0.0):
    """Three equal groups of the same life; ``over`` is added to what is said of the third."""
    rng = np.random.default_rng(seed)
    group = rng.choice(["north", "south", "west"], N)
    log_odds = rng.normal(-2, 1, N)
    y = rng.random(N) < logistic(log_odds)
    return rows(logistic(log_odds + over * (group == "west")), y, traits={"place": group})


def judged(rows_, **more):
    return judge_groups(rows_, capacity=0.1, fewest=20, counts="referrals", **more)


def test_a_group_of_which_it_says_too_much_is_named_and_the_others_are_not():
    seen = judged(made(over=0.8))
    burdens = {(one.value, one.figure) for one in seen.named if one.burden}
    assert ("west", "gap") in burdens
    assert ("west", "wrongly") in burdens
    assert {value for value, figure in burdens if figure != "missed"} == {"west"}
    said = next(one for one in seen.named if (one.value, one.figure) == ("west", "gap"))
    assert said.says.startswith("Place west: the estimate says too much. It said")
    assert "Place west: picked out wrongly more often" in seen.says


def test_where_all_are_treated_alike_nobody_is_named_and_nothing_is_praised():
    seen = judged(made())
    assert seen.named == ()
    assert "does not prove that all are served alike" in seen.says


def test_right_numbers_for_one_group_are_no_gap_because_others_are_wrong():
    """Everybody but the west is told too much; the west is not accused of anything."""
    rng = np.random.default_rng(4)
    group = rng.choice(["north", "west"], N, p=[0.8, 0.2])
    log_odds = rng.normal(-2, 1, N)
    y = rng.random(N) < logistic(log_odds)
    seen = judged(rows(logistic(log_odds + 0.8 * (group == "north")), y, traits={"p": group}))
    assert ("west", "gap") not in {(one.value, one.figure) for one in seen.named}


def test_nothing_happening_to_few_people_is_no_proof_of_a_gap():
    """It said 10 of 100 of twenty-five people and happened to none: chance may do that."""
    some = made()
    some.traits["place"][:25] = "island"
    some.y[:25], some.estimate[:25] = 0, 0.1
    island = next(one for one in judged(some).groups if one.value == "island")
    assert island.gap.holds(0)
    assert ("island", "gap") not in {(one.value, one.figure) for one in judged(some).named}


def test_a_trait_that_is_written_down_because_of_the_outcome_has_its_own_ground():
    """Race is on record mostly where harm was found: no group of it is accused for that."""
    some = made()
    race = np.where(np.arange(N) % 2, "a", "b").astype(object)
    kept = np.random.default_rng(1).random(N) < np.where(some.y == 1, 0.9, 0.1)
    some.traits["race"] = np.where(kept, race, "not recorded")
    seen = judged(some, intersections=(("race", "place"),))
    assert [(one.trait, one.value) for one in seen.grounds] == [("race", "any that is recorded")]
    assert {one.value for one in seen.named if one.trait.startswith("race")} == {"not recorded"}
    assert "whether it is written down has to do with what happened" in seen.notes[0]
    crossed = {one.value for one in seen.groups if one.trait == "race and place"}
    assert not any("not recorded" in value for value in crossed)


def test_seven_people_are_not_shown_anywhere():
    some = made()
    some.traits["place"][:7] = "island"
    seen = judged(some)
    island = next(one for one in seen.groups if one.value == "island")
    assert not island.shown
    given = {name: getattr(island, name) for name in island.__dataclass_fields__}
    assert set(given.values()) == {"place", "island", False, None}
    assert seen.hidden == 1


def test_many_rows_about_few_people_are_few_people():
    some = made()
    some.traits["place"][:700] = "island"
    some.person[:700] = np.arange(700) % 7
    assert [one.value for one in judged(some).groups if not one.shown] == ["island"]


def test_a_figure_that_rests_on_few_people_is_left_out_though_the_group_is_shown():
    """Thirty people, to five of whom it happened: how many of the five were missed is not said."""
    some = made()
    some.traits["place"][:30] = "island"
    some.y[:30] = [1] * 5 + [0] * 25
    island = next(one for one in judged(some).groups if one.value == "island")
    assert island.shown
    assert island.people == 30
    assert island.missed is None
    assert island.wrongly is not None


def test_errors_are_those_of_fairlearn():
    metrics = pytest.importorskip("fairlearn.metrics")
    some = made(over=0.5)
    seen = judged(some)
    picked = some.score >= np.sort(some.score)[-round(seen.share * N)]
    frame = metrics.MetricFrame(
        metrics={"wrongly": metrics.false_positive_rate, "missed": metrics.false_negative_rate},
        y_true=some.y,
        y_pred=picked.astype(int),
        sensitive_features=list(some.traits["place"]),
    )
    for one in seen.groups:
        expected = frame.by_group.loc[one.value]
        assert one.wrongly.value == pytest.approx(expected["wrongly"], abs=1e-4)
        assert one.missed.value == pytest.approx(expected["missed"], abs=1e-4)


def test_declared_intersections_stand_beside_single_traits():
    some = made()
    some.traits["sex"] = np.array(["female", "male"] * (N // 2), dtype=object)
    seen = judged(some, intersections=(("place", "sex"), ("place", "not audited")))
    crossed = {one.value for one in seen.groups if one.trait == "place and sex"}
    assert len(crossed) == 6
    assert "north, female" in crossed


def test_the_room_is_kept_even_where_many_share_an_estimate():
    some = made()
    steps = np.round(some.estimate, 1)
    tied = rows(np.clip(steps, 0.01, 0.99), some.y, traits=some.traits)
    assert judged(tied).share <= 0.11


def test_the_words_never_praise():
    text = json.dumps(
        [judged(made(over=over)).says + judged(made(over=over)).how for over in (0, 1)]
    )
    for word in ("bias", "neutral", "fair", "objective"):
        assert word not in text.lower()
