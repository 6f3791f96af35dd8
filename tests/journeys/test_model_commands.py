"""Models on the command line of the made-up agency: what they say, and what they refuse."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.cli.running import run
from tests.journeys.conftest import EMAILS

ANALYST, MODEL = "priya@demo.example", "harm_confirmed"


def refused(code: str, *words: str | Path) -> None:
    """The command ends with a code that a person can look up, and without a traceback."""
    done = run(*words)
    assert done.returncode in (3, 4), done.stderr
    assert code in done.stderr
    assert "Traceback" not in done.stderr


def said(*words: str | Path) -> str:
    done = run(*words)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def matrix(demo_agency: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("matrix") / "matrix.parquet"
    said("matrix", demo_agency, MODEL, "--out", path, "--as", ANALYST)
    return path


def test_the_demo_shows_a_model_that_a_person_released(demo_agency: Path) -> None:
    (row,) = json.loads(said("model", "list", demo_agency, "--json"))
    assert (row["model"], row["version"], row["state"]) == (MODEL, 1, "released")
    card = said("model", "card", demo_agency, MODEL)
    assert "It learns from reports, not from harm" in card
    assert "A coin would do 50" in card


def test_a_model_file_is_read_aloud(demo_agency: Path) -> None:
    text = said("model", "explain", demo_agency / "models" / f"{MODEL}.toml")
    assert "had harm confirmed within a year" in text


def test_a_matrix_names_nobody(demo_agency: Path, matrix: Path) -> None:
    table = pq.read_table(matrix)
    database = sqlite3.connect(demo_agency / "data" / "alongside.sqlite3")
    people = {row[0] for row in database.execute("SELECT id FROM identity_person")}
    plain = {one.replace("-", "") for one in people}
    assert table.num_rows > 30
    assert not plain & {one.replace("-", "") for one in table["person"].to_pylist()}


def test_estimates_of_pseudonyms_lie_in_their_ranges(
    demo_agency: Path, matrix: Path, tmp_path: Path
) -> None:
    said("advise", "rows", demo_agency, MODEL, matrix, "--out", tmp_path / "rows.csv")
    with (tmp_path / "rows.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    numbers = [[float(row[name]) for name in ("low", "estimate", "high")] for row in rows
               if row["estimate"]]  # fmt: skip
    assert numbers
    assert all(0 <= low <= estimate <= high <= 1 for low, estimate, high in numbers)
    assert all(row["estimate"] or row["abstains"] for row in rows)


def test_what_is_refused(demo_agency: Path, tmp_path: Path) -> None:
    worker, supervisor = EMAILS["worker"], EMAILS["supervisor"]
    out = ("--out", tmp_path / "m.parquet")
    refused("AL-C076", "matrix", demo_agency, MODEL, *out, "--as", worker)
    refused("AL-C078", "matrix", demo_agency, MODEL, *out, "--as", ANALYST, "--identified")
    refused("AL-C076", "matrix", demo_agency, MODEL, *out, "--as", ANALYST, "--identified",
            "--reason", "to see who it is")  # fmt: skip
    refused("AL-R005", "train", demo_agency, MODEL, "--as", ANALYST)
    refused("AL-P002", "advise", "point", demo_agency, "screening", "hotline", "R0000-1", "--as",
            worker, "--reason", "a look")  # fmt: skip
    refused("AL-G011", "model", "pause", demo_agency, MODEL, "--as", supervisor, "--reason", "x")
    refused(
        "AL-P001", "model", "pause", demo_agency, MODEL, "--as", worker, "--reason", "it is odd"
    )
    assert not (tmp_path / "m.parquet").exists()


def test_every_asking_stands_in_the_ledger(demo_agency: Path, matrix: Path) -> None:
    database = sqlite3.connect(demo_agency / "data" / "alongside.sqlite3")
    rows = database.execute(
        "SELECT object_id, channel FROM ledger_ledgerentry WHERE verb = 'train_model'"
    ).fetchall()
    assert (MODEL, "command") in rows


def test_estimates_are_not_made_with_a_model_of_other_bytes(
    demo_agency: Path, matrix: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "agency"
    shutil.copytree(demo_agency, folder)
    with sqlite3.connect(folder / "data" / "alongside.sqlite3") as database:
        (released,) = database.execute(
            "SELECT released FROM model_register_modelversion"
        ).fetchone()
        changed = bytes(released).replace(b'"seed":1', b'"seed":2')
        assert changed != bytes(released)
        database.execute("UPDATE model_register_modelversion SET released = ?", [changed])
    refused("AL-R001", "advise", "rows", folder, MODEL, matrix, "--out", tmp_path / "rows.csv")
    assert not (tmp_path / "rows.csv").exists()
