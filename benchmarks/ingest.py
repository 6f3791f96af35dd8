"""Rows into versioned records with rejects, beside DuckDB reading the same file into a table.

Each row gives a record and an event. Both run in the same process with the same two threads and the
same memory, three times each in turn, each time into a new file; medians. One row in a hundred is
bad: a day that no calendar has, an empty key, or a cell too few. ``BENCH_ROWS`` changes the number
of rows.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from alongside.agency import SourceFile
from alongside.sources import KeptExtract, ingest_table, keep
from alongside.warehouse import new_generation, open_building

ROWS = 5_000_000
RUNS = 3
COMMAND = "script/bench ingest"
# What DuckDB is told for the peer: without it the peer would refuse the file for its bad rows.
PEER = "read_csv(?, header = true, ignore_errors = true)"

REGISTER = SourceFile.model_validate(
    {
        "title": "Register",
        "lane": "Agency",
        "tables": {"clients": {"format": "csv", "path": "clients.csv", "date_order": "dmy"}},
        "record": [
            {
                "name": "client",
                "key": ["client_id"],
                "given_name": "given",
                "family_name": "family",
                "birth_on": "born",
                "sex": "sex",
                "address": "address",
                "postcode": "postcode",
                "phone": "phone",
                "purposes": ["casework"],
            }
        ],
        "event": [
            {
                "of": "client",
                "kind": "registration",
                "says": "Registered",
                "key": ["client_id"],
                "happened": "registered",
                "detail": "why",
                "purposes": ["casework"],
            }
        ],
    }
)


def ingest() -> list[dict[str, Any]]:
    """Rows a second, and how many times as long as DuckDB's own ``create table`` it takes."""
    rows = int(os.environ.get("BENCH_ROWS", ROWS))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = write_register(folder / "clients.csv", rows)
        kept = keep(path, store=folder / "store", source="register")
        ours, theirs = [], []
        for run in range(RUNS):
            theirs.append(_peer_seconds(folder / f"peer{run}.duckdb", path))
            ours.append(_our_seconds(folder / f"ours{run}", kept, rows))
    mine, peer = statistics.median(ours), statistics.median(theirs)
    beside = {"peer": "duckdb read_csv + create table", "command": COMMAND}
    return [
        {
            "figure": "ingest.rows_per_s",
            "value": round(rows / mine),
            "unit": "rows/s",
            "peer_value": round(rows / peer),
            **beside,
        },
        {
            "figure": "ingest.vs_duckdb",
            "value": round(mine / peer, 2),
            "unit": "times",
            "peer_value": 1.0,
            **beside,
        },
    ]


def write_register(path: Path, rows: int) -> Path:
    """A register of made-up clients, the same for the same number of rows."""
    with duckdb.connect() as con:
        con.execute("SET threads = 1")
        con.execute(
            f"""COPY (SELECT CASE i % 250 WHEN 1 THEN '' ELSE 'C' || i END AS client_id,
                'Given' || hash(i) % 5000 AS given, 'Family' || hash(i * 7) % 20000 AS family,
                CASE i % 250 WHEN 2 THEN '31/02/2020' ELSE strftime(
                    DATE '1940-01-01' + (hash(i * 3) % 25000)::INT, '%d/%m/%Y') END AS born,
                CASE WHEN i % 2 = 0 THEN 'F' ELSE 'M' END AS sex,
                (hash(i * 11) % 900) || ' Main Street' AS address,
                lpad((hash(i * 13) % 99999)::VARCHAR, 5, '0') AS postcode,
                '555-' || lpad((hash(i * 17) % 9999999)::VARCHAR, 7, '0') AS phone,
                CASE i % 500 WHEN 3 THEN '2020-13-01' ELSE
                    (DATE '2000-01-01' + (hash(i * 19) % 8000)::INT)::VARCHAR END AS registered,
                'Reason ' || hash(i * 23) % 50 AS why
            FROM range({rows}) t(i)) TO '{path}' (HEADER)"""
        )
    return _with_ragged_lines(path)


def _with_ragged_lines(path: Path, *, every: int = 10_000) -> Path:
    ragged = path.with_name(f"ragged-{path.name}")
    with path.open("rb") as lines, ragged.open("wb") as copy:
        for number, line in enumerate(lines):
            copy.write(b"C,too,few\n" if number % every == every - 1 else line)
    return ragged.replace(path)


def _our_seconds(folder: Path, kept: KeptExtract, rows: int) -> float:
    generation = new_generation(folder)
    con = open_building(generation)
    start = time.perf_counter()
    counts = ingest_table(
        con,
        "register",
        REGISTER,
        "clients",
        [kept],
        received_at=datetime(2024, 1, 1, tzinfo=UTC),
        zone="Europe/London",
    )
    con.execute("CHECKPOINT")
    seconds = time.perf_counter() - start
    con.close()
    generation.path.unlink()
    if counts.read != rows or not counts.rejected:
        raise RuntimeError(f"not every row was accounted for: {counts}")
    return seconds


def _peer_seconds(path: Path, csv: Path) -> float:
    con = duckdb.connect(str(path), config={"threads": 2})
    start = time.perf_counter()
    con.execute(f"CREATE TABLE clients AS SELECT * FROM {PEER}", [str(csv)])
    con.execute("CHECKPOINT")
    seconds = time.perf_counter() - start
    con.close()
    path.unlink()
    return seconds
