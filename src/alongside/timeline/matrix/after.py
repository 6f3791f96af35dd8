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

_HERSELF = "SELECT row, person_id FROM mx_row"

# who lived in one household with the person on the as-of date, as is known today
_AT_HOME = """
    SELECT row, person_id FROM mx_row UNION
    SELECT r.row, other.person_id FROM mx_row r
    JOIN household own ON own.person_id = r.person_id
     AND coalesce(own.from_on, DATE '0001-01-01') <= r.as_of_on
     AND coalesce(own.until_on, DATE '9999-12-31') > r.as_of_on
    JOIN household other ON other.household_id = own.household_id
     AND coalesce(other.from_on, DATE '0001-01-01') <= r.as_of_on
     AND coalesce(other.until_on, DATE '9999-12-31') > r.as_of_on"""

_ROWS = """
    WITH near AS ({people})
    SELECT DISTINCT r.row FROM mx_row r JOIN near ON near.row = r.row
    JOIN membership m ON m.person_id = near.person_id
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
    at_home: bool = False,
) -> frozenset[int]:
    """The rows of the matrix built last on ``con`` with such an event of their person.

    ``at_home`` counts events of everybody who lived with the person on the as-of date too.

    The event's local day lies more than ``after_days`` and at most ``until_days`` after the as-of
    date. For counting what came after, never for features.
    """
    query = _ROWS.format(
        people=_AT_HOME if at_home else _HERSELF,
        meant=condition(which).sql(dialect="duckdb"),
        allowed=allowed_sql(model.purposes),
        day=day_number_sql(local_day_sql("e.happened_from", zone)),
        after=int(after_days),
        until=int(until_days),
    )
    return frozenset(row[0] for row in con.execute(query).fetchall())
