"""People whom workers wrote down become records of the source ``alongside``."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from alongside.actions.outbox import SOURCE, outbox_record
from alongside.actions.stores import SaidPerson
from alongside.warehouse.asking import first_row

if TYPE_CHECKING:
    import duckdb

BLOCK = "said"
_INSERT = """
    INSERT INTO record (record_id, source, source_key, block, version, known_from, known_until,
        known_is_receipt, given_name, family_name, birth_on, birth_precision, sex, address, phone,
        language, sealed, address_protected, sensitivity, purposes, row_hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, false, ?, ?, ?, ?, ?, ?, ?, ?, false, false, ?, ?, ?)"""


def write_said(con: duckdb.DuckDBPyConnection, said: Sequence[SaidPerson]) -> bool:
    """Write every version of everybody who was written down; say whether any is new.

    They are few, so they are written anew each time; an unchanged one keeps its hash and is not
    linked again.
    """
    newest = max((one.id for one in said), default=0)
    before = said_until(con)
    con.execute("DELETE FROM record WHERE source = ? AND block = ?", [SOURCE, BLOCK])
    later: dict[object, datetime] = {}
    lines = []
    for one in sorted(said, key=lambda version: -version.id):
        lines.append(_line(one, until=later.get(one.person_id)))
        later[one.person_id] = one.at
    versions: dict[object, int] = {}
    for line in reversed(lines):
        versions[line[0]] = versions.get(line[0], 0) + 1
        con.execute(_INSERT, [*line[:4], versions[line[0]], *line[4:]])
    con.execute("INSERT OR REPLACE INTO meta VALUES ('said_until', ?)", [str(newest)])
    return newest > before


def said_until(con: duckdb.DuckDBPyConnection) -> int:
    """The newest version that the generation holds."""
    row = first_row(con, "SELECT value FROM meta WHERE key = 'said_until'")
    return int(row[0]) if row else 0


def _line(one: SaidPerson, *, until: datetime | None) -> list[object]:
    who: list[object] = [
        one.given_name or None,
        one.family_name or None,
        one.birth_on,
        one.birth_precision if one.birth_on else None,
        one.sex or None,
        one.address or None,
        one.phone or None,
        one.language or None,
        one.sensitivity,
        list(one.purposes),
    ]
    key = str(one.person_id)
    ends = _naive(until) if until else None
    return [outbox_record(key), SOURCE, key, BLOCK, _naive(one.at), ends, *who, _hash(who)]


def _hash(values: list[object]) -> int:
    return int.from_bytes(hashlib.blake2b(repr(values).encode(), digest_size=8).digest(), "big")


def _naive(value: datetime) -> datetime:
    return value.astimezone(UTC).replace(tzinfo=None)
