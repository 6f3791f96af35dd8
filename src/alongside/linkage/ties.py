"""Declared relationships between people, each readable from both sides.

A source says that one record *is the parent of* another. On the child's page the other is the
``parent``, on the parent's page the other is the ``child``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.linkage.seals import SEALED_PEOPLE
from alongside.warehouse.asking import first_row

if TYPE_CHECKING:
    import duckdb

# what the one is, what the other is then; every other word is read the same from both sides
INVERSE = {
    "parent": "child",
    "grandparent": "grandchild",
    "step_parent": "step_child",
    "foster_parent": "foster_child",
    "adoptive_parent": "adopted_child",
    "guardian": "ward",
    "carer": "cared_for",
    "aunt_or_uncle": "niece_or_nephew",
}
_INVERSE = {**INVERSE, **{other: one for one, other in INVERSE.items()}}

_SEEN = f"""
    INSERT INTO person_tie
    WITH sealed_person AS ({SEALED_PEOPLE}), declared AS (
        SELECT l.person_id AS one, r.person_id AS other,
               regexp_replace(lower(trim(t.kind)), '_(of|by)$', '') AS kind,
               t.from_on, t.until_on, t.source,
               greatest(t.known_from, l.known_at, r.known_at) AS known_at,
               coalesce(t.known_until, 'infinity'::TIMESTAMP) AS known_until
        FROM relationship t
        JOIN membership l ON l.record_id = t.from_record
        JOIN membership r ON r.record_id = t.to_record
        WHERE l.person_id <> r.person_id
          AND l.person_id NOT IN (SELECT person_id FROM sealed_person)
          AND r.person_id NOT IN (SELECT person_id FROM sealed_person)
    ), seen AS (
        SELECT other AS person_id, one AS other_id, kind, * EXCLUDE (one, other, kind)
        FROM declared
        UNION ALL
        SELECT one, other, coalesce(inverse.kind, declared.kind),
               declared.* EXCLUDE (one, other, kind)
        FROM declared LEFT JOIN (SELECT unnest(?::VARCHAR[]) AS of, unnest(?::VARCHAR[]) AS kind)
            inverse ON inverse.of = declared.kind
    )"""

# the same tie said again, by another source or a later version, is one tie while it was believed
_ONCE = """, reached AS (
        SELECT *, max(known_until) OVER (
            PARTITION BY person_id, other_id, kind, from_on, until_on
            ORDER BY known_at, known_until DESC, source
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS believed_before
        FROM seen WHERE known_at < known_until
    ), numbered AS (
        SELECT *, count(*) FILTER (believed_before IS NULL OR believed_before < known_at) OVER (
            PARTITION BY person_id, other_id, kind, from_on, until_on
            ORDER BY known_at, known_until DESC, source ROWS UNBOUNDED PRECEDING) AS island
        FROM reached
    ), once AS (
        SELECT person_id, other_id, kind, from_on, until_on,
               min_by(source, (known_at, source)) AS source,
               min(known_at) AS known_at, max(known_until) AS known_until
        FROM numbered GROUP BY person_id, other_id, kind, from_on, until_on, island
    )"""

# a tie without dates is heard until somebody says the same with dates
_BELIEVED = """
    SELECT person_id, other_id, kind, from_on, until_on, source, known_at,
           nullif(believed_until, 'infinity'::TIMESTAMP)
    FROM (
        SELECT *, CASE WHEN from_on IS NULL AND until_on IS NULL
                       THEN least(known_until, min(known_at) FILTER (
                           (from_on IS NOT NULL OR until_on IS NOT NULL)
                           AND known_until = 'infinity'::TIMESTAMP)
                           OVER (PARTITION BY person_id, other_id, kind))
                       ELSE known_until END AS believed_until
        FROM once)
    WHERE known_at < believed_until
    ORDER BY person_id, kind, other_id, from_on, until_on, known_at"""


def build_ties(con: duckdb.DuckDBPyConnection) -> int:
    """Rebuild ``person_tie`` from declared relationships and memberships; return its rows.

    Two rows a tie, one for each side; replaced versions too, with ``known_until``. A tie is known
    when it was declared and both records were known to be these people's. A tie of a person with
    herself (two of her records) says nothing and is left out, and so is everybody who is sealed.
    """
    con.execute("DELETE FROM person_tie")
    row = first_row(con, _SEEN + _ONCE + _BELIEVED, [list(_INVERSE), list(_INVERSE.values())])
    return int(row[0]) if row else 0
