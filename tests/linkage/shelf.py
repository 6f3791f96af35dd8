"""A generation in memory with a few people, for what is built from the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import duckdb

from alongside.warehouse import TABLES

KNOWN = datetime(2020, 1, 1)


def person(number: int) -> UUID:
    """A made-up id; lower numbers are older."""
    return UUID(int=number)


def shelf(
    people: Mapping[str, int], known_at: datetime = KNOWN, **tables: list[dict[str, Any]]
) -> duckdb.DuckDBPyConnection:
    """Empty tables with these rows; ``people`` says which person holds each record."""
    con = duckdb.connect()
    for name, columns in TABLES.items():
        con.execute(f"CREATE TABLE {name} ({columns})")
    held = [
        {"record_id": record, "person_id": person(number), "known_at": known_at}
        for record, number in people.items()
    ]
    for table, rows in {"membership": held, **tables}.items():
        for row in rows:
            marks = ", ".join("?" for _ in row)
            con.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])
    return con
