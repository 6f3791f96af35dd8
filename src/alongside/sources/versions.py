"""Turn staged rows into versions: new rows open, changed ones close and open, gone ones close.

Nothing is deleted, so what was believed on a day can still be seen. When a version was known:

- the first one when the source says (its ``known`` column, or so many days after it happened), but
  never after it was received;
- a later one when the source says a time after the version before it; otherwise when it was
  received, because a correction cannot have been known before it came;
- a version ends when the next one is known, or when the extract without it was received.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.sources.readers.base import literal
from alongside.sources.targets import Target
from alongside.warehouse.asking import number

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """One merge of staged rows into their target.

    Attributes
    ----------
    source, table : str
        Only rows that came from this table of this source are compared.
    closes_missing : bool
        Whether a row that is not staged is gone (a snapshot) or simply not repeated.
    received_at : datetime
        Naive UTC.
    """

    target: Target
    source: str
    table: str
    closes_missing: bool
    received_at: datetime

    def scope(self, alias: str) -> str:
        """SQL condition for the rows of the target that came from the same table."""
        return (
            f"{alias}.extract_id IN (SELECT extract_id FROM extract "
            f"WHERE source = {literal(self.source)} AND table_name = {literal(self.table)})"
        )


def count_open(con: duckdb.DuckDBPyConnection, merge: Merge) -> int:
    """How many rows of the scope are held to be true now."""
    return number(
        con,
        f"""SELECT count(*) FROM {merge.target.name} t
            WHERE {merge.scope("t")} AND known_until IS NULL""",
    )


def merge_versions(con: duckdb.DuckDBPyConnection, merge: Merge) -> int:
    """Apply the staged rows; return how many versions were opened or closed for good."""
    target = merge.target
    if not number(con, f"SELECT count(*) FROM {target.name} t WHERE {merge.scope('t')}"):
        return _open_first(con, merge)
    _compare(con, merge)
    gone = _close(con, merge)
    opened = _open_next(con, merge)
    con.execute("DROP TABLE _fresh")
    return gone + opened


def _open_first(con: duckdb.DuckDBPyConnection, merge: Merge) -> int:
    """The table has no versions yet, so there is nothing to compare."""
    known = "least(_known, $received_at)"
    return _insert(
        con, merge, f"SELECT *, 1 AS _version, {known} AS _since FROM {merge.target.staged}"
    )


def _compare(con: duckdb.DuckDBPyConnection, merge: Merge) -> None:
    """``_fresh``: staged rows whose content is not what is held to be true."""
    target = merge.target
    version = "version" if target.numbered else "1"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE _fresh AS
            WITH past AS (
                SELECT {target.keys()}, max({version}) AS _last,
                    max(coalesce(known_until, known_from)) AS _past,
                    any_value({target.said("t")}) FILTER (known_until IS NULL) AS _held,
                    count(*) FILTER (known_until IS NULL) AS _open
                FROM {target.name} t WHERE {merge.scope("t")} GROUP BY ALL)
            SELECT s.*, coalesce(p._last, 0) + 1 AS _version, coalesce(p._open, 0) AS _open,
                CASE WHEN p._past IS NULL THEN least(s._known, $received_at)
                    WHEN s._known > p._past AND s._known <= $received_at THEN s._known
                END AS _since
            FROM {target.staged} s LEFT JOIN past p ON {target.same_key("s", "p")}
            WHERE p._past IS NULL OR p._open = 0 OR p._held <> {target.said("s")}""",
        {"received_at": merge.received_at},
    )


def _close(con: duckdb.DuckDBPyConnection, merge: Merge) -> int:
    """Close what changed when its next version is known, and what went when that was seen."""
    target = merge.target
    received = {"received_at": merge.received_at}
    con.execute(
        f"""UPDATE {target.name} t SET known_until = coalesce(f._since, $received_at)
            FROM _fresh f WHERE {target.same_key("t", "f")} AND f._open > 0
                AND t.known_until IS NULL AND {merge.scope("t")}""",
        received,
    )
    if not merge.closes_missing:
        return 0
    return number(
        con,
        f"""UPDATE {target.name} t SET known_until = $received_at
            WHERE known_until IS NULL AND {merge.scope("t")} AND NOT EXISTS (
                SELECT 1 FROM {target.staged} s WHERE {target.same_key("s", "t")})""",
        received,
    )


def _open_next(con: duckdb.DuckDBPyConnection, merge: Merge) -> int:
    return _insert(con, merge, "SELECT * EXCLUDE (_open) FROM _fresh")


def _insert(con: duckdb.DuckDBPyConnection, merge: Merge, rows: str) -> int:
    numbered = (
        """, _version AS version, _since IS NULL OR _known IS NULL OR _known > $received_at
            AS known_is_receipt"""
        if merge.target.numbered
        else ""
    )
    return number(
        con,
        f"""INSERT INTO {merge.target.name} BY NAME
            SELECT * EXCLUDE (_known, _version, _since),
                coalesce(_since, $received_at) AS known_from {numbered} FROM ({rows})""",
        {"received_at": merge.received_at},
    )
