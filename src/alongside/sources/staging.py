"""Read kept extracts into staged rows, one temporary table a target, faults marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alongside.sources.errors import ROW_REASONS
from alongside.sources.keeping import KeptExtract
from alongside.sources.mapping import BlockSql, Place, columns_of, compile_table
from alongside.sources.readers import READERS, Reading
from alongside.sources.targets import TARGETS
from alongside.warehouse.asking import number

if TYPE_CHECKING:
    import duckdb

Progress = Callable[[str, float], None]
RAW = "arriving"
# Columns of a target that a merge writes; a staged row does not have them.
_WRITTEN_LATER = {"version", "known_from", "known_until", "known_is_receipt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedFile:
    """One kept extract that was read: its number, what was found, and how many rows it had."""

    extract_id: int
    kept: KeptExtract
    reading: Reading
    rows: int  # rows that could be read at all
    left_out: int  # rows that no block applies to

    @property
    def read(self) -> int:
        """Every row of the file, also those of another kind and those that were put aside."""
        return self.rows + len(self.reading.rejects) + self.reading.left_out


@dataclass(slots=True)
class Stage:
    """The staged rows of one table and who put them there."""

    con: duckdb.DuckDBPyConnection
    place: Place
    blocks: list[BlockSql] = field(default_factory=list)
    files: list[StagedFile] = field(default_factory=list)

    @property
    def targets(self) -> list[str]:
        """The tables that the blocks feed, in the order in which they are merged."""
        fed = {block.target for block in self.blocks}
        return [name for name in TARGETS if name in fed]


def stage(
    con: duckdb.DuckDBPyConnection,
    place: Place,
    kept: Sequence[tuple[int, KeptExtract]],
    *,
    progress: Progress,
) -> Stage:
    """Read every extract of a table and stage what its blocks take.

    Raises
    ------
    AlongsideError
        What the reader says; nothing has been merged then.
    """
    staged = Stage(con=con, place=place, blocks=compile_table(place))
    for name in staged.targets:
        _create(con, name)
    _create_rejects(con, staged.blocks)
    wanted = columns_of(place.source, place.table_name)
    for place_in_line, (extract_id, extract) in enumerate(kept):
        progress(f"Reading {extract.name}", place_in_line / len(kept))
        staged.files.append(_stage_file(staged, extract_id, extract, wanted))
    for name in staged.targets:
        _put_aside(con, name)
    return staged


def clear(staged: Stage) -> None:
    """Drop the temporary tables."""
    for name in [*(TARGETS[target].staged for target in TARGETS), "_reject", "_check"]:
        staged.con.execute(f"DROP TABLE IF EXISTS temp.{name}")


def _create(con: duckdb.DuckDBPyConnection, target: str) -> None:
    described = con.execute(f"DESCRIBE {target}").fetchall()
    columns = [f"{row[0]} {row[1]}" for row in described if row[0] not in _WRITTEN_LATER]
    if target == "record":
        columns.append("_traits STRUCT(trait VARCHAR, value VARCHAR)[]")
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE {TARGETS[target].staged} ({", ".join(columns)},
            _known TIMESTAMP, _bad UTINYINT, _seen VARCHAR, _block INTEGER)"""
    )


def _create_rejects(con: duckdb.DuckDBPyConnection, blocks: list[BlockSql]) -> None:
    """``_check`` names each fault of each block, ``_reject`` collects the rows put aside."""
    con.execute(
        """CREATE OR REPLACE TEMP TABLE _reject (block VARCHAR, line BIGINT, column_name VARCHAR,
           code VARCHAR, reason VARCHAR, seen VARCHAR, extract_id INTEGER)"""
    )
    con.execute(
        """CREATE OR REPLACE TEMP TABLE _check (_block INTEGER, _bad UTINYINT, label VARCHAR,
           column_name VARCHAR, code VARCHAR, reason VARCHAR)"""
    )
    rows = [
        (number, place, block.label, check.column, check.code, ROW_REASONS[check.code])
        for number, block in enumerate(blocks)
        for place, check in enumerate(block.checks, start=1)
    ]
    if rows:
        con.executemany("INSERT INTO _check VALUES (?, ?, ?, ?, ?, ?)", rows)


def _stage_file(
    staged: Stage, extract_id: int, kept: KeptExtract, wanted: frozenset[str]
) -> StagedFile:
    con, table = staged.con, staged.place.setting.table
    reading = READERS[table.format](
        con, kept.path, table=table, name=kept.name, wanted=wanted, into=RAW
    )
    for place, block in enumerate(staged.blocks):
        con.execute(
            f"""INSERT INTO {TARGETS[block.target].staged} BY NAME
                SELECT * EXCLUDE (_line), _line AS line, {extract_id} AS extract_id,
                    {place} AS _block
                FROM ({block.sql.replace("{raw}", RAW)})"""
        )
    _note_rejects(con, reading, extract_id)
    rows, left_out = _count_rows(con, staged.blocks, extract_id)
    _drop_raw(con)
    return StagedFile(
        extract_id=extract_id, kept=kept, reading=reading, rows=rows, left_out=left_out
    )


def _note_rejects(con: duckdb.DuckDBPyConnection, reading: Reading, extract_id: int) -> None:
    import pyarrow as pa

    if not reading.rejects:
        return
    rows = pa.table(
        {
            "line": pa.array([reject.line for reject in reading.rejects], pa.int64()),
            "code": pa.array([reject.code for reject in reading.rejects], pa.string()),
            "reason": pa.array([ROW_REASONS[r.code] for r in reading.rejects], pa.string()),
            "seen": pa.array([reject.seen for reject in reading.rejects], pa.string()),
        }
    )
    con.register("_unread", rows)
    con.execute(f"INSERT INTO _reject BY NAME SELECT *, {extract_id} AS extract_id FROM _unread")
    con.unregister("_unread")


def _count_rows(
    con: duckdb.DuckDBPyConnection, blocks: list[BlockSql], extract_id: int
) -> tuple[int, int]:
    """Rows that could be read, and those to which no block applies."""
    rows = number(con, f"SELECT count(*) FROM {RAW}")
    if len(blocks) == 1:  # what it applies to was staged, sound or not
        staged = TARGETS[blocks[0].target].staged
        return rows, rows - number(
            con, f"SELECT count(*) FROM {staged} WHERE extract_id = ?", [extract_id]
        )
    taken = " OR ".join(f"({block.applies})" for block in blocks) or "false"
    # As a filter the engine stops at the first block that applies; as a column it asks them all.
    return rows, number(con, f"SELECT count(*) FROM {RAW} WHERE NOT ({taken})")


def _drop_raw(con: duckdb.DuckDBPyConnection) -> None:
    kinds = con.execute(
        f"""SELECT table_name, table_type FROM information_schema.tables
            WHERE table_name IN ('{RAW}', '{RAW}_rows') ORDER BY table_name"""
    ).fetchall()
    for name, kind in kinds:
        con.execute(f"DROP {'VIEW' if kind == 'VIEW' else 'TABLE'} temp.{name}")


def _put_aside(con: duckdb.DuckDBPyConnection, target: str) -> None:
    """Move staged rows with a fault to the rejects."""
    name = TARGETS[target].staged
    con.execute(
        f"""INSERT INTO _reject
            SELECT c.label, s.line, c.column_name, c.code, c.reason, s._seen, s.extract_id
            FROM {name} s JOIN _check c USING (_block, _bad)"""
    )
    con.execute(f"DELETE FROM {name} WHERE _bad IS NOT NULL")
