"""Ask a database and keep its answer as a Parquet extract: what was received can be replayed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alongside.sources.errors import no_url, query_failed
from alongside.sources.readers.base import unique_headings

if TYPE_CHECKING:
    from alongside.agency import Table

BATCH = 50_000
_POSTGRES = re.compile(r"^postgres(ql)?://")  # people write it so; the driver is ours to name


def database_url(table: Table, name: str, *, extracts: Path, environ: Mapping[str, str]) -> str:
    """The URL of a sql table, with ``{extracts}`` filled in.

    Raises
    ------
    AlongsideError
        ``AL-S010`` when the environment variable that it names is not set.
    """
    url = table.url
    if table.url_env:
        url = environ.get(table.url_env)
        if not url:
            raise no_url(name, table.url_env)
    filled = (url or "").replace("{extracts}", str(extracts))
    return _POSTGRES.sub("postgresql+psycopg://", filled)


def run_query(url: str, query: str, *, into: Path, source: str, table: str) -> int:
    """Write the answer to a Parquet file of texts; return how many rows there were.

    The connection only reads: its transaction is rolled back. Rows are streamed, so memory
    holds one batch.

    Raises
    ------
    AlongsideError
        ``AL-S008`` when the database refuses; the message carries no row and no password.
    """
    import sqlalchemy as sa

    try:
        if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
            raise query_failed(source, table, "there is no such SQLite file")
        engine = sa.create_engine(url)
        with engine.connect().execution_options(stream_results=True) as connection:
            answer = connection.execute(sa.text(query))
            return _write(list(answer.keys()), answer.partitions(BATCH), into)
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        raise query_failed(source, table, type(error).__name__) from error


def _write(columns: list[str], batches: Iterator[Any], into: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.string()) for name in unique_headings(columns)])
    rows = 0
    with pq.ParquetWriter(into, schema, compression="zstd") as writer:
        for batch in batches:
            cells = [[_text(row[place]) for row in batch] for place in range(len(columns))]
            writer.write_table(
                pa.Table.from_arrays([pa.array(cell, pa.string()) for cell in cells], schema=schema)
            )
            rows += len(batch)
    return rows


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value).replace("\0", "")
