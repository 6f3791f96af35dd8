"""DuckDB, where the staged tables lie already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    from sqlglot import exp


class DuckEngine:
    """Runs the statement in the connection itself."""

    def answer(
        self, con: duckdb.DuckDBPyConnection, query: exp.Query, *, tables: Sequence[str]
    ) -> pa.Table:
        """The rows of ``query``, in any order."""
        return con.sql(query.sql(dialect="duckdb")).to_arrow_table()
