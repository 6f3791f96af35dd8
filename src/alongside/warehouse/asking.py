"""Ask a connection for one row or one number, and leave nothing unfinished on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

Parameters = Sequence[Any] | Mapping[str, Any]


def first_row(
    con: duckdb.DuckDBPyConnection, sql: str, parameters: Parameters = ()
) -> tuple[Any, ...] | None:
    """The first row, or ``None``. The rest is fetched too: a half-read answer blocks the next."""
    rows = con.execute(sql, parameters or None).fetchall()
    return rows[0] if rows else None


def number(con: duckdb.DuckDBPyConnection, sql: str, parameters: Parameters = ()) -> int:
    """The first cell as a whole number, 0 when there is none."""
    row = first_row(con, sql, parameters)
    return int(row[0]) if row and row[0] is not None else 0
