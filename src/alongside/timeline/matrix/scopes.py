"""Whose records count for a row: her own, her household's, earlier households', siblings'.

Her own records are those linked to her as of the date. Households and declared ties are those that
the generation holds of today's person, each since the instant when it could be known and, for
households, for the days that they lasted; records of others count since their own tie to them could
be known. So a record that joins two people later, both of whom were known before, brings the
household of the one to the other also for the time before: that is the one thing that these scopes
learn too early. Nobody who is sealed is in any household or tie.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from alongside.agency.model_file import Scope

if TYPE_CHECKING:
    import duckdb

NUMBERS = {
    Scope.PERSON: 0,
    Scope.HOUSEHOLD: 1,
    Scope.EARLIER_HOUSEHOLDS: 2,
    Scope.SIBLINGS: 3,
}
PARENTS = ("parent", "carer")  # what the other is to the person
CHILDREN = ("child", "cared_for")
SIBLING = "sibling"

_OWN = """
    CREATE OR REPLACE TEMP TABLE mx_reach AS
    SELECT r.row, 0::TINYINT AS scope, s.record_id
    FROM mx_row r JOIN mx_since s ON s.index_record = r.record_id AND s.since_us < r.as_of_us"""

_FROM = "coalesce({0}.from_on, '-infinity'::DATE)"
_UNTIL = "coalesce({0}.until_on, 'infinity'::DATE)"

# everybody with whom the person shared a roof before the as-of date or on it
_SHARED = f"""
    CREATE OR REPLACE TEMP TABLE mx_shared AS
    SELECT r.row, q.person_id,
           bool_or(r.as_of_on >= {_FROM.format("h")} AND r.as_of_on >= {_FROM.format("q")}
                   AND r.as_of_on < {_UNTIL.format("h")} AND r.as_of_on < {_UNTIL.format("q")})
               AS still
    FROM mx_row r
    JOIN household h ON h.person_id = r.person_id AND h.known_at < r.as_of_at
    JOIN household q ON q.household_id = h.household_id AND q.person_id <> h.person_id
                    AND q.known_at < r.as_of_at
    WHERE greatest({_FROM.format("h")}, {_FROM.format("q")})
          < least({_UNTIL.format("h")}, {_UNTIL.format("q")}, r.as_of_on + 1)
    GROUP BY r.row, q.person_id"""

_BELIEVED = "{0}.known_at < r.as_of_at AND coalesce({0}.known_until >= r.as_of_at, true)"
_LISTED = "', '".join

_SIBLINGS = f"""
    SELECT r.row, t.other_id AS person_id
    FROM mx_row r JOIN person_tie t ON t.person_id = r.person_id AND {_BELIEVED.format("t")}
    WHERE t.kind = '{SIBLING}'
    UNION
    SELECT r.row, s.other_id
    FROM mx_row r JOIN person_tie t ON t.person_id = r.person_id AND {_BELIEVED.format("t")}
    JOIN person_tie s ON s.person_id = t.other_id AND {_BELIEVED.format("s")}
    WHERE t.kind IN ('{_LISTED(PARENTS)}') AND s.kind IN ('{_LISTED(CHILDREN)}')
      AND s.other_id <> r.person_id"""

_PEOPLE = {
    Scope.HOUSEHOLD: "SELECT row, person_id FROM mx_shared WHERE still",
    Scope.EARLIER_HOUSEHOLDS: "SELECT row, person_id FROM mx_shared WHERE NOT still",
    Scope.SIBLINGS: _SIBLINGS,
}

_OTHERS = """
    INSERT INTO mx_reach
    SELECT DISTINCT p.row, {number}::TINYINT, m.record_id
    FROM ({people}) p JOIN mx_row r ON r.row = p.row AND r.person_id <> p.person_id
    JOIN membership m ON m.person_id = p.person_id AND m.known_at < r.as_of_at
    WHERE p.person_id NOT IN (SELECT person_id FROM mx_hidden)"""


def stage_own(con: duckdb.DuckDBPyConnection) -> None:
    """Write ``mx_reach`` (row, scope, record_id) with the person's own records as of each row."""
    con.execute(_OWN)


def stage_others(con: duckdb.DuckDBPyConnection, scopes: Collection[Scope]) -> None:
    """Add the records of others for each scope that a model reads."""
    if Scope.HOUSEHOLD in scopes or Scope.EARLIER_HOUSEHOLDS in scopes:
        con.execute(_SHARED)
    for scope, people in _PEOPLE.items():
        if scope in scopes:
            con.execute(_OTHERS.format(number=NUMBERS[scope], people=people))
    if Scope.HOUSEHOLD in scopes:
        con.execute(
            f"""INSERT INTO mx_reach SELECT row, {NUMBERS[Scope.HOUSEHOLD]}::TINYINT, record_id
                FROM mx_reach WHERE scope = {NUMBERS[Scope.PERSON]}"""
        )
