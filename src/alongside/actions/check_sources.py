"""Try mappings on the heads of their extracts and say what a refresh would make of them.

Nothing is kept: the trial runs in a scratch folder with the very code of a refresh, so that what
is said here is what will happen.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alongside.agency import Agency, SourceFile, Table
from alongside.core import AlongsideError
from alongside.sources import ReceivedTable, TableCounts, ingest_table, receive
from alongside.warehouse import new_generation, open_building

if TYPE_CHECKING:
    import duckdb

HEAD_LINES = 1_000  # of a text file too large to be tried whole
WHOLE_BELOW = 32_000_000  # bytes
_FACTS = ("given_name", "family_name", "birth_on", "sex", "address", "postcode", "id_number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One reason for which rows of a table would be put aside."""

    column: str
    code: str
    reason: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCheck:
    """What a refresh would make of the head of one table.

    Attributes
    ----------
    problem : str
        Why the table cannot be read at all; empty when it can.
    filled : dict
        Share (0 to 1) of the tried records that have a name, a date of birth and so on.
    events : int
        Events that the tried rows give.
    has_events : bool
        Whether the mapping looks for events in this table.
    """

    source: str
    table: str
    files: tuple[str, ...]
    read: int = 0
    accepted: int = 0
    rejected: int = 0
    left_out: int = 0
    events: int = 0
    has_events: bool = True
    filled: dict[str, float] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    problem: str = ""

    def as_json(self) -> dict[str, Any]:
        """Stable keys: the attributes of this class."""
        return asdict(self)


def check_sources(
    agency: Agency, names: Iterable[str], *, extracts: Path, now: datetime
) -> list[TableCheck]:
    """Try each table of the named sources; a table that fails does not stop the others.

    A text file above 32 MB is tried by its first 1,000 lines, every other file whole.
    """
    return [
        check
        for name in names
        for table in agency.sources[name].tables
        for check in (_check(agency, name, table, extracts=extracts, now=now),)
    ]


def _check(agency: Agency, name: str, table: str, *, extracts: Path, now: datetime) -> TableCheck:
    with tempfile.TemporaryDirectory() as scratch:
        try:
            received = _receive(agency.sources[name], name, table, extracts, Path(scratch))
            files = tuple(kept.name for kept in received.current)
            if not files:
                return TableCheck(source=name, table=table, files=(), problem=_no_file(table))
            found = _try(agency, name, received, now=now, scratch=Path(scratch))
        except AlongsideError as error:
            return TableCheck(source=name, table=table, files=(), problem=str(error))
    source = agency.sources[name]
    reading = any(source.table_of(block) == table for block in source.event)
    return replace(found, has_events=reading)


def _no_file(table: str) -> str:
    return f"no file fits the path of table {table}"


def _receive(
    source: SourceFile, name: str, table: str, extracts: Path, scratch: Path
) -> ReceivedTable:
    """Receive one table, large text files by their heads."""
    spec = source.tables[table]
    heads = extracts if spec.format == "sql" else _heads(spec, extracts, scratch / "heads")
    return receive(
        name,
        SourceFile(title=source.title, lane=source.lane, tables={table: spec}),
        extracts_root=heads,
        store=scratch / "kept",
        index={},
        environ=os.environ,
    )[0]


def _heads(table: Table, extracts: Path, into: Path) -> Path:
    into.mkdir()
    for path in sorted(extracts.glob(table.path or "")):
        head = into / path.relative_to(extracts)
        head.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and table.format in ("csv", "fhir"):
            _copy_head(path, head)
        elif path.is_file():
            shutil.copyfile(path, head)
    return into


def _copy_head(path: Path, head: Path) -> None:
    if path.stat().st_size < WHOLE_BELOW or path.suffix.lower() == ".json":
        shutil.copyfile(path, head)
        return
    with path.open("rb") as whole, head.open("wb") as copy:
        copy.writelines(islice(whole, HEAD_LINES + 1))


def _try(
    agency: Agency, name: str, received: ReceivedTable, *, now: datetime, scratch: Path
) -> TableCheck:
    con = open_building(new_generation(scratch / "warehouse"))
    try:
        counts = ingest_table(
            con,
            name,
            agency.sources[name],
            received.table,
            received.current,
            received_at=now,
            zone=agency.file.time_zone,
            may_shrink=True,
        )
        return _found(con, received, counts)
    finally:
        con.close()


def _found(
    con: duckdb.DuckDBPyConnection, received: ReceivedTable, counts: TableCounts
) -> TableCheck:
    faults = con.execute(
        """SELECT coalesce(column_name, ''), code, any_value(reason), count(*) FROM reject
           GROUP BY ALL ORDER BY 4 DESC, 1, 2"""
    ).fetchall()
    events = con.execute("SELECT count(*) FROM event").fetchone()
    return TableCheck(
        source=counts.source,
        table=counts.table,
        files=tuple(kept.name for kept in received.current),
        read=counts.read,
        accepted=counts.accepted,
        rejected=counts.rejected,
        left_out=counts.left_out,
        events=int(events[0]) if events else 0,
        filled=_filled(con),
        faults=tuple(Fault(column=c, code=k, reason=r, rows=n) for c, k, r, n in faults),
    )


def _filled(con: duckdb.DuckDBPyConnection) -> dict[str, float]:
    shares = ", ".join(f"count({fact}) / count(*)" for fact in _FACTS)
    row = con.execute(f"SELECT count(*), {shares} FROM record").fetchone()
    if row is None or not row[0]:
        return {}
    return {fact: round(float(share), 3) for fact, share in zip(_FACTS, row[1:], strict=True)}
