"""A model of a simulated agency beside what is true there."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

    from alongside.actions.make_matrix import ModelText
    from alongside.risk.card import Card, Truth
    from alongside.risk.card.truth import Attained
    from alongside.timeline.matrix import Matrix

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

SECRET = b"benchmark"
READERS = ("best_reader", "without_group", "all_knowing")
BEST = READERS[0]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tried:
    """A model's card, and how it compares with each reader on the same test rows.

    ``expected`` holds the share of the attainable without the chance of one draw of labels, for
    the glass box and for each peer: every row counts as one with the label as far as the best
    reader would say. ``features`` is about the share that these features could tell at most.
    """

    card: Card
    readers: dict[str, Attained]
    expected: dict[str, float]
    features: float
    test_rows: int


def tried(folder: Path, name: str, *, seed: int = 1) -> Tried:
    """Train a model of a refreshed simulated agency and judge it with the truth beside it."""
    from alongside.risk import train
    from alongside.risk.card import make_card
    from alongside.risk.card.resample import Resamples
    from alongside.risk.card.rows import rows_of
    from alongside.risk.card.truth import judge_attained

    matrix, model, truths = known_of(folder, name)
    trained = train(matrix, model.file, seed=seed)
    rows = rows_of(trained.test, matrix)
    learnt = np.r_[trained.train.at, trained.calibration.at]
    best = truths[BEST].attainable[trained.test.at]
    told = taught_by_truth(matrix, truths[BEST].attainable, learnt, trained.test.at, seed=seed)
    scores = {"glass box": trained.test.score, **{one.name: one.test for one in trained.peers}}
    drawn = Resamples(rows.unit, times=200, seed=seed)
    return Tried(
        card=make_card(trained, matrix, model.file, truth=truths[BEST], seed=seed),
        readers={
            reader: judge_attained(rows, truth.at(trained.test.at), drawn)
            for reader, truth in truths.items()
        },
        expected={who: expected_share(best, score) for who, score in scores.items()},
        features=expected_share(best, told),
        test_rows=len(trained.test.at),
    )


def taught_by_truth(
    matrix: Matrix, best: Floats, learn: Whole, test: Whole, *, seed: int
) -> Floats:
    """What the features tell of the best reader's chance, when that itself is what is learnt.

    No model of labels can do better for long: what is missing is not in the features.
    """
    import lightgbm

    from alongside.risk.arrays import values

    table, odds = values(matrix, matrix.features), np.log(best / (1 - best))
    trees = lightgbm.LGBMRegressor(
        n_estimators=300, learning_rate=0.05, num_leaves=15, random_state=seed, verbosity=-1
    )
    return np.asarray(trees.fit(table[learn], odds[learn]).predict(table[test]))


def expected_share(best: Floats, score: Floats) -> float:
    """(AUC - .5) / (AUC of the best reader - .5), with labels as likely as the best reader says."""
    share = (expected_auc(best, score) - 0.5) / (expected_auc(best, best) - 0.5)
    return round(share, 4)


def expected_auc(chance: Floats, score: Floats) -> float:
    """The AUC of a score when each row has the label with its chance; ties count half."""
    _, place = np.unique(score, return_inverse=True)
    with_it = np.bincount(place, weights=chance)
    without = np.bincount(place, weights=1 - chance)
    below = np.cumsum(without) - without / 2
    itself = (chance * (1 - chance)).sum()  # a row is no pair with itself
    pairs = chance.sum() * (1 - chance).sum() - itself
    return float(((with_it * below).sum() - itself / 2) / pairs)


def known_of(folder: Path, name: str) -> tuple[Matrix, ModelText, dict[str, Truth]]:
    """The matrix of a model on the newest generation, and what each reader could say of it."""
    from alongside.actions.known_truth import read_truth
    from alongside.agency import read_agency

    with newest(folder) as (con, generation):
        matrix, model = matrix_of(con, folder, name, generation)
        truth = read_truth(con, read_agency(folder), name)
        keys = [
            row[0] for row in con.execute("SELECT source_key FROM mx_row ORDER BY row").fetchall()
        ]
    if truth is None:
        raise ValueError(f"{folder} is no simulated agency that knows {name}")
    said = _said(folder, keys, name)
    return matrix, model, {who: replace(truth, attainable=said[who]) for who in READERS}


def matrix_of(
    con: duckdb.DuckDBPyConnection, folder: Path, name: str, generation: str
) -> tuple[Matrix, ModelText]:
    """The matrix of a model of an agency."""
    from alongside.actions.make_matrix import make_matrix, model_named
    from alongside.agency import read_agency

    agency = read_agency(folder)
    model = model_named(agency, name)
    return make_matrix(con, agency, model, generation=generation, secret=SECRET), model


@contextmanager
def newest(folder: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    """The newest generation of an agency, open for reading, and its name."""
    from alongside.warehouse import open_reading

    path = max((folder / "data" / "warehouse").glob("*.duckdb"))
    with open_reading(path) as con:
        yield con, path.stem


def _said(folder: Path, keys: list[str], name: str) -> dict[str, Floats]:
    """What each reader says of these referrals, in their order."""
    with (folder / "truth" / "referrals.csv").open(encoding="utf-8", newline="") as handle:
        row_of = {row["referral_no"]: row for row in csv.DictReader(handle)}
    return {
        reader: np.array([float(row_of[key][f"p_{name}_{reader}"]) for key in keys])
        for reader in READERS
    }
