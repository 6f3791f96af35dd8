"""Parquet files, typed columns turned into the texts that a mapping reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.sources.errors import empty_file, unreadable
from alongside.sources.readers.base import Reading, chosen, literal, quoted

if TYPE_CHECKING:
    import duckdb

    from alongside.agency import Table


def read_parquet(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    table: Table,
    name: str,
    wanted: Iterable[str] | None,
    into: str,
) -> Reading:
    """The reader of Parquet; see :class:`~alongside.sources.readers.base.Reader`."""
    import duckdb

    if path.stat().st_size == 0:
        raise empty_file(name)
    scan = f"read_parquet({literal(str(path))}, file_row_number=true)"
    try:
        described = con.execute(f"DESCRIBE SELECT * FROM {scan}").fetchall()
    except duckdb.Error as error:
        raise unreadable(name, "Parquet", "its footer is damaged") from error
    types = {row[0]: row[1] for row in described if row[0] != "file_row_number"}
    take = chosen(name, list(types), wanted)
    columns = "".join(f"{_text(column, types[column])} AS {quoted(column)}, " for column in take)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE {quoted(into)} AS
            SELECT {columns} file_row_number + 1 AS _line FROM {scan}"""
    )
    return Reading(columns=tuple(types))


def _text(column: str, type_name: str) -> str:
    """A typed column as text: whole numbers without ``.0``, instants with their zone."""
    name = quoted(column)
    if type_name in ("DOUBLE", "FLOAT"):
        return (
            f"CASE WHEN {name} = trunc({name}) AND abs({name}) < 1e15 "
            f"THEN {name}::BIGINT::VARCHAR WHEN isnan({name}) THEN NULL ELSE {name}::VARCHAR END"
        )
    if type_name == "TIMESTAMP WITH TIME ZONE":
        return f"strftime(timezone('UTC', {name}), '%Y-%m-%dT%H:%M:%S.%fZ')"
    if type_name == "BLOB":
        return f"hex({name})"
    return f"{name}::VARCHAR"
