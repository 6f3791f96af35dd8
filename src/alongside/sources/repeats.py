"""Rows that say the same thing twice, or two things under one key.

Same key and same content: one row (a register that repeats the client on each of her stays). Same
key and other content: the first row of the extract holds, the others are put aside. Guessing which
is right would be silent; a mapping says it with ``where``, with a key of more columns, or by giving
what changes over time a block of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.sources.errors import ROW_REASONS
from alongside.sources.readers.base import literal
from alongside.sources.staging import Stage
from alongside.sources.targets import TARGETS

if TYPE_CHECKING:
    import duckdb


def find_repeats(staged: Stage) -> None:
    """Mark the repeats of each target; rows that contradict an earlier one are put aside."""
    for target in staged.targets:
        _find(staged.con, target)
        _reject(staged, target, f"SELECT row_id FROM _repeat_{target} WHERE NOT same", "AL-S102")
    if "record" in staged.targets:
        _find_taken(staged)


def drop_repeats(staged: Stage) -> None:
    """Leave one row of those that say the same."""
    for target in staged.targets:
        name = TARGETS[target].staged
        staged.con.execute(
            f"DELETE FROM {name} WHERE rowid IN (SELECT row_id FROM _repeat_{target} WHERE same)"
        )
        staged.con.execute(f"DROP TABLE _repeat_{target}")


def _find(con: duckdb.DuckDBPyConnection, target: str) -> None:
    spec = TARGETS[target]
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE _repeat_{target} AS
            SELECT s.rowid AS row_id, first_value(row_hash) OVER same_key = row_hash AS same
            FROM {spec.staged} s SEMI JOIN (
                SELECT {spec.keys()} FROM {spec.staged} GROUP BY ALL HAVING count(*) > 1) r
                ON {spec.same_key("s", "r")}
            WINDOW same_key AS (PARTITION BY {spec.keys("s")} ORDER BY extract_id, line, _block)
            QUALIFY row_number() OVER same_key > 1"""
    )


def _reject(staged: Stage, target: str, marked: str, code: str) -> None:
    """Put aside the staged rows whose ``row_id`` the query ``marked`` gives."""
    name = TARGETS[target].staged
    staged.con.execute(
        f"""INSERT INTO _reject
            SELECT $labels[s._block + 1], s.line, NULL, {literal(code)},
                {literal(ROW_REASONS[code])}, NULL, s.extract_id
            FROM {name} s WHERE s.rowid IN ({marked})""",
        {"labels": [block.label for block in staged.blocks]},
    )
    staged.con.execute(f"DELETE FROM {name} WHERE rowid IN ({marked})")


def _find_taken(staged: Stage) -> None:
    """Put aside records whose key another table of the source holds already."""
    place = staged.place
    staged.con.execute(
        f"""CREATE OR REPLACE TEMP TABLE _taken AS
            SELECT s.rowid AS row_id FROM {TARGETS["record"].staged} s SEMI JOIN (
                SELECT r.record_id FROM record r JOIN extract e USING (extract_id)
                WHERE r.source = {literal(place.source_name)} AND r.known_until IS NULL
                    AND e.table_name <> {literal(place.table_name)}) other USING (record_id)"""
    )
    _reject(staged, "record", "SELECT row_id FROM _taken", "AL-S116")
    staged.con.execute("DROP TABLE _taken")
