"""The tables that an engine reads: rows, whose records count for them, and events, as numbers.

``mx_rows``    row, as_of_day, as_of_us, point, birth_day
``mx_members`` row, scope, record, as_of_day, as_of_us, point
``mx_events``  record, point, kind, source, detail, code, value, day, known_us, until_us
``mx_opened``  row, scope, kind, source, detail, code, value, age: the event that opened the row

Days and instants as in :mod:`alongside.timeline.matrix.days`. ``point`` numbers the source's key of
a decision point: an event is no feature of a row with the same number. It is 0 for events that
belong to no decision point and -1 for rows that see their whole day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alongside.agency.model_file import ModelFile, Scope
from alongside.timeline.matrix.allowed import untouched_sql
from alongside.timeline.matrix.days import FOREVER, day_number_sql, local_day_sql
from alongside.timeline.matrix.scopes import NUMBERS

if TYPE_CHECKING:
    import duckdb

TABLES = ("mx_rows", "mx_members", "mx_events", "mx_opened")

_RECORDS = """
    CREATE OR REPLACE TEMP TABLE mx_record AS
    SELECT record_id, (row_number() OVER (ORDER BY record_id))::INTEGER AS record
    FROM (SELECT DISTINCT record_id FROM mx_reach)"""

_ROWS = """
    CREATE OR REPLACE TEMP TABLE mx_rows AS
    SELECT row, as_of_day, as_of_us, {point} AS point, birth_day
    FROM mx_row LEFT JOIN mx_birth USING (row)"""

_MEMBERS = """
    CREATE OR REPLACE TEMP TABLE mx_members AS
    SELECT row, scope, record, r.as_of_day, r.as_of_us, r.point
    FROM mx_reach JOIN mx_record USING (record_id) JOIN mx_rows r USING (row)"""

_EVENTS = """
    CREATE OR REPLACE TEMP TABLE mx_events AS
    SELECT n.record, coalesce(p.point, 0) AS point, e.kind, e.source, e.detail, e.code, e.value,
           {day} AS day, epoch_us(e.known_from) AS known_us,
           coalesce(epoch_us(e.known_until), {forever}) AS until_us
    FROM event e JOIN mx_record n USING (record_id)
    LEFT JOIN (SELECT DISTINCT source, source_key, point FROM mx_row) p USING (source, source_key)
    WHERE e.happened_from IS NOT NULL AND {allowed}"""

_OPENED = """
    CREATE OR REPLACE TEMP TABLE mx_opened AS
    SELECT row, scope, kind, source, detail, code, value,
           greatest(0, as_of_day - coalesce(day, as_of_day))::INTEGER AS age
    FROM mx_row, (SELECT unnest([{scopes}])::TINYINT AS scope) WHERE {day_before}"""


def stage_tables(con: duckdb.DuckDBPyConnection, model: ModelFile, *, zone: ZoneInfo) -> None:
    """Write the four tables from ``mx_row``, ``mx_reach`` and ``mx_birth``.

    Events hold every kind that the model may read at all, since the number of known events is
    counted over them too. Where knowledge ends the day before, the opening event is added for the
    person and the household, as having happened no later than the as-of date, and nothing else
    under its key (its screening) is seen.
    """
    day_before = model.cohort.sees == "day_before"
    seen_in = (NUMBERS[Scope.PERSON], NUMBERS[Scope.HOUSEHOLD])
    con.execute(_RECORDS)
    con.execute(_ROWS.format(point="point" if day_before else "-1"))
    con.execute(_MEMBERS)
    con.execute(
        _EVENTS.format(
            day=day_number_sql(local_day_sql("e.happened_from", zone)),
            forever=FOREVER,
            allowed=untouched_sql(model.purposes),
        )
    )
    con.execute(_OPENED.format(scopes=", ".join(map(str, seen_in)), day_before=day_before))
