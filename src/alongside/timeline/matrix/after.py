"""Which rows had an event in a stretch of time after their as-of date, as it is known today."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alongside.agency.model_file import ModelFile, Which
from alongside.timeline.matrix.allowed import allowed_sql
from alongside.timeline.matrix.days import day_number_sql, local_day_sql
from alongside.timeline.matrix.which import condition

if TYPE_CHECKING:
    import duckdb

_ROWS = """
    SELECT DISTINCT r.row FROM mx_row r JOIN membership m USING (person_id)
    JOIN event e ON e.record_id = m.record_id
    WHERE e.known_until IS NULL AND e.event_id <> r.event_id AND {meant} AND {allowed}
      AND {day} > r.as_of_day + {after} AND {day} <= r.as_of_day + {until}"""


def rows_with(
    con: duckdb.DuckDBPyConnection,
    model: ModelFile,
    which: Which,
    *,
    zone: ZoneInfo,
    after_days: int,
    until_days: int,
) -> frozenset[int]:
    """The rows of the matrix built last on ``con`` with such an event of their person.

    The event's local day lies more than ``after_days`` and at most ``until_days`` after the as-of
    date. For counting what came after, never for features.
    """
    query = _ROWS.format(
        meant=condition(which).sql(dialect="duckdb"),
        allowed=allowed_sql(model.purposes),
        day=day_number_sql(local_day_sql("e.happened_from", zone)),
        after=int(after_days),
        until=int(until_days),
    )
    return frozenset(row[0] for row in con.execute(query).fetchall())
