"""What stands beside the features: births, what is known at all, and what audits ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.agency.model_file import Cohort, ModelFile
from alongside.timeline.matrix.days import day_number_sql
from alongside.warehouse.asking import number

if TYPE_CHECKING:
    import duckdb

OTHER_AGE = "the age was outside the cohort or not known"
DAYS_A_YEAR = 365.25
AGE_BANDS = ((2, "0-1"), (6, "2-5"), (12, "6-11"), (18, "12-17"), (26, "18-25"), (65, "26-64"))
OLDEST = "65+"

# versions of the person's own records as they were believed at the end of the as-of date
_BELIEVED = """
    CREATE OR REPLACE TEMP TABLE mx_believed AS
    SELECT r.row, v.source, v.birth_on, v.known_from, v.purposes
    FROM mx_row r JOIN mx_reach m ON m.row = r.row AND m.scope = 0
    JOIN record v ON v.record_id = m.record_id
    WHERE (v.known_from < r.as_of_at AND coalesce(v.known_until >= r.as_of_at, true))
       OR (m.record_id = r.record_id
           AND v.known_from <= r.opened_at AND coalesce(v.known_until > r.opened_at, true))"""

# the date that most records agree on, then the newest, then the earliest: as a page shows it
_BIRTH = """
    CREATE OR REPLACE TEMP TABLE mx_birth AS
    SELECT row, {day} AS birth_day FROM (
        SELECT row, birth_on, row_number() OVER (
            PARTITION BY row ORDER BY count(*) DESC, max(known_from) DESC, birth_on) AS place
        FROM mx_believed WHERE birth_on IS NOT NULL AND list_has_all(purposes, ?::VARCHAR[])
        GROUP BY row, birth_on)
    WHERE place = 1"""

_KNOWN_EVENTS = """
    CREATE OR REPLACE TEMP TABLE mx_known AS
    SELECT m.row, count(*) AS known_events FROM mx_members m
    JOIN mx_events e ON e.record = m.record AND e.known_us < m.as_of_us
     AND e.until_us >= m.as_of_us AND e.day <= m.as_of_day AND e.point <> m.point
    WHERE m.scope = 0 GROUP BY m.row"""

_MISSING = """
    CREATE OR REPLACE TEMP TABLE mx_missing AS
    SELECT r.row, string_agg(w.source, ',' ORDER BY w.place) AS missing_sources
    FROM mx_row r, (SELECT unnest(?::VARCHAR[]) AS source, unnest(range(?)) AS place) w
    WHERE NOT EXISTS (SELECT 1 FROM mx_believed b WHERE b.row = r.row AND b.source = w.source)
    GROUP BY r.row"""


def stage_births(con: duckdb.DuckDBPyConnection, model: ModelFile) -> None:
    """Write ``mx_believed`` and ``mx_birth`` (row, birth_day), as known by the as-of date.

    The record in which the decision point stands counts also when it came with it. A record that
    does not allow all purposes of the model tells no birth date.
    """
    con.execute(_BELIEVED)
    con.execute(_BIRTH.format(day=day_number_sql("birth_on")), [list(model.purposes)])


def drop_other_ages(con: duckdb.DuckDBPyConnection, cohort: Cohort) -> dict[str, int]:
    """Leave out rows whose age is not the cohort's, or not known where the cohort asks for it."""
    age = f"(as_of_day - birth_day) / {DAYS_A_YEAR}"
    bounds = ((">=", cohort.age_from), ("<", cohort.age_under))
    kept = " AND ".join(f"{age} {sign} {value}" for sign, value in bounds if value is not None)
    if not kept:
        return {}
    outside = f"""row NOT IN (SELECT row FROM mx_row JOIN mx_birth USING (row) WHERE {kept})"""
    count = number(con, f"SELECT count(*) FROM mx_row WHERE {outside}")
    con.execute(f"DELETE FROM mx_row WHERE {outside}")
    con.execute("DELETE FROM mx_reach WHERE row NOT IN (SELECT row FROM mx_row)")
    return {OTHER_AGE: count} if count else {}


def stage_known(con: duckdb.DuckDBPyConnection, model: ModelFile) -> None:
    """Write ``mx_known`` (events known of the person) and ``mx_missing`` (needed sources)."""
    needed = list(model.use.needs_sources)
    con.execute(_KNOWN_EVENTS)
    con.execute(_MISSING, [needed, len(needed)])


def audit_sql(name: str, *, is_trait: bool) -> str:
    """One audited group of each row as (row, value): read today, for audits only."""
    if is_trait:
        return f"""
            SELECT row, max_by(t.value, (t.known_from, t.value)) AS value
            FROM mx_row r JOIN membership m ON m.person_id = r.person_id
            JOIN trait t ON t.record_id = m.record_id
            WHERE t.trait = '{name}' AND t.known_until IS NULL GROUP BY row"""
    if name == "age_band":
        age = f"(as_of_day - birth_day) / {DAYS_A_YEAR}"
        bands = " ".join(f"WHEN {age} < {under} THEN '{band}'" for under, band in AGE_BANDS)
        return f"""
            SELECT row, CASE {bands} ELSE '{OLDEST}' END AS value
            FROM mx_row JOIN mx_birth USING (row)"""
    if name == "place":
        return """
            SELECT row, max_by(p.place, (p.known_from, p.place)) AS value
            FROM mx_row r JOIN person_record p USING (person_id)
            WHERE p.known_until IS NULL AND p.place IS NOT NULL GROUP BY row"""
    return f"SELECT row, p.{name} AS value FROM mx_row r JOIN person p USING (person_id)"
