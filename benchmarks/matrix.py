"""How long the features of many people at many dates take, beside a statement by hand.

100,000 people, 2,000,000 events, 6 as-of dates, 57 aggregates, from staged tables to Parquet, in
one run by turns with a careful statement by hand and with featuretools. ``BENCH_ENTITIES`` takes
fewer people, ``BENCH_FEATURETOOLS`` names a Python that has featuretools (which wants an older
pandas than ours).
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from alongside.agency.model_file import EMPTY_IS_ZERO, Aggregate, FeatureEntry
from benchmarks.matrix_sets import features, make, open_set

PEOPLE = int(os.environ.get("BENCH_ENTITIES", "100000"))
RUNS = int(os.environ.get("BENCH_RUNS", "3"))
FEATURETOOLS = os.environ.get("BENCH_FEATURETOOLS", "")
NEAR = 1e-9

Row = dict[str, Any]


def matrix() -> list[Row]:
    """DuckDB against the statement by hand, featuretools and one aggregate at a time."""
    with tempfile.TemporaryDirectory(prefix="matrix-") as name:
        folder = Path(name)
        tables = make(folder / "tables.duckdb", people=PEOPLE, events=20 * PEOPLE)
        taken: dict[str, list[dict[str, float]]] = {"ours": [], "hand": []}
        for _ in range(RUNS):
            for what, runs in taken.items():
                runs.append(_run(what, tables, folder))
        seconds = {
            what: statistics.median(one["seconds"] for one in runs) for what, runs in taken.items()
        }
        unequal = cells_unequal(tables, folder / "ours.parquet")
        assert unequal == {}, unequal
        assert _differs(folder / "ours.parquet", folder / "hand.parquet") <= NEAR
        rows = [
            _row(
                "matrix.seconds", seconds["ours"], "s", f"{PEOPLE} people, equal to the reference"
            ),
            _row(
                "matrix.vs_sql",
                seconds["ours"] / seconds["hand"],
                "ratio",
                "by hand, s",
                seconds["hand"],
            ),
            _row(
                "matrix.rss_gb",
                max(one["rss_gb"] for one in taken["ours"]),
                "GB",
                "by hand, GB",
                max(one["rss_gb"] for one in taken["hand"]),
            ),
        ]
        if FEATURETOOLS:
            theirs = _featuretools(tables, folder)
            rows.append(
                _row(
                    "matrix.vs_featuretools",
                    theirs / seconds["ours"],
                    "times",
                    "featuretools, s",
                    theirs,
                )
            )
        return rows


def spark() -> list[Row]:
    """Spark against DuckDB: the largest relative difference, and how long it takes."""
    with tempfile.TemporaryDirectory(prefix="matrix-") as name:
        folder = Path(name)
        tables = make(folder / "tables.duckdb", people=PEOPLE, events=20 * PEOPLE)
        duck = _run("ours", tables, folder)
        taken = _run("spark", tables, folder)
        differs = _differs(folder / "ours.parquet", folder / "spark.parquet")
    return [
        {
            **_row("matrix.spark_diff", 0.0, "relative", f"{PEOPLE} people, nulls too"),
            "value": differs,
        },
        _row("matrix.spark_s", taken["seconds"], "s", "DuckDB, s", duck["seconds"]),
    ]


def _run(what: str, tables: Path, folder: Path) -> dict[str, float]:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "benchmarks.matrix_run",
            what,
            str(tables),
            str(folder / f"{what}.parquet"),
        ],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _featuretools(tables: Path, folder: Path) -> float:
    con = open_set(tables)
    paths = [str(folder / f"{name}.parquet") for name in ("events", "rows", "featuretools")]
    con.execute(
        f"""COPY (SELECT record, kind, detail, value, known_us FROM mx_events)
            TO '{paths[0]}' (FORMAT parquet)"""
    )
    con.execute(f"COPY (SELECT record, as_of_us FROM mx_rows) TO '{paths[1]}' (FORMAT parquet)")
    con.close()
    script = str(Path(__file__).with_name("matrix_featuretools.py"))
    done = subprocess.run(
        [FEATURETOOLS, "-W", "ignore", script, *paths],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return float(json.loads(done.stdout.splitlines()[-1])["seconds"])


def _differs(one: Path, other: Path) -> float:
    """The largest difference of a cell, relative to its size; infinite where one alone is null."""
    con = open_set_beside()
    largest = 0.0
    for name in [feature.name for feature in features()]:
        row = con.execute(
            f"""SELECT count(*), max(CASE WHEN (a.{name} IS NULL) <> (b.{name} IS NULL) THEN 'inf'
                    ELSE abs(a.{name} - b.{name}) / greatest(1, abs(a.{name})) END::DOUBLE)
                FROM '{one}' a JOIN '{other}' b USING (row)"""
        ).fetchall()[0]
        largest = max(largest, float(row[1] or 0))
    return largest


def open_set_beside() -> Any:
    """A connection of its own for comparing files."""
    import duckdb

    return duckdb.connect(config={"threads": 2})


_PLAIN: dict[Aggregate, str] = {
    Aggregate.COUNT: "count(*)",
    Aggregate.SUM: "sum(value)",
    Aggregate.MIN: "min(value)",
    Aggregate.MAX: "max(value)",
    Aggregate.MEAN: "avg(value)",
    Aggregate.DAYS_SINCE_FIRST: "max(age)",
    Aggregate.DAYS_SINCE_LAST: "min(age)",
    Aggregate.DISTINCT: "count(DISTINCT detail)",
    Aggregate.LAST: "max(value) FILTER (age = youngest)",
    Aggregate.TREND: "CASE WHEN count(DISTINCT age) FILTER (value IS NOT NULL) > 1"
    " THEN regr_slope(value, -age) * 365.25 END",
}


def cells_unequal(tables: Path, out: Path) -> dict[str, int]:
    """Cells that are not those of the reference: a plain query for one aggregate at a time."""
    con = open_set(tables)
    found = {}
    for feature in features():
        missing = "0" if feature.aggregate in EMPTY_IS_ZERO else "NULL"
        (count,) = con.execute(
            f"""SELECT count(*) FROM '{out}' ours LEFT JOIN ({_plain(feature)}) plain USING (row)
                WHERE CASE WHEN ours.{feature.name} IS NULL THEN plain.x IS NOT NULL
                    ELSE coalesce(abs(ours.{feature.name} - coalesce(plain.x, {missing}))
                         > {NEAR} * greatest(1, abs(ours.{feature.name})), true) END"""
        ).fetchall()[0]
        if count:
            found[feature.name] = count
    return found


def _plain(feature: FeatureEntry) -> str:
    assert feature.which is not None
    kinds = ", ".join(f"'{kind}'" for kind in feature.which.kinds)
    window = f"AND age < {feature.window_days}" if feature.window_days else ""
    return f"""
        SELECT row, {_PLAIN[feature.aggregate]} AS x FROM (
            SELECT *, min(age) FILTER (value IS NOT NULL) OVER (PARTITION BY row) AS youngest
            FROM (SELECT r.row, r.as_of_day - e.day AS age, value, detail
                  FROM mx_rows r JOIN mx_events e USING (record)
                  WHERE e.kind IN ({kinds}) AND e.known_us < r.as_of_us AND e.day <= r.as_of_day)
            WHERE true {window})
        GROUP BY row"""


def _row(figure: str, value: float, unit: str, peer: str, peer_value: float | None = None) -> Row:
    return {
        "figure": figure,
        "value": round(value, 3),
        "unit": unit,
        "peer": peer,
        "peer_value": None if peer_value is None else round(peer_value, 2),
        "command": f"script/bench {figure}",
    }
