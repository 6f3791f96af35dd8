"""Chance: named streams do not disturb each other, and thinning is even."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from alongside.simulate.chance import pick, stream, thin


def test_a_stream_depends_on_seed_and_name_alone() -> None:
    first = stream(1, "harm").random(3)
    stream(1, "homes").random(1000)
    assert np.array_equal(stream(1, "harm").random(3), first)
    assert not np.array_equal(stream(2, "harm").random(3), first)
    assert not np.array_equal(stream(1, "homes").random(3), first)


@given(
    chances=st.lists(st.floats(0, 1), min_size=1, max_size=60),
    seed=st.integers(0, 1000),
)
def test_thinning_is_within_one_of_what_is_expected_in_the_first_stratum(
    chances: list[float], seed: int
) -> None:
    chance = np.array(chances)
    stratum = np.arange(len(chance)) % 3
    drawn = thin(chance, (stratum, np.zeros(len(chance))), stream(seed, "thin"))
    for value in range(3):
        rows = stratum == value
        assert abs(drawn[rows].sum() - chance[rows].sum()) < 1 + 1e-9


def test_thinning_keeps_the_chance_of_each_row() -> None:
    """Chances 0, 0.1, 0.5, 0.9 and 1 over 4,000 draws."""
    chance = np.array([0.0, 0.1, 0.5, 0.9, 1.0])
    rng = stream(4, "thin")
    drawn = np.mean([thin(chance, (np.zeros(5),), rng) for _ in range(4000)], axis=0)
    assert np.allclose(drawn, chance, atol=0.03)


def test_picking_follows_the_weights() -> None:
    counts = np.bincount(pick((1, 0, 3), 8000, stream(1, "pick")), minlength=3)
    assert counts[1] == 0
    assert abs(counts[2] / counts[0] - 3) < 0.3
