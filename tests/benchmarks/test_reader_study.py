"""The reader study says what its assumptions say, and nothing by accident."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.reader_learning import learn
from benchmarks.reader_model import (
    AFTER,
    BEFORE,
    Cases,
    Model,
    Order,
    Worker,
    World,
    advise,
    draw,
    final_view,
    own_view,
    share,
)
from benchmarks.reader_study import VISITS, Outcome, auc, run, views

SMALL = Cases(many=6_000)


def _run(**changes: object) -> dict[str, Outcome]:
    return run(replace(World(cases=SMALL), **changes), seed=1)  # type: ignore[arg-type]


def _calm(order: Order) -> Order:
    """The same order without anchoring, and with the weight of the other."""
    return replace(order, weight=AFTER.weight, attention=1.0, contrary=1.0)


def test_without_anchoring_the_order_does_not_matter() -> None:
    world = World(cases=SMALL, before=_calm(BEFORE), after=AFTER)
    drawn = draw(world, seed=3)
    arms = views(world, drawn)
    np.testing.assert_allclose(arms["before"], arms["after"], rtol=0, atol=1e-12)
    outcomes = run(world, seed=3)
    assert outcomes["before"] == outcomes["after"]


def test_advice_no_better_than_chance_harms_whoever_sees_it_first_most() -> None:
    arms = _run(model=Model(fidelity=0.0))
    assert arms["alone"].auc == pytest.approx(0.5, abs=0.03)
    assert arms["before"].auc < arms["after"].auc < arms["never"].auc
    lost_before = arms["never"].auc - arms["before"].auc
    lost_after = arms["never"].auc - arms["after"].auc
    assert lost_before > 2 * lost_after
    assert arms["before"].right_to_wrong > arms["after"].right_to_wrong


def test_who_gives_advice_no_weight_and_looks_as_well_is_where_she_was_without() -> None:
    deaf = Order(weight=0.0, as_is=0.0)
    arms = _run(before=deaf, after=deaf)
    assert arms["before"] == arms["after"] == arms["never"]


def test_who_takes_advice_as_it_is_is_the_advice() -> None:
    world = World(cases=SMALL, after=Order(weight=0.3, as_is=1.0, aside=0.0))
    drawn = draw(world, seed=1)
    advice = advise(world, drawn)
    np.testing.assert_allclose(final_view(world, drawn, world.after, advice), advice, atol=1e-12)


def test_where_the_worker_sees_little_advice_first_is_the_better_order() -> None:
    blind = World(cases=replace(SMALL, home=0.25), worker=Worker(sees=0.2, reads=0.3, whim=1.0))
    arms = run(blind, seed=1)
    assert arms["never"].auc < arms["after"].auc < arms["before"].auc < arms["alone"].auc


def test_where_judging_first_costs_attention_it_costs_more_than_it_saves() -> None:
    arms = _run(after=replace(AFTER, attention=0.4))
    assert arms["after"].auc < arms["before"].auc


def test_a_biased_model_parts_the_groups_less_where_people_judge_first() -> None:
    arms = _run(model=Model(group_bias=0.8))
    assert abs(arms["never"].gap) < 0.05
    assert arms["never"].gap < arms["after"].gap < arms["before"].gap < arms["alone"].gap


def test_judging_first_does_not_cure_the_bias_of_those_who_judge() -> None:
    arms = _run(worker=Worker(prejudice=0.8))
    assert arms["alone"].gap == pytest.approx(0, abs=0.05)
    assert arms["after"].gap > 0.15
    assert arms["after"].gap == pytest.approx(arms["before"].gap, abs=0.04)


def test_a_pause_leaves_those_who_judged_first_where_they_were() -> None:
    arms = _run()
    assert arms["after_paused"].auc == arms["never"].auc
    assert arms["before_paused"].auc < arms["never"].auc


@pytest.mark.parametrize(
    ("world", "rises"),
    [
        (World(), True),
        (World(cases=Cases(home=0.3), worker=Worker(sees=0.3, whim=1.0)), True),
        (World(model=Model(fidelity=0.0)), False),
    ],
    ids=["sound advice", "she sees little", "advice by chance"],
)
def test_who_kept_her_own_judgement_learns_what_advice_is_worth(world: World, rises: bool) -> None:
    world = replace(world, cases=replace(world.cases, many=8_000))
    first, last = (learn(world, rounds=rounds, visits=VISITS, seed=1) for rounds in (1, 8))
    assert (last.weight > world.after.weight) is rises
    assert abs(last.weight - world.after.weight) > abs(first.weight - world.after.weight)


def test_while_all_is_well_every_arm_makes_as_many_visits() -> None:
    arms = _run()
    for arm in ("never", "before", "after", "alone"):
        assert arms[arm].visited == pytest.approx(VISITS, abs=1e-3)
    assert arms["never"].right_to_wrong == arms["never"].wrong_to_right == 0


@settings(max_examples=15, deadline=None)
@given(more=st.floats(0.5, 1.0), less=st.floats(0.1, 0.45), seed=st.integers(0, 50))
def test_what_she_sees_never_falls_with_attention(more: float, less: float, seed: int) -> None:
    """Each fact seen with little attention is also seen with much."""
    drawn = draw(World(cases=Cases(many=500)), seed=seed)
    assert ((drawn.look_home < less) <= (drawn.look_home < more)).all()


@pytest.mark.parametrize(
    ("measure", "model"), [("attention", Model()), ("contrary", Model(fidelity=0.0))]
)
def test_the_stronger_the_anchor_the_worse_the_decision(measure: str, model: Model) -> None:
    orders = [replace(BEFORE, **{measure: kept}) for kept in (1.0, 0.7, 0.4, 0.1)]
    found = [_run(before=order, model=model)["before"].auc for order in orders]
    assert found == sorted(found, reverse=True)


def test_reading_a_home_in_the_light_of_sound_advice_is_like_giving_it_more_weight() -> None:
    """So confirmation by itself costs nothing while advice is sound; that is said on the page."""
    fair, swayed = (_run(before=replace(BEFORE, contrary=kept)) for kept in (1.0, 0.4))
    heavy = _run(before=replace(BEFORE, contrary=1.0, weight=0.65))
    assert fair["before"].auc < swayed["before"].auc
    assert fair["before"].auc < heavy["before"].auc


def test_the_better_the_model_the_better_every_arm_that_sees_it() -> None:
    found = [_run(model=Model(fidelity=fidelity)) for fidelity in (0.0, 0.3, 0.6, 1.0)]
    for arm in ("before", "after", "alone"):
        steps = [one[arm].auc for one in found]
        assert steps == sorted(steps)
    assert len({one["never"].auc for one in found}) == 1


def test_sound_advice_is_calibrated() -> None:
    """Of cases that are said to be 20 to 30 of 100, 20 to 30 of 100 are harmed."""
    world = World(cases=Cases(many=60_000))
    drawn = draw(world, seed=5)
    said = share(advise(world, drawn))
    among = (said > 0.2) & (said < 0.3)
    assert drawn.harmed[among].mean() == pytest.approx(said[among].mean(), abs=0.015)


@pytest.mark.parametrize(
    ("harmed", "view", "expected"),
    [
        ([True, False], [2.0, 1.0], 1.0),
        ([True, False], [1.0, 2.0], 0.0),
        ([True, False, True, False], [4.0, 3.0, 2.0, 1.0], 0.75),
    ],
)
def test_auc_is_the_share_of_pairs_in_order(
    harmed: list[bool], view: list[float], expected: float
) -> None:
    assert auc(np.array(harmed), np.array(view)) == expected


def test_the_same_seed_is_the_same_study() -> None:
    assert _run() == _run()
    world = World(cases=SMALL)
    assert not np.array_equal(
        own_view(world, draw(world, seed=1)), own_view(world, draw(world, seed=2))
    )
