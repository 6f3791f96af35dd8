"""Sort a generation by person: records, events and one line for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    import duckdb

MembershipLine = tuple[str, UUID, datetime, datetime, str]

_RECORD_COLUMNS = """
    r.record_id, r.source, r.version, r.known_from, r.known_until, r.given_name, r.family_name,
    r.birth_on, r.birth_precision, r.died_on, r.sex, r.address, r.postcode, r.place, r.phone,
    r.email, r.id_number, r.id_kind, r.language, r.sealed, r.address_protected, r.sensitivity,
    r.purposes"""

_EVENT_COLUMNS = """
    e.event_id, e.record_id, e.source, e.source_key, e.version, e.kind, e.happened_from,
    e.happened_until, e.precision, e.known_from, e.known_until, e.known_is_receipt,
    m.known_at AS linked_at, e.value, e.unit, e.code, e.code_system, e.detail, e.sensitivity,
    e.purposes, e.origin, e.lane"""

# Of several values the one that most records agree on wins; of equals the newest, then the
# first by alphabet, so that the choice never depends on the order of rows.
_BEST = """
    SELECT person_id, value FROM (
        SELECT person_id, value, row_number() OVER (
            PARTITION BY person_id ORDER BY n DESC, newest DESC, value) AS place
        FROM (
            SELECT person_id, {column} AS value, count(*) AS n, max(known_from) AS newest
            FROM person_record WHERE known_until IS NULL AND {column} IS NOT NULL
            GROUP BY person_id, {column}))
    WHERE place = 1"""

_BEST_COLUMNS = (
    "given_name",
    "family_name",
    "birth_on",
    "birth_precision",
    "died_on",
    "sex",
    "language",
)


def write_memberships(con: duckdb.DuckDBPyConnection, lines: Iterable[MembershipLine]) -> int:
    """Replace the generation's copy of the ledger's open memberships; return how many.

    Each line is ``(record_id, person_id, from_at, known_at, by)`` with aware datetimes.
    """
    import pyarrow as pa

    rows = sorted(lines, key=lambda line: line[0])
    instant = pa.timestamp("us", tz="UTC")
    table = pa.table(
        {
            "record_id": pa.array([row[0] for row in rows], pa.string()),
            "person_id": pa.array([str(row[1]) for row in rows], pa.string()),
            "from_at": pa.array([row[2] for row in rows], instant),
            "known_at": pa.array([row[3] for row in rows], instant),
            "linked_by": pa.array([row[4] for row in rows], pa.string()),
        }
    )
    con.register("membership_lines", table)
    con.execute("DELETE FROM membership")
    con.execute(
        """INSERT INTO membership SELECT record_id, person_id::UUID, from_at::TIMESTAMP,
           known_at::TIMESTAMP, linked_by FROM membership_lines ORDER BY record_id"""
    )
    con.unregister("membership_lines")
    return len(rows)


def build_timeline(con: duckdb.DuckDBPyConnection) -> None:
    """Rebuild every table that is sorted by person.

    They come from records, events, memberships, households, ties and links, so it runs last.
    """
    con.execute("DELETE FROM person_record")
    con.execute(
        f"""INSERT INTO person_record SELECT m.person_id, m.known_at, m.linked_by, {_RECORD_COLUMNS}
            FROM record r JOIN membership m USING (record_id)
            ORDER BY m.person_id, r.record_id, r.version"""
    )
    con.execute("DELETE FROM timeline")
    con.execute(
        f"""INSERT INTO timeline SELECT m.person_id, {_EVENT_COLUMNS}
            FROM event e JOIN membership m USING (record_id)
            ORDER BY m.person_id, e.happened_from DESC NULLS LAST, e.event_id, e.version"""
    )
    _build_person(con)
    _build_beside(con)


def _build_person(con: duckdb.DuckDBPyConnection) -> None:
    joins, columns = [], []
    for column in _BEST_COLUMNS:
        joins.append(f"LEFT JOIN ({_BEST.format(column=column)}) {column}_ USING (person_id)")
        columns.append(f"{column}_.value AS {column}")
    con.execute("DELETE FROM person")
    con.execute(
        f"""INSERT INTO person SELECT person_id, {", ".join(columns)}, records, coalesce(n, 0),
            sealed, address_protected
            FROM (SELECT person_id, count(DISTINCT record_id) AS records,
                         bool_or(coalesce(sealed, false) AND known_until IS NULL) AS sealed,
                         bool_or(coalesce(address_protected, false) AND known_until IS NULL)
                             AS address_protected
                  FROM person_record GROUP BY person_id)
            LEFT JOIN (SELECT person_id, count(*) AS n FROM timeline WHERE known_until IS NULL
                       GROUP BY person_id) USING (person_id)
            {" ".join(joins)}
            ORDER BY person_id"""
    )


_NAME = "trim(concat_ws(' ', p.given_name, p.family_name))"
_BESIDE = {
    "person_stay": f"""
        SELECT own.person_id, h.household_id, h.person_id, {_NAME}, p.birth_on,
               coalesce(p.sealed, false), h.from_on, h.until_on, h.because, h.address, h.known_at
        FROM (SELECT DISTINCT person_id, household_id FROM household) own
        JOIN household h USING (household_id) JOIN person p ON p.person_id = h.person_id
        ORDER BY own.person_id, h.until_on DESC NULLS FIRST, h.from_on DESC, p.birth_on,
                 h.person_id, h.household_id, h.known_at""",
    "person_kin": f"""
        SELECT t.person_id, t.other_id, {_NAME}, p.birth_on, coalesce(p.sealed, false), t.kind,
               t.from_on, t.until_on, t.source, t.known_at, t.known_until
        FROM person_tie t JOIN person p ON p.person_id = t.other_id
        ORDER BY t.person_id, t.kind, p.birth_on, t.other_id, t.known_at""",
    "person_link": """
        SELECT m.person_id, l.left_record, l.right_record, l.weight, l.probability, l.agreements
        FROM link l JOIN membership m ON m.record_id = l.left_record
        JOIN membership other ON other.record_id = l.right_record
        WHERE m.person_id = other.person_id
        ORDER BY m.person_id, l.probability DESC, l.weight DESC, l.left_record, l.right_record""",
}


def _build_beside(con: duckdb.DuckDBPyConnection) -> None:
    """Households, ties and links once more, each under the person whose page shows them."""
    for table, query in _BESIDE.items():
        con.execute(f"DELETE FROM {table}")
        con.execute(f"INSERT INTO {table} {query}")
