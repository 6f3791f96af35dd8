"""A model of a simulated agency beside what is true there."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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

SECRET = b"benchmark"
READERS = ("best_reader", "without_group", "all_knowing")
BEST = READERS[0]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tried:
    """A model's card, and how it compares with each reader on the same test rows."""

    card: Card
    readers: dict[str, Attained]
    test_rows: int


def tried(folder: Path, name: str, *, seed: int = 1) -> Tried:
    """Train a model of a refreshed simulated agency and judge it with the truth beside it."""
    from alongside.risk import train
    from alongside.risk.card import make_card
    from alongside.risk.card.resample import Resamples
    from alongside.risk.card.rows import rows_of
    from alongside.risk.card.truth import judge_attained

    matrix, model, numbers = matrix_of(folder, name)
    trained = train(matrix, model.file, seed=seed)
    truths = {reader: truth_of(folder, numbers, f"p_{name}_{reader}") for reader in READERS}
    rows = rows_of(trained.test, matrix)
    drawn = Resamples(rows.unit, times=200, seed=seed)
    return Tried(
        card=make_card(trained, matrix, model.file, truth=truths[BEST], seed=seed),
        readers={
            reader: judge_attained(rows, truth.at(trained.test.at), drawn)
            for reader, truth in truths.items()
        },
        test_rows=len(trained.test.at),
    )


def matrix_of(folder: Path, name: str) -> tuple[Matrix, ModelText, list[str]]:
    """The matrix of a model on the newest generation, and the source's key of each row."""
    from alongside.actions.make_matrix import make_matrix, model_named
    from alongside.agency import read_agency

    agency = read_agency(folder)
    model = model_named(agency, name)
    with newest(folder) as (con, generation):
        matrix = make_matrix(con, agency, model, generation=generation, secret=SECRET)
        keys = dict(con.execute("SELECT row, source_key FROM mx_row").fetchall())
    return matrix, model, [keys[row] for row in matrix.table["row"].to_pylist()]


@contextmanager
def newest(folder: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    """The newest generation of an agency, open for reading, and its name."""
    from alongside.warehouse import open_reading

    path = max((folder / "data" / "warehouse").glob("*.duckdb"))
    with open_reading(path) as con:
        yield con, path.stem


def truth_of(folder: Path, numbers: list[str], column: str) -> Truth:
    """The truth of these referrals, in their order; ``column`` is what a reader would say."""
    from alongside.risk.card import Truth

    with (folder / "truth" / "referrals.csv").open(encoding="utf-8", newline="") as handle:
        row_of = {row["referral_no"]: row for row in csv.DictReader(handle)}
    rows = [row_of[number] for number in numbers]
    behind = np.array([row["harm"] == "yes" for row in rows])
    ahead = 1 - np.exp(-_numbers(rows, "harms_in_a_year"))
    return Truth(
        attainable=_numbers(rows, column),
        harm=np.where(behind, 1.0, ahead),
        reported=_numbers(rows, "reported_probability"),
    )


def _numbers(rows: list[dict[str, str]], column: str) -> Floats:
    return np.array([float(row[column]) for row in rows])
