"""What a generation holds of a few people, read from the tables that are sorted by person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from alongside.agency.model_file import ModelFile
from alongside.core import Origin, Sensitivity
from alongside.governance.decisions import AFTER_ADVICE_KINDS
from alongside.timeline.matrix.allowed import ADVICE_OPENED

if TYPE_CHECKING:
    import duckdb

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the warehouse holds UTC without a zone
_MICROSECOND = timedelta(microseconds=1)


class FiledEvent(NamedTuple):
    """A version of an event. Instants are UTC without a zone, as the warehouse holds them."""

    person_id: UUID
    event_id: str
    record_id: str
    source: str
    source_key: str
    version: int
    kind: str
    happened_from: datetime | None
    known_from: datetime
    known_until: datetime | None
    linked_at: datetime
    value: float | None
    code: str | None
    detail: str | None
    sensitivity: int | None
    purposes: list[str] | None
    origin: str | None


class FiledRecord(NamedTuple):
    """A version of a record."""

    record_id: str
    source: str
    known_from: datetime
    known_until: datetime | None
    linked_at: datetime
    linked_by: str
    birth_on: date | None
    purposes: list[str] | None


class Stay(NamedTuple):
    """Somebody's time in one of the person's households."""

    household_id: str
    other_id: UUID
    from_on: date
    until_on: date
    known_at: datetime


class Kin(NamedTuple):
    """A declared tie: what the other is to the person."""

    other_id: UUID
    kind: str
    known_at: datetime
    known_until: datetime | None


def listed(people: Iterable[UUID]) -> str:
    """Ids as SQL. They stand in the text: a list parameter would defeat zone maps."""
    return ", ".join(f"'{UUID(str(one))}'" for one in people) or "NULL"


def microseconds(instant: datetime) -> int:
    """A UTC instant as a number."""
    return (instant - _EPOCH) // _MICROSECOND


def read_events(con: duckdb.DuckDBPyConnection, people: Collection[UUID]) -> list[FiledEvent]:
    """Every version of every event of these people."""
    if not people:
        return []
    columns = ", ".join(FiledEvent._fields)
    rows = con.execute(f"SELECT {columns} FROM timeline WHERE person_id IN ({listed(people)})")
    return [FiledEvent(*row) for row in rows.fetchall()]


def read_records(con: duckdb.DuckDBPyConnection, people: Collection[UUID]) -> list[FiledRecord]:
    """Every version of every record of these people."""
    columns = ", ".join(FiledRecord._fields)
    rows = con.execute(f"SELECT {columns} FROM person_record WHERE person_id IN ({listed(people)})")
    return [FiledRecord(*row) for row in rows.fetchall()]


def read_ties(
    con: duckdb.DuckDBPyConnection, people: Collection[UUID], *, threshold: float
) -> list[tuple[str, str]]:
    """The pairs of these people's records that are likely enough to be one person's."""
    return con.execute(
        f"""SELECT left_record, right_record FROM person_link
            WHERE person_id IN ({listed(people)}) AND probability >= ?""",
        [threshold],
    ).fetchall()


def read_stays(con: duckdb.DuckDBPyConnection, people: Collection[UUID]) -> list[Stay]:
    """Who was when in the households of these people, they themselves too."""
    return [
        Stay(*row)
        for row in con.execute(
            f"""SELECT household_id, other_id, coalesce(from_on, DATE '0001-01-01'),
                       coalesce(until_on, DATE '9999-12-31'), known_at
                FROM person_stay WHERE person_id IN ({listed(people)}) AND NOT sealed"""
        ).fetchall()
    ]


def read_kin(
    con: duckdb.DuckDBPyConnection, people: Collection[UUID], *, at: datetime
) -> list[Kin]:
    """The declared ties of these people that were believed just before ``at``."""
    if not people:
        return []
    rows = con.execute(
        f"""SELECT other_id, kind, known_at, known_until FROM person_kin
            WHERE person_id IN ({listed(people)}) AND NOT sealed"""
    ).fetchall()
    return [kin for kin in map(Kin._make, rows) if believed(kin.known_at, kin.known_until, at)]


def believed(known_from: datetime, known_until: datetime | None, at: datetime) -> bool:
    """Whether a version held just before ``at``."""
    return known_from < at and (known_until is None or known_until >= at)


def allowed(model: ModelFile, events: Iterable[FiledEvent]) -> list[FiledEvent]:
    """The versions that may speak to the model; the same rule as ``untouched_sql``."""
    events = list(events)
    tainted = _tainted(events)
    purposes = set(model.purposes)
    return [
        one
        for one in events
        if one.origin != Origin.ADVICE
        and one.kind not in AFTER_ADVICE_KINDS
        and (one.sensitivity or 0) < Sensitivity.RESTRICTED
        and purposes <= set(one.purposes or ())
        and one.event_id not in tainted
    ]


def _tainted(events: Iterable[FiledEvent]) -> set[str]:
    """Events that were first said at a decision point after advice was opened there."""
    since: dict[str, datetime] = {}
    first: dict[tuple[str, str], datetime] = {}
    for one in events:
        if one.kind == ADVICE_OPENED and one.code is not None:
            since[one.code] = min(one.known_from, since.get(one.code, one.known_from))
    if not since:
        return set()
    for one in events:
        key = (f"{one.source}:{one.source_key}", one.event_id)
        first[key] = min(one.known_from, first.get(key, one.known_from))
    return {
        event_id
        for (point, event_id), known in first.items()
        if point in since and known >= since[point]
    }
