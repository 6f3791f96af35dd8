"""What came after: the label of each row, with today's knowledge and today's links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from alongside.agency.model_file import Label, ModelFile
from alongside.timeline.matrix.allowed import allowed_sql
from alongside.timeline.matrix.days import day_number_sql, local_day_sql
from alongside.timeline.matrix.which import condition
from alongside.warehouse.asking import first_row, number

if TYPE_CHECKING:
    import duckdb

PAST_THE_DATA = "the time after the as-of date is not over yet"
NOTHING_NEXT = "there was no next event to learn from"

# events after each row, of the person as joined today; the opening event is no outcome of itself
_AFTER = """
    CREATE OR REPLACE TEMP TABLE mx_after AS
    WITH after AS (
        SELECT m.person_id, e.event_id, e.happened_from, {day} AS day,
               {meant} AS meant, {among} AS among
        FROM event e JOIN membership m USING (record_id)
        WHERE e.known_until IS NULL AND e.happened_from IS NOT NULL
          AND ({meant} OR {among}) AND {allowed}
    )
    SELECT r.row, a.meant, a.among, a.happened_from, a.event_id
    FROM mx_row r JOIN after a
      ON a.person_id = r.person_id AND a.event_id <> r.event_id
     AND a.day > r.as_of_day AND a.day <= r.as_of_day + {within}"""

_LABELS = {
    "any": """SELECT row, bool_or(meant)::TINYINT AS label FROM mx_after GROUP BY row""",
    "next": """SELECT row, arg_min(meant, (happened_from, event_id))::TINYINT AS label
               FROM mx_after WHERE among GROUP BY row""",
}


def data_until_day(con: duckdb.DuckDBPyConnection, zone: ZoneInfo) -> int:
    """The last local day that the sources cover, as a day number.

    What workers did here says nothing of how far the sources' extracts reach.
    """
    day = day_number_sql(local_day_sql("max(known_from)", zone))
    row = first_row(con, f"SELECT {day} FROM event WHERE source <> 'alongside'")
    return int(row[0]) if row and row[0] is not None else 0


def stage_labels(
    con: duckdb.DuckDBPyConnection, model: ModelFile, *, zone: ZoneInfo, until_day: int
) -> dict[str, int]:
    """Write ``mx_label`` (row, label) and drop rows without one; say how many and why."""
    label = model.label
    con.execute(_after_sql(model, zone))
    if label.how == "next":
        con.execute(f"CREATE OR REPLACE TEMP TABLE mx_label AS {_LABELS['next']}")
        return _leave_out(con, NOTHING_NEXT, "row NOT IN (SELECT row FROM mx_label)")
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE mx_label AS
            SELECT row, coalesce(label, 0)::TINYINT AS label
            FROM mx_row LEFT JOIN ({_LABELS["any"]}) USING (row)"""
    )
    return _leave_out(con, PAST_THE_DATA, f"as_of_day + {label.within_days} > {until_day}")


def _after_sql(model: ModelFile, zone: ZoneInfo) -> str:
    label: Label = model.label
    among = condition(label.among).sql(dialect="duckdb") if label.among else "false"
    return _AFTER.format(
        day=day_number_sql(local_day_sql("e.happened_from", zone)),
        meant=condition(label.which).sql(dialect="duckdb"),
        among=among,
        allowed=allowed_sql(model.purposes),
        within=label.within_days,
    )


def _leave_out(con: duckdb.DuckDBPyConnection, why: str, where: str) -> dict[str, int]:
    count = number(con, f"SELECT count(*) FROM mx_row WHERE {where}")
    con.execute(f"DELETE FROM mx_row WHERE {where}")
    return {why: count} if count else {}
