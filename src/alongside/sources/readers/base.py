"""What every reader gives: one table of texts with line numbers, and the rows it put aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from alongside.sources.errors import missing_columns

if TYPE_CHECKING:
    import duckdb

    from alongside.agency import Table

SEEN_AT_MOST = 80  # characters of a bad value that are kept


@dataclass(frozen=True, slots=True)
class RowReject:
    """A row that could not be read at all. ``seen`` never leaves the rejects table."""

    line: int
    code: str
    seen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read: the headings of the file, the rows put aside, and what was found out."""

    columns: tuple[str, ...]
    rejects: tuple[RowReject, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    left_out: int = 0  # rows of another kind, such as other resource types


class Reader(Protocol):
    """Read ``path`` into the temporary table or view ``into``.

    ``into`` has the columns ``wanted``, all VARCHAR, and ``_line BIGINT``, the line of the file
    (of the sheet, of the bundle's entries) that a person would look up. ``wanted=None`` takes
    every column.

    Raises
    ------
    AlongsideError
        ``AL-S001`` when the file is empty, ``AL-S002`` when a wanted column is missing,
        ``AL-S007`` when the file is not what the table says.
    """

    def __call__(
        self,
        con: duckdb.DuckDBPyConnection,
        path: Path,
        *,
        table: Table,
        name: str,
        wanted: Iterable[str] | None,
        into: str,
    ) -> Reading: ...


def quoted(name: str) -> str:
    """A column or table name as SQL writes it."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def literal(text: str) -> str:
    """A text as SQL writes it."""
    escaped = text.replace("'", "''")
    return f"'{escaped}'"


def chosen(name: str, found: Sequence[str], wanted: Iterable[str] | None) -> list[str]:
    """The columns to read, in the file's order.

    Raises
    ------
    AlongsideError
        ``AL-S002`` with every wanted column that was not found.
    """
    if wanted is None:
        return list(found)
    names = set(wanted)
    known = {column.casefold() for column in found}
    missing = [column for column in names if column.casefold() not in known]
    if missing:
        raise missing_columns(name, missing, found)
    folded = {column.casefold() for column in names}
    return [column for column in found if column.casefold() in folded]


def unique_headings(cells: Iterable[str | None]) -> list[str]:
    """Headings that differ even without regard to case: ``name``, ``name (2)``, ``column 3``."""
    names: list[str] = []
    used: set[str] = set()
    for place, cell in enumerate(cells, start=1):
        wish = " ".join((cell or "").split()) or f"column {place}"
        name, count = wish, 1
        while name.casefold() in used:
            count += 1
            name = f"{wish} ({count})"
        used.add(name.casefold())
        names.append(name)
    return names


def load_rows(
    con: duckdb.DuckDBPyConnection,
    into: str,
    columns: Sequence[str],
    *,
    lines: Sequence[int],
    values: Sequence[Sequence[str | None]],
) -> None:
    """Make ``into`` from columns of texts (one sequence a column) and their lines."""
    import pyarrow as pa

    arrays = [pa.array(column, pa.string()) for column in values]
    arrays.append(pa.array(lines, pa.int64()))
    batch = pa.Table.from_arrays(arrays, names=[*columns, "_line"])
    con.register("_arriving", batch)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {quoted(into)} AS SELECT * FROM _arriving")
    con.unregister("_arriving")
