"""Search people in the operational database, filtered by who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from alongside.privacy import Worker
from alongside.timeline.search import Query, likeness, query_keys
from alongside.web.identity.lookup import living_among, unseen_people
from alongside.web.identity.models import NameRow

CANDIDATES = 300
LEAST_LIKENESS = 0.72


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One person of a search, with the name that matched best and their other names."""

    person_id: UUID
    name: str
    other_names: tuple[str, ...]
    birth_on: date | None
    place: str
    likeness: float


def find_people(query: Query, worker: Worker, *, limit: int = 20) -> list[Found]:
    """People whose names sound or look like the query, most alike first.

    Sealed people appear to nobody but those named on the seal; they take no place and no count.
    Nor does a name that only records bear which none of her purposes may read.
    """
    keys = query_keys(query)
    if not keys:
        return []
    hidden = unseen_people(worker)
    found: dict[UUID, list[tuple[float, NameRow]]] = {}
    clearances = {purpose: worker.clearance(purpose) or 0 for purpose in worker.purposes}
    rows = [row for row in _candidates(keys) if _may_find(row, clearances)]
    lives = living_among({row.person_id for row in rows})
    for row in rows:
        person_id = lives[row.person_id]
        if person_id in hidden or row.person_id in hidden:
            continue
        score = likeness(query, row.given_name, row.family_name, row.birth_on)
        if score >= LEAST_LIKENESS:
            found.setdefault(person_id, []).append((score, row))
    people = [_found(person_id, names) for person_id, names in found.items()]
    people.sort(key=lambda one: (-one.likeness, one.name, str(one.person_id)))
    return people[:limit]


def _may_find(row: NameRow, clearances: Mapping[str, int]) -> bool:
    return any(
        f",{purpose}," in row.purposes and row.sensitivity <= clearance
        for purpose, clearance in clearances.items()
    )


def _candidates(keys: frozenset[int]) -> list[NameRow]:
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT name_id, count(*) AS n FROM identity_name_key WHERE key IN ({marks})"
            f" GROUP BY name_id ORDER BY n DESC, name_id LIMIT {CANDIDATES}",
            list(keys),
        )
        ids = [row[0] for row in cursor.fetchall()]
    return list(NameRow.objects.filter(id__in=ids))


def _found(person_id: UUID, names: list[tuple[float, NameRow]]) -> Found:
    names.sort(key=lambda pair: (-pair[0], _full(pair[1]).isupper(), pair[1].id))
    spelt: dict[str, str] = {}  # capitals alone make no other spelling
    for _, row in sorted(names, key=lambda pair: _full(pair[1]).isupper()):
        spelt.setdefault(_full(row).casefold(), _full(row))
    name = _full(names[0][1])
    return Found(
        person_id=person_id,
        name=name,
        other_names=tuple(other for key, other in spelt.items() if key != name.casefold()),
        birth_on=next((row.birth_on for _, row in names if row.birth_on), None),
        place=next((row.place for _, row in names if row.place), ""),
        likeness=names[0][0],
    )


def _full(row: NameRow) -> str:
    return f"{row.given_name} {row.family_name}".strip()
