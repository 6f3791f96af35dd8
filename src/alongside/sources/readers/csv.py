"""Text files of rows: DuckDB reads the plain ones, a careful reader the rest.

Both give the same rows and the same lines. The plain way needs UTF-8 without null bytes and one
line a row; when the count of lines says otherwise, the careful way reads the file again.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.sources.errors import empty_file
from alongside.sources.readers.base import (
    SEEN_AT_MOST,
    Reading,
    RowReject,
    chosen,
    literal,
    quoted,
    unique_headings,
)
from alongside.sources.readers.careful import Shape, read_careful
from alongside.sources.readers.delimiter import sniff_delimiter
from alongside.sources.readers.survey import HEAD, survey
from alongside.warehouse.asking import first_row

if TYPE_CHECKING:
    import duckdb

    from alongside.agency import Table

RAGGED_AT_MOST = 2_000  # rejects of the plain way; more of them go the careful way
_CODES = {
    "UNQUOTED VALUE": "AL-S114",
    "INVALID ENCODING": "AL-S110",
}


def read_csv(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    table: Table,
    name: str,
    wanted: Iterable[str] | None,
    into: str,
) -> Reading:
    """The reader of text files; see :class:`~alongside.sources.readers.base.Reader`."""
    found = survey(path, name=name, declared=table.encoding)
    head = _head(path, found.encoding)
    if len(head) < table.header_row:
        raise empty_file(name)
    delimiter = table.delimiter or sniff_delimiter(head[table.header_row - 1 :])
    headings = unique_headings(
        next(csv.reader(head[table.header_row - 1 :], delimiter=delimiter), [])
    )
    shape = Shape(
        path=path,
        found=found,
        delimiter=delimiter,
        headings=tuple(headings),
        take=tuple(chosen(name, headings, wanted)),
        header_row=table.header_row,
    )
    rejects = _read_plain(con, shape, into) if _is_plain(shape) else None
    if rejects is None:
        rejects = read_careful(con, shape, into)
    return Reading(
        columns=shape.headings,
        rejects=rejects,
        encoding=found.encoding,
        delimiter=delimiter,
    )


def _head(path: Path, encoding: str) -> list[str]:
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    with path.open(encoding=codec, errors="replace", newline="") as handle:
        text = handle.read(HEAD)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # The last line of a long file is cut in the middle.
    kept = lines[:-1] if len(text) == HEAD and len(lines) > 1 else lines
    return [f"{line}\n" for line in kept]


def _is_plain(shape: Shape) -> bool:
    found = shape.found
    plain = not (found.has_nul or found.has_bare_return or found.damaged)
    return plain and found.encoding == "utf-8" and len(shape.headings) > 1


def _read_plain(
    con: duckdb.DuckDBPyConnection, shape: Shape, into: str
) -> tuple[RowReject, ...] | None:
    """Let DuckDB read; ``None`` when the lines do not add up."""
    types = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in shape.headings)
    quote = "'\"'" if shape.found.has_quote else "''"
    con.execute("DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans")
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE {quoted(into + "_rows")} AS
            SELECT {", ".join(map(quoted, shape.take))} FROM read_csv(
                {literal(str(shape.path))}, auto_detect=false, columns={{{types}}},
                header=true, skip={shape.header_row - 1}, delim={literal(shape.delimiter)},
                quote={quote}, escape={quote}, store_rejects=true, max_line_size=16777216)"""
    )
    rejects = _plain_rejects(con)
    row = first_row(con, f"SELECT count(*), coalesce(min(rowid), 0) FROM {quoted(into + '_rows')}")
    rows, first = row or (0, 0)  # inside a transaction the first rowid is not 0
    bad = [reject.line for reject in rejects]
    if rows + len(bad) + shape.header_row != shape.found.lines or len(bad) > RAGGED_AT_MOST:
        return None
    shift = _shift([first + before for before in _ordinals(bad, shape.header_row)])
    con.execute(
        f"""CREATE OR REPLACE TEMP VIEW {quoted(into)} AS
            SELECT *, rowid - {first} + {shape.header_row + 1} + {shift} AS _line
            FROM {quoted(into + "_rows")}"""
    )
    return tuple(rejects)


def _plain_rejects(con: duckdb.DuckDBPyConnection) -> list[RowReject]:
    rows = con.execute(
        f"""SELECT line, min_by(error_type, column_idx), min(left(csv_line, {SEEN_AT_MOST}))
            FROM reject_errors GROUP BY line ORDER BY line"""
    ).fetchall()
    return [
        RowReject(line, _CODES.get(error, "AL-S108"), (seen or "").strip("\r\n"))
        for line, error, seen in rows
    ]


def _ordinals(bad: list[int], header_row: int) -> list[int]:
    """For each bad line, how many good rows stand before it."""
    return [line - header_row - 1 - before for before, line in enumerate(bad)]


def _shift(ordinals: list[int], done: int = 0) -> str:
    """How many bad lines stand before a good row, as a tree of CASE over its ``rowid``."""
    if not ordinals:
        return str(done)
    middle = len(ordinals) // 2
    left = _shift(ordinals[:middle], done)
    right = _shift(ordinals[middle + 1 :], done + middle + 1)
    return f"CASE WHEN rowid < {ordinals[middle]} THEN {left} ELSE {right} END"
