"""Who stays together when rows are parted: people tied by a household or a relationship."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.warehouse.asking import number

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    import pyarrow as pa

LARGEST_SHARE = 0.1  # of the rows in one unit; a larger one leaves nothing to test on
FEWEST = 50  # rows, below which a large share means only that there are few rows
ONE_WEB = (
    "people tied by households and relationships form one web that holds more than a tenth of the"
    " rows, so rows are parted by person only"
)

# all time: whoever ever lived together or belongs together may know the same harm
_PEOPLE = """
    CREATE OR REPLACE TEMP TABLE mx_people AS
    SELECT person_id, (row_number() OVER (ORDER BY person_id) - 1)::INTEGER AS n
    FROM (SELECT DISTINCT person_id FROM membership)"""

_TIES = """
    SELECT DISTINCT a.n AS one, b.n AS other FROM (
        SELECT h.person_id AS one, q.person_id AS other
        FROM household h JOIN household q
          ON q.household_id = h.household_id AND q.person_id > h.person_id
         AND coalesce(h.from_on, '-infinity'::DATE) < coalesce(q.until_on, 'infinity'::DATE)
         AND coalesce(q.from_on, '-infinity'::DATE) < coalesce(h.until_on, 'infinity'::DATE)
        UNION ALL SELECT person_id, other_id FROM person_tie WHERE person_id < other_id) ties
    JOIN mx_people a ON a.person_id = ties.one JOIN mx_people b ON b.person_id = ties.other"""


def stage_units(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Write ``mx_unit`` (row, unit); return what is to be said about it."""
    con.execute(_PEOPLE)
    con.register("mx_component", _components(con))
    con.execute(
        """CREATE OR REPLACE TEMP TABLE mx_unit AS
           SELECT row, c.unit FROM mx_row r JOIN mx_people p USING (person_id)
           JOIN mx_component c ON c.n = p.n"""
    )
    con.unregister("mx_component")
    largest = number(con, "SELECT max(n) FROM (SELECT count(*) AS n FROM mx_unit GROUP BY unit)")
    rows = number(con, "SELECT count(*) FROM mx_row")
    if largest < FEWEST or largest <= LARGEST_SHARE * rows:
        return []
    con.execute(
        """CREATE OR REPLACE TEMP TABLE mx_unit AS
           SELECT row, n::BIGINT AS unit FROM mx_row JOIN mx_people USING (person_id)"""
    )
    return [ONE_WEB]


def _components(con: duckdb.DuckDBPyConnection) -> pa.Table:
    import numpy as np
    import pyarrow as pa

    people = number(con, "SELECT count(*) FROM mx_people")
    ties = con.execute(_TIES).fetchnumpy()
    units = components(people, np.asarray(ties["one"]), np.asarray(ties["other"]))
    return pa.table({"n": np.arange(people), "unit": units})


def components(nodes: int, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The smallest node that each of ``nodes`` is tied to, over any chain of ties.

    Both ends of a tie take the smaller name, and names are followed to their own name, until
    nothing moves.
    """
    import numpy as np

    names = np.arange(nodes, dtype=np.int64)
    while True:
        smaller = np.minimum(names[left], names[right])
        after = names.copy()
        np.minimum.at(after, left, smaller)
        np.minimum.at(after, right, smaller)
        after = after[after]
        if np.array_equal(after, names):
            return names
        names = after
