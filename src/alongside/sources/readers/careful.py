"""Read a text file of rows one by one: slower, and right where a file is not plain.

Python's reader knows the line of each row, whatever the encoding and however many lines a cell
has. A quotation mark that never closes would swallow the rest of the file: its line alone is put
aside, and reading goes on with the next.
"""

from __future__ import annotations

import csv
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from alongside.sources.readers.base import SEEN_AT_MOST, RowReject, load_rows, quoted
from alongside.sources.readers.survey import Survey

if TYPE_CHECKING:
    import duckdb

BATCH = 200_000
LINES_OF_A_ROW = 500  # a cell with more lines is a quotation mark that does not close


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What is known of a text file before its rows are read."""

    path: Path
    found: Survey
    delimiter: str
    headings: tuple[str, ...]
    take: tuple[str, ...]
    header_row: int


def read_careful(con: duckdb.DuckDBPyConnection, shape: Shape, into: str) -> tuple[RowReject, ...]:
    """Read the rows of ``shape`` into the table ``into``; return those that were put aside."""
    rejects: list[RowReject] = []
    places = [shape.headings.index(name) for name in shape.take]
    load_rows(con, into, shape.take, lines=[], values=[[] for _ in places])
    lines: list[int] = []
    cells: list[list[str | None]] = [[] for _ in places]
    for line, row in _good_rows(shape, rejects):
        lines.append(line)
        for column, place in zip(cells, places, strict=True):
            column.append(row[place] or None)
        if len(lines) >= BATCH:
            _append(con, into, shape.take, lines, cells)
            lines, cells = [], [[] for _ in places]
    _append(con, into, shape.take, lines, cells)
    return tuple(rejects)


def _append(
    con: duckdb.DuckDBPyConnection,
    into: str,
    take: tuple[str, ...],
    lines: list[int],
    cells: list[list[str | None]],
) -> None:
    load_rows(con, "_batch", take, lines=lines, values=cells)
    con.execute(f"INSERT INTO {quoted(into)} SELECT * FROM _batch")
    con.execute("DROP TABLE _batch")


@dataclass(slots=True)
class _Feed:
    """Lines for a row at a time; lines that a bad row swallowed can be given back."""

    handle: TextIO
    line: int  # of the first line of the row being read
    waiting: deque[str] = field(default_factory=deque)
    taken: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        while len(self.taken) < LINES_OF_A_ROW:
            text = self.waiting.popleft() if self.waiting else self.handle.readline()
            if not text:
                return
            self.taken.append(text)
            yield text

    def settle(self, *, only_first: bool) -> None:
        """The row is done; with ``only_first`` its other lines are to be read again."""
        if only_first:
            self.waiting.extendleft(reversed(self.taken[1:]))
            del self.taken[1:]
        self.line += len(self.taken)
        self.taken.clear()


def _good_rows(shape: Shape, rejects: list[RowReject]) -> Iterator[tuple[int, list[str]]]:
    codec = "utf-8-sig" if shape.found.encoding == "utf-8" else shape.found.encoding
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    # Bytes that do not decode become lone surrogates, which no sound text holds.
    with shape.path.open(encoding=codec, errors="surrogateescape", newline="") as handle:
        feed = _Feed(handle=handle, line=1)
        for _ in range(shape.header_row - 1):
            handle.readline()
            feed.line += 1
        _next_row(feed, shape.delimiter)
        feed.settle(only_first=False)
        while (row := _next_row(feed, shape.delimiter)) is not None:
            line, several = feed.line, len(feed.taken) > 1
            code = _fault(row, len(shape.headings)) if row else None
            feed.settle(only_first=code is not None and several)
            if code is not None:
                swallowed = several and code == "AL-S108"
                rejects.append(
                    RowReject(line, "AL-S114" if swallowed else code, _seen(row, shape.delimiter))
                )
            elif row:
                yield line, row


def _next_row(feed: _Feed, delimiter: str) -> list[str] | None:
    """The next row, ``[]`` for an empty line, ``None`` at the end."""
    return next(csv.reader(feed, delimiter=delimiter), None)


def _fault(row: list[str], width: int) -> str | None:
    text = "".join(row)
    if "\0" in text:
        return "AL-S109"
    if not text.isascii() and not _is_text(text):
        return "AL-S110"
    return None if len(row) == width else "AL-S108"


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _seen(row: list[str], delimiter: str) -> str:
    text = delimiter.join(row)[:SEEN_AT_MOST].replace("\0", "␀")
    return text.encode("utf-8", "replace").decode()
