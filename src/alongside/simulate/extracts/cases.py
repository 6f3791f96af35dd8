"""The child-protection case system: a dump of its tables as one SQLite file."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from alongside.simulate.extracts import case_clients, case_work
from alongside.simulate.extracts.base import Columns, Written, as_lists
from alongside.simulate.world import World

FILE = "cases.sqlite"


def write(world: World, folder: Path) -> Written:
    """Write clients, ties, addresses, investigations, findings, placements and contacts."""
    rng = world.rng("cases")
    clients = case_clients.enrol(world, rng)
    work = case_work.work_cases(world, clients, rng)
    tables: dict[str, Columns] = {
        "clients": case_clients.client_table(world, clients),
        "relationships": case_clients.ties(world, clients),
        "client_addresses": case_clients.addresses(world, clients),
        **work,
    }
    path = _write_database(folder / FILE, tables)
    return Written(
        source="cases",
        keys=clients.keys,
        persons=clients.persons,
        events=sum(len(next(iter(table.values()))) for table in work.values()),
        files=(path,),
        sealed=clients.sealed,
    )


def _write_database(path: Path, tables: dict[str, Columns]) -> Path:
    """One file with every table; the same rows give the same bytes."""
    path.unlink(missing_ok=True)
    con = sqlite3.connect(path)
    con.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size=4096;")
    for name, columns in tables.items():
        con.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
        marks = ", ".join("?" * len(columns))
        con.executemany(f"INSERT INTO {name} VALUES ({marks})", _rows(columns))
    con.commit()
    con.close()
    return path


def _rows(columns: Columns) -> list[tuple[Any, ...]]:
    empty_as_null = [
        [None if value == "" else value for value in column] for column in as_lists(columns)
    ]
    return list(zip(*empty_as_null, strict=True))
