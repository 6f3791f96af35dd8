"""The same rows, file and seed give the same bytes; our numpy scoring is interpret's own."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from alongside.risk import Trained, load_released, score_rows, train
from alongside.risk.arrays import labels, values
from alongside.risk.assemble import assemble
from alongside.risk.glass_box import taken_out, whole_unit_bags
from alongside.risk.score import log_odds
from tests.risk.making import NAMES, made_up, model_file


@pytest.fixture(scope="module")
def small() -> Trained:
    return train(made_up(3000), model_file(), seed=7)


def test_the_same_seed_gives_the_same_bytes(small: Trained) -> None:
    again = train(made_up(3000), model_file(), seed=7)
    assert again.content == small.content
    assert again.sha256 == small.sha256


def test_another_seed_another_model_and_it_says_so(small: Trained) -> None:
    other = train(made_up(3000), model_file(), seed=8)
    assert other.content != small.content
    assert (small.released.pins.seed, other.released.pins.seed) == (7, 8)


def test_another_cell_of_the_data_changes_their_hash(small: Trained) -> None:
    other = train(made_up(3000, seed=2), model_file(), seed=7)
    assert other.released.pins.data != small.released.pins.data


@pytest.mark.filterwarnings("ignore:Missing values detected")
def test_our_scoring_equals_interprets() -> None:
    """Nulls, values between, beyond and far beyond what was seen, and pairs."""
    from interpret.glassbox import ExplainableBoostingClassifier

    matrix = made_up(3000)
    table = values(matrix, NAMES)
    machine = ExplainableBoostingClassifier(
        feature_names=list(NAMES),
        feature_types=["continuous"] * 4,
        interactions=3,
        outer_bags=2,
        max_bins=32,
        max_interaction_bins=8,
        random_state=1,
    )
    machine.fit(table, labels(matrix).astype(int))
    rng = np.random.default_rng(2)
    asked = np.vstack([table, rng.normal(0, 100, (500, 4)), np.full((1, 4), np.nan)])
    asked[rng.random(asked.shape) < 0.1] = np.nan
    ours, _ = assemble(taken_out(machine), model_file(), table)
    assert len(ours.pairs) == 3
    share = 1 / (1 + np.exp(-log_odds(ours, asked)))
    assert np.abs(share - machine.predict_proba(asked)[:, 1]).max() < 1e-9


def test_every_shape_is_centred_on_the_people_it_learnt_from(trained: Trained) -> None:
    for feature in trained.released.features:
        shares = np.array([feature.missing_share, *feature.shares])
        assert shares.sum() == pytest.approx(1)
        assert shares @ [feature.missing, *feature.scores] == pytest.approx(0, abs=1e-9)


def test_a_bag_validates_on_whole_units() -> None:
    unit = np.repeat(np.arange(500), 3)
    bags = whole_unit_bags(unit, bags=4, seed=1)
    assert bags.shape == (1500, 4)
    assert all(len(set(map(tuple, bags[unit == one]))) == 1 for one in range(500))
    assert 0.1 < (bags == -1).mean() < 0.2
    assert len({tuple(bag) for bag in bags.T}) == 4


def test_it_finds_what_is_there_on_later_people(trained: Trained) -> None:
    auc = roc_auc_score(trained.test.label, trained.test.score)
    assert auc > 0.68
    assert {peer.name for peer in trained.peers} == {"lightgbm", "logistic"}
    for peer in trained.peers:
        assert abs(roc_auc_score(trained.test.label, peer.test) - auc) < 0.03


def test_a_released_file_scores_as_the_training_did(trained: Trained) -> None:
    matrix = made_up(20_000)
    released = load_released(trained.content, sha256=trained.sha256)
    again = score_rows(released, values(matrix, NAMES), labels(matrix), at=trained.test.at)
    assert np.array_equal(again.score, trained.test.score)
    assert np.array_equal(again.estimate, trained.test.estimate)


def test_the_three_most_extreme_values_are_in_nobodys_file(trained: Trained) -> None:
    matrix = made_up(20_000)
    table = values(matrix, NAMES)[trained.train.at]
    for feature, column in zip(trained.released.features, table.T, strict=True):
        known = np.sort(column[~np.isnan(column)])
        assert (feature.seen_low, feature.seen_high) == (known[2], known[-3])


def test_progress_names_its_stages_and_rises() -> None:
    said: list[tuple[str, float]] = []
    train(
        made_up(1500),
        model_file(),
        seed=1,
        progress=lambda stage, share: said.append((stage, share)),
    )
    assert [share for _, share in said] == sorted(share for _, share in said)
    assert said[0][0] == "Parting people and time"
