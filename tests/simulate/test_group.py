"""A group never enters true harm: only exposure to poverty, reporting and substantiation differ."""

from __future__ import annotations

import dataclasses
import inspect

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.simulate.calibration import calibrate
from alongside.simulate.chance import stream
from alongside.simulate.exposure import GROUP_SHARES
from alongside.simulate.families import Population, draw_population
from alongside.simulate.harm import harm_rate
from alongside.simulate.reporting import reported_chance
from alongside.simulate.world import draw_world, true_harms


def _with_groups(population: Population, groups: np.ndarray) -> Population:
    return dataclasses.replace(population, group=groups.astype(np.int8))


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32), swap=st.integers(0, 2**32))
def test_swapping_labels_moves_no_harm(seed: int, swap: int) -> None:
    solved = calibrate()
    population = draw_population(600, solved.frailty_shape, stream(seed, "population"))
    labels = stream(swap, "labels").integers(0, len(GROUP_SHARES), len(population.group))
    swapped = _with_groups(population, labels)
    one, other = true_harms(solved, population, seed), true_harms(solved, swapped, seed)
    for name in ("child", "age", "day", "kind"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


def test_the_rate_of_harm_has_no_argument_for_a_group() -> None:
    assert list(inspect.signature(harm_rate).parameters) == ["by_age", "poverty", "frailty"]


def test_groups_with_the_same_poverty_have_the_same_harm() -> None:
    """40,000 families of one poverty level: rates of true harm differ by chance alone."""
    world = draw_world(100_000, seed=8)
    children = world.population.children
    family = world.population.family[children]
    harmed = np.bincount(world.harms.child, minlength=len(children))
    secure = world.population.poverty[family] == 0
    black, white = (harmed[secure & (world.population.group[family] == g)] for g in (2, 6))
    error = np.sqrt(black.var() / len(black) + white.var() / len(white))
    assert abs(black.mean() - white.mean()) < 3 * error


def test_labels_do_move_what_is_reported() -> None:
    """| group | chance that harm is reported |: Asian lowest, American Indian highest."""
    solved = calibrate()
    population = draw_population(2_000, solved.frailty_shape, stream(1, "population"))
    harms = true_harms(solved, population, 1)
    chances = {
        group: reported_chance(
            solved, _with_groups(population, np.full(len(population.group), group)), harms
        ).mean()
        for group in range(len(GROUP_SHARES))
    }
    assert min(chances, key=chances.__getitem__) == 1
    assert max(chances, key=chances.__getitem__) == 0
