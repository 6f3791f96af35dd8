"""What a careful person writes by hand in DuckDB for the 57 aggregates.

Join once for each thing that is kept, and keep little: counts and days in buckets of kind and time,
values likewise where there are any, the last value and the trend straight, the newest day of each
detail. The repeated lines are written by a loop, as an editor would.
"""

from __future__ import annotations

from benchmarks.matrix_sets import KINDS

WINDOWS = ((90, 0), (365, 1), ("ever", 2))

_JOIN = """
    mx_members m JOIN mx_events e ON e.record = m.record AND e.known_us < m.as_of_us
     AND e.until_us >= m.as_of_us AND e.day <= m.as_of_day"""
_BUCKET = """
    CASE WHEN m.as_of_day - e.day < 90 THEN 0 WHEN m.as_of_day - e.day < 365 THEN 1 ELSE 2 END"""

_COUNTS = f"""
    SELECT m.row, e.kind, {_BUCKET} AS b, count(*) AS n, max(e.day) AS newest, min(e.day) AS oldest,
           any_value(m.as_of_day) AS as_of_day
    FROM {_JOIN} GROUP BY m.row, e.kind, b"""

_VALUES = f"""
    SELECT m.row, e.kind, {_BUCKET} AS b, count(*) AS n, sum(value) AS s, min(value) AS lo,
           max(value) AS hi
    FROM {_JOIN} WHERE value IS NOT NULL AND kind IN ('visit', 'debt') GROUP BY m.row, e.kind, b"""

_COURSE = f"""
    SELECT m.row, arg_max(value, (e.day, value)) AS last_visit_ever,
           CASE WHEN min(e.day) < max(e.day) THEN 365.25 * regr_slope(value, e.day) END
               AS trend_visit_ever
    FROM {_JOIN} WHERE value IS NOT NULL AND kind = 'visit' GROUP BY m.row"""

_DETAILS = f"""
    SELECT row, count(*) FILTER (youngest < 90) AS distinct_all_90,
           count(*) FILTER (youngest < 365) AS distinct_all_365, count(*) AS distinct_all_ever
    FROM (SELECT m.row, e.detail, min(m.as_of_day - e.day) AS youngest FROM {_JOIN}
          WHERE e.detail IS NOT NULL GROUP BY m.row, e.detail)
    GROUP BY row"""


def by_hand() -> str:
    """The whole statement: ``row`` and a double for each aggregate."""
    counts, values = _counts(), _values()
    zero = [name for name in (*counts, *values) if name.startswith(("count_", "sum_"))]
    zero += [f"distinct_all_{window}" for window, _ in WINDOWS]
    nulls = [name for name in (*counts, *values) if name not in zero]
    nulls += ["last_visit_ever", "trend_visit_ever"]
    columns = [f"coalesce({name}, 0)::DOUBLE AS {name}" for name in zero]
    columns += [f"{name}::DOUBLE AS {name}" for name in nulls]
    return f"""
        WITH counts AS (SELECT row, {_listed(counts)} FROM ({_COUNTS}) GROUP BY row),
             figures AS (SELECT row, {_listed(values)} FROM ({_VALUES}) GROUP BY row),
             course AS ({_COURSE}), details AS ({_DETAILS})
        SELECT r.row, {", ".join(columns)}
        FROM mx_rows r LEFT JOIN counts USING (row) LEFT JOIN figures USING (row)
        LEFT JOIN course USING (row) LEFT JOIN details USING (row)"""


def _counts() -> dict[str, str]:
    found = {}
    for window, b in WINDOWS:
        for kind in KINDS:
            found[f"count_{kind}_{window}"] = f"sum(n) FILTER (kind = '{kind}' AND b <= {b})"
        found[f"count_all_{window}"] = f"sum(n) FILTER (b <= {b})"
    for kind in KINDS:
        only = f"FILTER (kind = '{kind}')"
        found[f"days_since_first_{kind}_ever"] = f"max(as_of_day - oldest) {only}"
        found[f"days_since_last_{kind}_ever"] = f"min(as_of_day - newest) {only}"
    return found


def _values() -> dict[str, str]:
    found = {}
    for window, b in WINDOWS:
        for kind in ("visit", "debt"):
            only = f"FILTER (kind = '{kind}' AND b <= {b})"
            found[f"sum_{kind}_{window}"] = f"sum(s) {only}"
            found[f"min_{kind}_{window}"] = f"min(lo) {only}"
            found[f"max_{kind}_{window}"] = f"max(hi) {only}"
            found[f"mean_{kind}_{window}"] = f"sum(s) {only} / sum(n) {only}"
    return found


def _listed(columns: dict[str, str]) -> str:
    return ", ".join(f"{text} AS {name}" for name, text in columns.items())
