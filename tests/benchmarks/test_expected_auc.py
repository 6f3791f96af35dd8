"""The AUC of a score when only the chance of each label is known."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.advice_truth import expected_auc, expected_share


@pytest.mark.parametrize(
    ("chance", "score", "auc"),
    [
        ([0.0, 1.0], [1.0, 2.0], 1.0),
        ([1.0, 0.0], [1.0, 2.0], 0.0),
        ([0.0, 1.0], [3.0, 3.0], 0.5),
        ([0.0, 1.0, 0.0, 1.0], [1.0, 2.0, 3.0, 4.0], 0.75),
    ],
)
def test_certain_labels_give_the_plain_auc(
    chance: list[float], score: list[float], auc: float
) -> None:
    assert expected_auc(np.array(chance), np.array(score)) == pytest.approx(auc)


def test_it_is_what_many_draws_of_labels_give() -> None:
    rng = np.random.default_rng(1)
    chance, score = rng.beta(1, 6, 60), rng.normal(size=60).round(1)
    wins, pairs = 0.0, 0
    for _ in range(3_000):
        label = rng.random(60) < chance
        yes, no = score[label][:, None], score[~label][None, :]
        wins += float((yes > no).sum() + (yes == no).sum() / 2)
        pairs += yes.size * no.size
    assert expected_auc(chance, score) == pytest.approx(wins / pairs, abs=0.01)


def test_the_best_reader_attains_all_and_a_coin_nothing() -> None:
    chance = np.linspace(0.01, 0.4, 200)
    assert expected_share(chance, chance) == 1
    assert expected_share(chance, np.zeros(200)) == pytest.approx(0)
