"""The names a person can be found by, for the search index of the operational database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    import duckdb

# An age that is only roughly known is no birth date to find somebody by.
# A name is as open as the most open record that bears it; its purposes are those of all of these.
_NAMES = """
    SELECT person_id, coalesce(given_name, ''), coalesce(family_name, ''),
           CASE WHEN coalesce(birth_precision, 'day') IN ('day', 'instant') THEN birth_on END
               AS birth_on,
           CASE WHEN shielded THEN '' ELSE coalesce(place, '') END AS place, sensitivity,
           list_sort(list_distinct(flatten(list(purposes)))) AS purposes
    FROM (SELECT *, bool_or(coalesce(address_protected, false)) OVER (PARTITION BY person_id)
                 AS shielded
          FROM {schema}person_record WHERE known_until IS NULL)
    WHERE given_name IS NOT NULL OR family_name IS NOT NULL
    GROUP BY ALL"""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SearchName:
    """One name of one person. The place is empty for anybody with a protected address.

    ``sensitivity`` and ``purposes`` are those of the records that bear the name: who may not read
    them does not find the name either.
    """

    person_id: UUID
    given_name: str
    family_name: str
    birth_on: date | None
    place: str
    sensitivity: int = 1
    purposes: tuple[str, ...] = ()


def published_names(con: duckdb.DuckDBPyConnection) -> list[SearchName]:
    """Every distinct name of every person in the generation."""
    rows = con.execute(_NAMES.format(schema="") + " ORDER BY ALL").fetchall()
    return [_name(row) for row in rows]


def changed_names(
    con: duckdb.DuckDBPyConnection, before: str
) -> tuple[list[SearchName], list[SearchName]]:
    """Names that came and names that went, against the generation attached as ``before``."""
    new, old = _NAMES.format(schema=""), _NAMES.format(schema=f"{before}.")
    came = con.execute(f"({new}) EXCEPT ({old}) ORDER BY ALL").fetchall()
    went = con.execute(f"({old}) EXCEPT ({new}) ORDER BY ALL").fetchall()
    return [_name(row) for row in came], [_name(row) for row in went]


def _name(row: tuple[UUID, str, str, date | None, str, int, list[str] | None]) -> SearchName:
    person_id, given, family, birth_on, place, sensitivity, purposes = row
    return SearchName(
        person_id=person_id,
        given_name=given,
        family_name=family,
        birth_on=birth_on,
        place=place,
        sensitivity=sensitivity,
        purposes=tuple(purposes or ()),
    )
