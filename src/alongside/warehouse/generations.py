"""Generations: build beside, make durable, read, discard."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from alongside.core import AlongsideError, ExitCode, new_person_id
from alongside.warehouse.asking import first_row
from alongside.warehouse.schema import SCHEMA_VERSION, TABLES

# Small groups, because a page reads the few rows of one person: with DuckDB's own 122,880 each of
# its queries cost 2 ms more, with fewer than this the file grows by half.
ROWS_TOGETHER = 16_384
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 2,
    "preserve_insertion_order": True,
    "autoinstall_known_extensions": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """One DuckDB file. The id is unique and sorts by time."""

    id: str
    path: Path


def new_generation(folder: Path, *, after: Path | None = None) -> Generation:
    """Name a new generation, starting from a copy of ``after`` or from empty tables."""
    folder.mkdir(parents=True, exist_ok=True)
    identity = str(new_person_id())
    generation = Generation(id=identity, path=folder / f"{identity}.building.duckdb")
    if after is not None:
        shutil.copyfile(after, generation.path)
    return generation


def open_building(generation: Generation) -> duckdb.DuckDBPyConnection:
    """Open a generation for writing and make sure that every table is there."""
    con = duckdb.connect(config=SETTINGS | {"temp_directory": f"{generation.path}.tmp"})
    path = str(generation.path).replace("'", "''")
    con.execute(f"ATTACH '{path}' AS building (ROW_GROUP_SIZE {ROWS_TOGETHER})")
    con.execute("USE building")
    con.execute("SET TimeZone = 'UTC'")
    for name, columns in TABLES.items():
        con.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns})")
    con.execute(
        "INSERT OR REPLACE INTO meta VALUES ('generation', ?), ('schema_version', ?)",
        [generation.id, str(SCHEMA_VERSION)],
    )
    return con


def make_durable(generation: Generation) -> Generation:
    """Give a closed generation its last name and force file and folder to the disk."""
    final = generation.path.with_name(f"{generation.id}.duckdb")
    _fsync(generation.path)
    generation.path.rename(final)
    _fsync(final.parent)
    return Generation(id=generation.id, path=final)


def open_reading(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a published generation read-only.

    Raises
    ------
    AlongsideError
        ``AL-W001`` when the file is missing or damaged.
    """
    try:
        con = duckdb.connect(str(path), read_only=True, config={"threads": 1})
    except duckdb.Error as error:
        raise AlongsideError(
            "AL-W001",
            seen="The joined records cannot be opened",
            do="Case work goes on; run `alongside refresh` to build them again",
            exit_code=ExitCode.STORAGE,
        ) from error
    con.execute("SET TimeZone = 'UTC'")
    return con


def discard_old(folder: Path, *, keep: Iterable[str]) -> list[Path]:
    """Delete generations, finished or not, whose id is not in ``keep``; return their paths."""
    kept = set(keep)
    gone = [path for path in folder.glob("*.duckdb*") if path.name.split(".", 1)[0] not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def content_hashes(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """A hash of each table's rows, whatever their order: equal content, equal hash.

    What names the build itself (``meta``) is left out.
    """
    hashes = {}
    for name in TABLES:
        if name == "meta":
            continue
        row = first_row(
            con,
            "SELECT count(*), coalesce(bit_xor(hash(t)), 0), coalesce(sum(hash(t)), 0) "
            f"FROM {name} t",
        )
        assert row is not None  # noqa: S101 - an aggregate always gives one row
        hashes[name] = "-".join(str(value) for value in row)
    return hashes


def _fsync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
