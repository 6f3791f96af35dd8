"""Which events may speak to a model at all, whatever its file says.

Left out are what the system itself advised, what was decided after advice was seen, what is
restricted, and what does not allow every purpose of the model.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from alongside.core import Origin, Sensitivity
from alongside.governance.decisions import AFTER_ADVICE_KINDS

if TYPE_CHECKING:
    import duckdb

ADVICE_OPENED = "advice_opened"  # its code is `source:source_key` of the decision point

# decision points at which advice was opened, and since when
_ADVISED = f"""
    CREATE OR REPLACE TEMP TABLE mx_advised AS
    SELECT code AS point, min(known_from) AS since FROM event
    WHERE kind = '{ADVICE_OPENED}' AND code IS NOT NULL GROUP BY code"""

# what was first said of such a point afterwards: the decision itself, which the advice may have
# moved. What opened the point was known before, and its later corrections stay.
_TAINTED = """
    CREATE OR REPLACE TEMP TABLE mx_tainted AS
    SELECT event_id FROM (
        SELECT event_id, source || ':' || source_key AS point, min(known_from) AS first_known
        FROM event WHERE source || ':' || source_key IN (SELECT point FROM mx_advised)
        GROUP BY ALL)
    JOIN mx_advised USING (point) WHERE first_known >= since"""


def stage_advised(con: duckdb.DuckDBPyConnection) -> None:
    """Write ``mx_advised`` and ``mx_tainted``, which :func:`untouched_sql` reads."""
    con.execute(_ADVISED)
    con.execute(_TAINTED)


def allowed_sql(purposes: Collection[str], *, table: str = "e") -> str:
    """What may be read for the purposes, as a condition over an event table, for DuckDB."""
    kinds = ", ".join(_text(kind) for kind in sorted(AFTER_ADVICE_KINDS))
    listed = ", ".join(_text(purpose) for purpose in purposes)
    return (
        f"coalesce({table}.origin, '') <> '{Origin.ADVICE.value}' "
        f"AND {table}.kind NOT IN ({kinds}) "
        f"AND coalesce({table}.sensitivity, 0) < {Sensitivity.RESTRICTED.value} "
        f"AND list_has_all(coalesce({table}.purposes, []), [{listed}])"
    )


def untouched_sql(purposes: Collection[str], *, table: str = "e") -> str:
    """What is allowed and was not decided after advice: of this alone features are made.

    A label may be such a decision. It is what came of the row; the card says how many rows were
    exposed to advice.
    """
    untouched = f"{table}.event_id NOT IN (SELECT event_id FROM mx_tainted)"
    return f"{allowed_sql(purposes, table=table)} AND {untouched}"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
