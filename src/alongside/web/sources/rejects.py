"""Rows that could not be understood, as the current generation keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from alongside.core import AlongsideError
from alongside.web.publishing.warehouse import current_warehouse

if TYPE_CHECKING:
    import duckdb

A_PAGE = 50
STREAMED = 2_000  # rows fetched at a time, so that a download of millions needs no memory


class ReasonCount(NamedTuple):
    """One reason, and how many rows were put aside for it."""

    code: str
    reason: str
    rows: int


class Reject(NamedTuple):
    """One row that was put aside. ``seen`` is empty for readers who may not see values."""

    file: str
    table: str
    line: int | None
    column: str
    code: str
    reason: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejects:
    """The rejects of one source. ``with_values`` is the caller's permission to read values."""

    con: duckdb.DuckDBPyConnection
    source: str
    with_values: bool

    def by_reason(self) -> list[ReasonCount]:
        """Reasons with counts, the commonest first. The words are those of the first row."""
        rows = self.con.execute(
            """SELECT code, min(reason), count(*) FROM reject WHERE source = ?
               GROUP BY code ORDER BY count(*) DESC, code""",
            [self.source],
        ).fetchall()
        return [ReasonCount(*row) for row in rows]

    def page(self, number: int, *, code: str = "") -> list[Reject]:
        """One page, in the order of files and lines; the first page is 1."""
        self.con.execute(
            f"{self._select(code)} LIMIT {A_PAGE} OFFSET ?",
            [*self._values(code), (number - 1) * A_PAGE],
        )
        return [_reject(row) for row in self.con.fetchall()]

    def stream(self, *, code: str = "") -> Iterator[Reject]:
        """All of them, a few thousand at a time."""
        self.con.execute(self._select(code), self._values(code))
        while rows := self.con.fetchmany(STREAMED):
            yield from (_reject(row) for row in rows)

    def _select(self, code: str) -> str:
        seen = "coalesce(seen, '')" if self.with_values else "''"
        only = "AND code = ?" if code else ""
        return f"""SELECT name, table_name, line, coalesce(column_name, ''), code, reason, {seen}
            FROM reject WHERE source = ? {only}
            ORDER BY name, table_name, line, column_name, code"""

    def _values(self, code: str) -> list[str]:
        return [self.source, code] if code else [self.source]


def open_rejects(source: str, *, with_values: bool) -> Rejects | None:
    """The rejects of a source in the current generation, ``None`` while it cannot be read."""
    try:
        warehouse = current_warehouse()
    except AlongsideError:
        return None
    return Rejects(con=warehouse.con, source=source, with_values=with_values)


def _reject(row: tuple[str, str, int | None, str, str, str, str]) -> Reject:
    return Reject(*row)
