"""Who is in the cohort: one row for each decision point, and where knowledge ends for it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from alongside.agency.model_file import ModelFile
from alongside.linkage.seals import SEALED_PEOPLE
from alongside.timeline.matrix.allowed import allowed_sql
from alongside.timeline.matrix.days import day_end_sql, day_number_sql, local_day_sql
from alongside.timeline.matrix.which import condition
from alongside.warehouse.asking import number

if TYPE_CHECKING:
    import duckdb

_HIDDEN = f"""
    CREATE OR REPLACE TEMP TABLE mx_hidden AS
    SELECT person_id FROM ({SEALED_PEOPLE}) UNION SELECT unnest(?::VARCHAR[])::UUID"""

# the first version is what the worker saw when the decision was open; later ones correct it
_ROWS = """
    CREATE OR REPLACE TEMP TABLE mx_row AS
    WITH opening AS (
        SELECT e.*, {known_day} - {back} AS as_of_on FROM event e
        JOIN (SELECT event_id, min(version) AS version FROM event
              WHERE kind IN (SELECT unnest(?::VARCHAR[])) GROUP BY event_id) first
          ON first.event_id = e.event_id AND first.version = e.version
        WHERE {meant} AND {allowed}
    ), point AS (
        SELECT o.*, m.person_id, {as_of_at} AS as_of_at
        FROM opening o JOIN membership m USING (record_id)
        WHERE m.person_id NOT IN (SELECT person_id FROM mx_hidden){between}
    )
    SELECT (row_number() OVER (ORDER BY as_of_on, event_id) - 1)::INTEGER AS row, *
    FROM (
        SELECT event_id, record_id, source, source_key, person_id, as_of_on, as_of_at,
               known_from AS opened_at, kind, detail, code, value,
               {as_of_day} AS as_of_day,
               epoch_us(as_of_at) AS as_of_us, {happened_day} AS day,
               (dense_rank() OVER (ORDER BY source, source_key))::INTEGER AS point
        FROM point)"""


def stage_rows(
    con: duckdb.DuckDBPyConnection, model: ModelFile, *, zone: ZoneInfo, hidden: Collection[UUID]
) -> int:
    """Write ``mx_row``, in order of ``as_of_on``; return how many rows there are.

    A decision point is a version chain of an event of the cohort; it became known on local day
    ``K`` of its first version. ``as_of_on`` is ``K`` or the day before, as ``sees`` says, and
    ``as_of_at`` local midnight at its end, in UTC. Sealed lives have no row and are not counted.
    """
    cohort = model.cohort
    con.execute(_HIDDEN, [[str(one) for one in hidden]])
    bounds = (("as_of_on >=", cohort.from_on), ("as_of_on <", cohort.until_on))
    between = "".join(f" AND {text} DATE '{day}'" for text, day in bounds if day is not None)
    con.execute(
        _ROWS.format(
            known_day=local_day_sql("e.known_from", zone),
            back=1 if cohort.sees == "day_before" else 0,
            meant=condition(cohort.which).sql(dialect="duckdb"),
            allowed=allowed_sql(model.purposes),
            as_of_at=day_end_sql("as_of_on", zone),
            as_of_day=day_number_sql("as_of_on"),
            happened_day=day_number_sql(local_day_sql("happened_from", zone)),
            between=between,
        ),
        [list(cohort.which.kinds)],
    )
    return number(con, "SELECT count(*) FROM mx_row")
