"""The tables of the feature benchmark: people, events and as-of dates, made from a seed.

Each person has about 20 events of five kinds in four years; half carry a value, most a detail.
Every event became known up to 40 days after it happened. Each person has six as-of dates.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alongside.agency.model_file import Aggregate, FeatureEntry, Which

if TYPE_CHECKING:
    import duckdb

KINDS = ("visit", "move", "call", "debt", "school")
WINDOWS = (90, 365, None)
DATES, DETAILS, DAYS, FIRST_DAY, SEED = 6, 24, 1460, 17_500, 11
DAY_US = 86_400_000_000
TABLES = ("mx_rows", "mx_members", "mx_events", "mx_opened")

_EVENTS = f"""
    CREATE TABLE mx_events AS
    SELECT record, 0 AS point, kind, 'cases' AS source, detail, NULL::VARCHAR AS code, value, day,
           (day + 1 + (random() * 40)::BIGINT) * {DAY_US} AS known_us,
           {1 << 62} AS until_us
    FROM (
        SELECT (random() * ($people - 1))::INTEGER AS record,
               [{", ".join(repr(kind) for kind in KINDS)}][1 + (random() * 4)::INTEGER] AS kind,
               CASE WHEN random() < 0.9 THEN 'd' || (random() * {DETAILS - 1})::INTEGER END
                   AS detail,
               CASE WHEN random() < 0.5 THEN round(random() * 1000) / 8 END AS value,
               ({FIRST_DAY} + random() * {DAYS})::INTEGER AS day
        FROM range($events))"""

_ROWS = f"""
    CREATE TABLE mx_rows AS
    SELECT (number * {DATES} + place)::INTEGER AS row, number::INTEGER AS record,
           ({FIRST_DAY} + 365 + place * 180)::INTEGER AS as_of_day,
           ({FIRST_DAY} + 366 + place * 180)::BIGINT * {DAY_US} AS as_of_us, -1 AS point,
           ({FIRST_DAY} - 365 * 10)::INTEGER AS birth_day
    FROM range($people) people(number), range({DATES}) dates(place)"""

_MEMBERS = """
    CREATE TABLE mx_members AS
    SELECT row, 0::TINYINT AS scope, record, as_of_day, as_of_us, point FROM mx_rows"""

_OPENED = """
    CREATE TABLE mx_opened (row INTEGER, scope TINYINT, kind VARCHAR, source VARCHAR,
        detail VARCHAR, code VARCHAR, value DOUBLE, age INTEGER)"""


def make(path: Path, *, people: int, events: int) -> Path:
    """Write the tables into a DuckDB file, once."""
    import duckdb

    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(str(path), config={"threads": 1})
    con.execute(f"SELECT setseed({1 / SEED})")
    con.execute(_EVENTS, {"people": people, "events": events})
    con.execute(_ROWS, {"people": people})
    con.execute(_MEMBERS)
    con.execute(_OPENED)
    con.close()
    return path


def open_set(path: Path) -> duckdb.DuckDBPyConnection:
    """Open the tables for reading, with two threads and room for what a laptop has."""
    import duckdb

    return duckdb.connect(
        str(path), read_only=True, config={"threads": 2, "memory_limit": "1100MB"}
    )


def features() -> tuple[FeatureEntry, ...]:
    """The 57 aggregates."""
    wanted: list[tuple[Aggregate, tuple[str, ...], int | None]] = []
    for window in WINDOWS:
        wanted += [(Aggregate.COUNT, (kind,), window) for kind in KINDS]
        wanted.append((Aggregate.COUNT, KINDS, window))
        for kind in ("visit", "debt"):
            for aggregate in (Aggregate.SUM, Aggregate.MIN, Aggregate.MAX, Aggregate.MEAN):
                wanted.append((aggregate, (kind,), window))
        wanted.append((Aggregate.DISTINCT, KINDS, window))
    for kind in KINDS:
        wanted.append((Aggregate.DAYS_SINCE_FIRST, (kind,), None))
        wanted.append((Aggregate.DAYS_SINCE_LAST, (kind,), None))
    wanted += [(Aggregate.LAST, ("visit",), None), (Aggregate.TREND, ("visit",), None)]
    return tuple(
        FeatureEntry(
            name=f"{aggregate}_{'_'.join(kinds) if len(kinds) == 1 else 'all'}_{window or 'ever'}",
            says="{n}",
            aggregate=aggregate,
            which=Which(kinds=kinds),
            window_days=window,
        )
        for aggregate, kinds, window in wanted
    )
