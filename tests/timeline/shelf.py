"""An opened person over a generation in memory, without a web or a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import duckdb

from alongside.governance import Entry
from alongside.privacy import DEFAULT_ROLES, Access, Worker
from alongside.timeline import (
    OpenedPerson,
    Whereabouts,
    build_timeline,
    open_person,
    write_memberships,
)
from alongside.warehouse import TABLES

PERSON = UUID("01890000-0000-7000-8000-000000000001")
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
PURPOSES = ["casework", "supervision"]


class Pages(list[Entry]):
    """A ledger that keeps its entries in a list."""

    def write(self, entry: Entry) -> None:
        """Keep the entry."""
        self.append(entry)


def record(key: str, **values: Any) -> dict[str, Any]:
    """A row of a record."""
    return {
        "record_id": f"cases:{key}",
        "source": "cases",
        "source_key": key,
        "version": 1,
        "known_from": datetime(2020, 1, 1),
        "given_name": "Mila",
        "family_name": "Varga",
        "sensitivity": 1,
        "purposes": PURPOSES,
        **values,
    }


def event(key: str, happened: datetime | None, **values: Any) -> dict[str, Any]:
    """A row of an event of record ``cases:a``."""
    return {
        "event_id": f"cases:{key}",
        "record_id": "cases:a",
        "source": "cases",
        "source_key": key,
        "version": 1,
        "kind": "referral",
        "happened_from": happened,
        "precision": "day" if happened else "unknown",
        "known_from": happened or datetime(2020, 1, 1),
        "known_is_receipt": False,
        "sensitivity": 1,
        "purposes": PURPOSES,
        "origin": "source",
        "lane": "Agency",
        **values,
    }


def shelve(
    records: Iterable[dict[str, Any]],
    events: Iterable[dict[str, Any]] = (),
    *,
    linked: dict[str, datetime] | None = None,
) -> tuple[duckdb.DuckDBPyConnection, Whereabouts]:
    """A generation of one person; ``linked`` says since when a record's tie could be known."""
    con = duckdb.connect()
    for name, columns in TABLES.items():
        con.execute(f"CREATE TABLE {name} ({columns})")
    records = list(records)
    for table, rows in (("record", records), ("event", list(events))):
        for row in rows:
            marks = ", ".join("?" for _ in row)
            con.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])
    known = {one["record_id"]: datetime(2020, 1, 1, tzinfo=UTC) for one in records}
    known |= linked or {}
    write_memberships(con, [(key, PERSON, NOW, when, "linkage") for key, when in known.items()])
    build_timeline(con)
    return con, Whereabouts(person_id=PERSON, stored_under=(PERSON,), linked=known)


def reader(role: str = "worker", purpose: str = "casework", as_of: datetime = NOW) -> Access:
    """The ticket of a made-up worker."""
    worker = Worker(id="w1", name="Amara Whitlock", roles=(DEFAULT_ROLES[role],))
    return Access(worker=worker, purpose=purpose, as_of=as_of)


def opened(
    shelf: tuple[duckdb.DuckDBPyConnection, Whereabouts], access: Access | None = None
) -> OpenedPerson:
    """Open the person of a shelf."""
    con, where = shelf
    return open_person(con, Pages(), where, access=access or reader(), now=NOW)
