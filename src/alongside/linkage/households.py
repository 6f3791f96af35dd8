"""Who lived together when, from dated addresses; read by the page of a person.

A household is an address in the time in which people lived there. None is made of a protected
address, of an institution, or of an address where more people lived at one time than an agency
says (``household_at_most``). Nobody who is sealed or whose address is protected has a row. A
declared tie makes a household only when it says so: ``lives_with``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alongside.linkage.seals import SEALED_PEOPLE
from alongside.warehouse.asking import first_row

if TYPE_CHECKING:
    import duckdb

LIVES_WITH = ("lives_with", "household_of")
# what stands in an address column when there is no home: never a place that people share
NO_HOME = ("no fixed", "homeless", "unknown", "not known", "no address")
# one word for each: an address is written in many ways and shared in one
_SHORT_WORDS = {
    "street": "st",
    "avenue": "ave",
    "road": "rd",
    "lane": "ln",
    "drive": "dr",
    "court": "ct",
    "place": "pl",
    "terrace": "ter",
    "apartment": "apt",
    "flat": "apt",
    "unit": "apt",
}

# nobody's household: sealed lives, and people with any record that protects its address
_HIDDEN = f"""
    CREATE OR REPLACE TEMP TABLE hidden_person AS
    {SEALED_PEOPLE}
    UNION
    SELECT person_id FROM record JOIN membership USING (record_id)
    WHERE address_protected AND known_until IS NULL"""

# every stay that is believed today; a record's own address only when no dated one says more
_STAY = """
    CREATE OR REPLACE TEMP TABLE stay AS
    SELECT person_id, record_id, {key} AS key, address, postcode, place,
           coalesce(from_on, '-infinity'::DATE) AS from_on,
           coalesce(until_on, 'infinity'::DATE) AS until_on,
           because, protected, greatest(known_from, m.known_at) AS known_at
    FROM (
        SELECT record_id, address, postcode, place, from_on, until_on, 'address' AS because,
               coalesce(protected, false) AS protected, known_from
        FROM address WHERE known_until IS NULL
        UNION ALL BY NAME
        SELECT record_id, address, postcode, place, known_from::DATE AS from_on,
               NULL::DATE AS until_on, 'record' AS because,
               coalesce(address_protected, false) AS protected, known_from
        FROM record
        WHERE known_until IS NULL AND record_id NOT IN
            (SELECT record_id FROM address WHERE known_until IS NULL)
    ) JOIN membership m USING (record_id)
    WHERE trim(coalesce(address, '')) <> ''"""

_NO_HOUSEHOLD = """
    CREATE OR REPLACE TEMP TABLE no_household AS
    SELECT key FROM stay GROUP BY key
    HAVING bool_or(protected)
        OR bool_or(len(list_filter(?::VARCHAR[], lambda name:
               contains(lower(concat_ws(' ', address, place)), name))) > 0)"""

_DECLARED = """
    SELECT unnest([l.person_id, r.person_id]) AS person_id,
           concat_ws('|', 'together', least(l.person_id, r.person_id),
                     greatest(l.person_id, r.person_id)) AS key,
           NULL AS address, coalesce(from_on, '-infinity'::DATE) AS from_on,
           coalesce(until_on, 'infinity'::DATE) AS until_on, 'relationship' AS because,
           greatest(known_from, l.known_at, r.known_at) AS known_at
    FROM relationship t
    JOIN membership l ON l.record_id = t.from_record
    JOIN membership r ON r.record_id = t.to_record
    WHERE t.known_until IS NULL AND t.kind IN (SELECT unnest(?::VARCHAR[]))
      AND l.person_id <> r.person_id
      AND l.person_id NOT IN (SELECT person_id FROM hidden_person)
      AND r.person_id NOT IN (SELECT person_id FROM hidden_person)"""

# gaps and islands: stays that touch are one, and what lies inside others adds nothing to it
_ISLAND = """
    CREATE OR REPLACE TEMP TABLE island AS
    WITH seen AS (
        SELECT * EXCLUDE (record_id, postcode, place, protected) FROM stay
        WHERE from_on < until_on AND key NOT IN (SELECT key FROM no_household)
          AND person_id NOT IN (SELECT person_id FROM hidden_person)
        UNION ALL BY NAME SELECT * FROM ({declared}) WHERE from_on < until_on
    ), reached AS (
        SELECT *, max(until_on) OVER (
            PARTITION BY key, person_id ORDER BY from_on, until_on DESC, known_at, because, address
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until_before
        FROM seen
    ), numbered AS (
        SELECT *, count(*) FILTER (until_before IS NULL OR until_before < from_on) OVER (
            PARTITION BY key, person_id ORDER BY from_on, until_on DESC, known_at, because, address
            ROWS UNBOUNDED PRECEDING) AS island
        FROM reached WHERE until_before IS NULL OR until_before < until_on
    )
    SELECT key, person_id, min(from_on) AS from_on, max(until_on) AS until_on,
           min(because) AS because, max(known_at) AS known_at,
           max_by(address, (known_at, address)) AS address
    FROM numbered GROUP BY key, person_id, island"""

# people at one time: up by one on the first day, down on the last; no pair is ever formed
_CROWDED = """
    CREATE OR REPLACE TEMP TABLE crowded AS
    SELECT DISTINCT key FROM (
        SELECT key, sum(sum(step)) OVER (PARTITION BY key ORDER BY on_day) AS people
        FROM (SELECT key, from_on AS on_day, 1 AS step FROM island
              UNION ALL SELECT key, until_on, -1 FROM island)
        GROUP BY key, on_day)
    WHERE people > ?"""

_INSERT = """
    INSERT INTO household
    SELECT md5(key)[:16] AS household_id, person_id, nullif(from_on, '-infinity'::DATE),
           nullif(until_on, 'infinity'::DATE), because,
           max_by(address, (known_at, address)) OVER (PARTITION BY key), known_at
    FROM island WHERE key NOT IN (SELECT key FROM crowded)
    ORDER BY household_id, person_id, from_on"""


def build_households(
    con: duckdb.DuckDBPyConnection, *, at_most: int, institutions: Sequence[str]
) -> int:
    """Rebuild ``household`` from today's addresses, records, ties and memberships.

    Parameters
    ----------
    at_most : int
        An address where more people lived at one time makes no household.
    institutions : sequence of str
        An address or place that contains one of these, whatever the case, makes none.

    Returns
    -------
    int
        Rows: one for each unbroken time of a person at an address, also of a person alone.
        ``until_on`` is the first day no longer there; ``because`` is ``address``, ``record`` (from
        the day since when the record is known) or ``relationship``; ``known_at`` is the latest of
        what the row rests on.
    """
    names = [*NO_HOME, *(name.lower() for name in institutions if name.strip())]
    con.execute(_HIDDEN)
    con.execute(_STAY.format(key=_key_sql()))
    con.execute(_NO_HOUSEHOLD, [names])
    con.execute(_ISLAND.format(declared=_DECLARED), [list(LIVES_WITH)])
    con.execute(_CROWDED, [at_most])
    con.execute("DELETE FROM household")
    row = first_row(con, _INSERT)
    for table in ("hidden_person", "stay", "no_household", "island", "crowded"):
        con.execute(f"DROP TABLE temp.{table}")
    return int(row[0]) if row else 0


def _key_sql() -> str:
    """The address in one spelling, with its postcode or, without one, its place."""
    words = "' ' || regexp_replace(lower(address), '[^\\pL\\pN]+', ' ', 'g') || ' '"
    for long, short in _SHORT_WORDS.items():
        words = f"replace({words}, ' {long} ', ' {short} ')"
    words = f"trim({words})"
    code = "nullif(regexp_replace(upper(coalesce(postcode, '')), '[^0-9A-Z]', '', 'g'), '')"
    return f"{words} || '|' || coalesce({code}, trim(lower(place)), '')"
