"""What an engine does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    from sqlglot import exp


class Engine(Protocol):
    """Answers one statement over staged tables that lie in a DuckDB connection."""

    def answer(
        self, con: duckdb.DuckDBPyConnection, query: exp.Query, *, tables: Sequence[str]
    ) -> pa.Table:
        """The rows of ``query``, in any order. ``tables`` are those that it reads."""
        ...
