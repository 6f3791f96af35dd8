"""What workers did becomes events of the source ``alongside``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from alongside.actions.stores import OutboxEvent
from alongside.core import record_id
from alongside.warehouse.asking import first_row

if TYPE_CHECKING:
    import duckdb

SOURCE = "alongside"
LANE = "Agency"


def outbox_record(person_id: object) -> str:
    """The record id under which a person's own acts in Alongside are filed."""
    return record_id(SOURCE, str(person_id))


def write_outbox(con: duckdb.DuckDBPyConnection, events: Sequence[OutboxEvent]) -> int:
    """Write outbox events that the generation does not hold yet; return the newest number."""
    row = first_row(con, "SELECT value FROM meta WHERE key = 'outbox_until'")
    read_until = int(row[0]) if row else 0
    fresh = [event for event in events if event.id > read_until]
    for event in fresh:
        con.execute(
            """INSERT INTO event (event_id, record_id, source, source_key, version, kind,
                   happened_from, precision, known_from, known_is_receipt, sensitivity, purposes,
                   code, origin, lane)
               VALUES (?, ?, ?, ?, 1, ?, ?, 'instant', ?, false, ?, ?, ?, ?, ?)""",
            [
                record_id(SOURCE, str(event.id)),
                outbox_record(event.person_id),
                SOURCE,
                str(event.id),
                event.kind,
                _naive(event.happened_at),
                _naive(event.known_at),
                event.sensitivity,
                list(event.purposes),
                event.code or None,
                event.origin,
                LANE,
            ],
        )
    return max([read_until, *(event.id for event in fresh)])


def _naive(value: datetime) -> datetime:
    return value.astimezone(UTC).replace(tzinfo=None)
