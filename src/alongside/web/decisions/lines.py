"""Which decision points wait, read from the joined records once a generation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.agency import Agency, DecisionFile
from alongside.web.decisions.rooms import room
from alongside.web.identity.lookup import living_among

if TYPE_CHECKING:
    import duckdb

    from alongside.privacy import Access

# One pass over the kinds in question; a point is open when none of its events closes it.
_OPEN = """
    SELECT source, source_key, any_value(record_id), any_value(person_id),
           any_value(coalesce(happened_from, known_from)), any_value(known_from),
           any_value(detail), any_value(sensitivity), any_value(purposes)
    FROM timeline
    WHERE kind IN ({kinds}) AND known_until IS NULL AND ($source IS NULL OR source = $source)
    GROUP BY source, source_key HAVING bool_and(kind = $opens)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLine:
    """A point that no source has closed, as one generation holds it.

    ``person_id`` is the id under which the generation filed the record.
    """

    kind: str
    source: str
    source_key: str
    record_id: str
    person_id: UUID
    opened_at: datetime
    known_at: datetime
    detail: str
    sensitivity: int
    purposes: frozenset[str]

    @property
    def key(self) -> tuple[str, str, str]:
        """What names the point for ever."""
        return (self.kind, self.source, self.source_key)


def own_lines(access: Access) -> list[OpenLine]:
    """Points that were opened here and wait, as far as she may see them; read anew each time."""
    rows = room().open_points(access)
    ids = {row.pk: UUID(row.record_id.partition(":")[2]) for row in rows}
    lives = living_among(ids.values())
    return [
        OpenLine(
            kind=row.kind,
            source=row.source,
            source_key=row.source_key,
            record_id=row.record_id,
            person_id=lives[ids[row.pk]],
            opened_at=row.opened_at,
            known_at=row.known_at,
            detail="",
            sensitivity=row.sensitivity,
            purposes=frozenset(row.purposes),
        )
        for row in rows
    ]


_kept: dict[tuple[UUID, str], tuple[OpenLine, ...]] = {}  # of the newest generation


def open_lines(
    con: duckdb.DuckDBPyConnection, generation_id: UUID, agency: Agency
) -> tuple[OpenLine, ...]:
    """Every point of every kind that waits in the generation, in no order.

    A generation never changes, so each kind is read once a process.
    """
    kept: dict[tuple[UUID, str], tuple[OpenLine, ...]] = {}
    for name, file in agency.decisions.items():
        place = (generation_id, f"{name} {file!r}")
        kept[place] = _kept[place] if place in _kept else _read(con, name, file)
    _kept.clear()
    _kept.update(kept)
    return tuple(line for lines in kept.values() for line in lines)


def _read(con: duckdb.DuckDBPyConnection, name: str, file: DecisionFile) -> tuple[OpenLine, ...]:
    kinds = ", ".join(f"'{kind}'" for kind in (file.opens, *file.closes))  # checked names
    asked = {"opens": file.opens, "source": file.source}
    rows = con.execute(_OPEN.format(kinds=kinds), asked).fetchall()
    return tuple(
        OpenLine(
            kind=name,
            source=row[0],
            source_key=row[1],
            record_id=row[2],
            person_id=row[3],
            opened_at=row[4].replace(tzinfo=UTC),
            known_at=row[5].replace(tzinfo=UTC),
            detail=row[6] or "",
            sensitivity=row[7] or 0,
            purposes=frozenset(row[8] or ()),
        )
        for row in rows
    )
