"""What the joined records say about who is who to whom, and who lived together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from alongside.privacy import Worker
from alongside.web.families.kinds import KINDS, OF_SOURCES, Kind
from alongside.web.identity.lookup import living_among, merged_into, unseen_people
from alongside.web.people.opening import readable_warehouse


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedTie:
    """A relationship that a source declares. ``kind`` is ``None`` for one that is only told."""

    one: UUID
    other: UUID
    kind: Kind | None
    called: str  # as the source calls what ``one`` is to ``other``
    from_on: date | None
    until_on: date | None
    source: str
    known_at: datetime


def joined_ties(
    people: Iterable[UUID], worker: Worker | None, *, as_of: datetime | None = None
) -> list[JoinedTie]:
    """Declared ties of these living people, as far as known by then; nothing of hidden people."""
    people = set(people)
    warehouse = readable_warehouse()
    if warehouse is None or not people:
        return []
    hidden = unseen_people(worker) if worker else frozenset()
    ids = ", ".join(f"'{one}'" for one in people | merged_into(people))  # UUIDs only
    known = (as_of or datetime.max.replace(tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None)
    rows = warehouse.con.execute(
        f"""SELECT person_id, other_id, kind, from_on, until_on, source, min(known_at)
            FROM person_kin
            WHERE person_id IN ({ids}) AND NOT sealed AND known_at <= ?
              AND (known_until IS NULL OR ? < known_until)
            GROUP BY ALL ORDER BY person_id, other_id, kind, source""",
        [known, known],
    ).fetchall()
    now = living_among({one for row in rows for one in row[:2]})
    ties = [_tie(now[row[0]], now[row[1]], *row[2:]) for row in rows]
    return [tie for tie in ties if not {tie.one, tie.other} & hidden and tie.one != tie.other]


def _tie(
    person: UUID,
    other: UUID,
    called: str,
    from_on: date | None,
    until_on: date | None,
    source: str,
    known_at: datetime,
) -> JoinedTie:
    """The row says: ``other`` is the ``called`` of the person."""
    plain = called.removesuffix("_of")
    kind, other_first = OF_SOURCES.get(plain, ("", True))
    return JoinedTie(
        one=other if other_first else person,
        other=person if other_first else other,
        kind=KINDS.get(kind),
        called=plain,
        from_on=from_on,
        until_on=until_on,
        source=source,
        known_at=known_at.replace(tzinfo=UTC),
    )
