"""The 57 aggregates in featuretools, as near as it can say them. Run by a Python that has it.

``python matrix_featuretools.py EVENTS ROWS OUT``: reads two Parquet files, writes one, prints the
seconds. Its windows are counted from when an event became known, and not from when it happened;
for the time it takes that makes no difference.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

KINDS = ("visit", "move", "call", "debt", "school")
DAY_NS = 86_400_000_000_000


def main(events_path: str, rows_path: str, out: str) -> None:
    """Read, compute in three windows, write."""
    import featuretools as ft
    import pandas as pd

    events, rows = pd.read_parquet(events_path), pd.read_parquet(rows_path)
    begun = time.perf_counter()
    events["known"] = pd.to_datetime(events.pop("known_us"), unit="us")
    rows["time"] = pd.to_datetime(rows["as_of_us"], unit="us")
    es = ft.EntitySet("people")
    es.add_dataframe(
        dataframe_name="events",
        dataframe=events,
        index="event",
        time_index="known",
        make_index=True,
        logical_types={"kind": "Categorical", "detail": "Categorical", "value": "Double"},
    )
    es.normalize_dataframe("events", "people", "record")
    cutoffs = rows[["record", "time"]]
    parts = [
        ft.calculate_feature_matrix(
            features(ft, es, ever=window is None),
            es,
            cutoff_time=cutoffs,
            training_window=ft.Timedelta(window, "d") if window else None,
            cutoff_time_in_index=True,
        )
        for window in (90, 365, None)
    ]
    pd.concat(parts, axis=1, keys=["90", "365", "ever"]).to_parquet(out)
    columns = sum(len(part.columns) for part in parts)
    print(json.dumps({"seconds": time.perf_counter() - begun, "columns": columns}))


def features(ft: Any, es: Any, *, ever: bool) -> list[Any]:
    """The features of one window, and those that have none."""
    column = es["events"].ww
    kind = ft.Feature(column["kind"])
    index, value = column["event"], column["value"]
    found = [_made(ft, index, "count")]
    for one in KINDS:
        found.append(_made(ft, index, "count", kind == one))
        if one in ("visit", "debt"):
            for primitive in ("sum", "min", "max", "mean"):
                found.append(_made(ft, value, primitive, kind == one))
        if ever:
            found.append(_made(ft, column["known"], "time_since_first", kind == one))
            found.append(_made(ft, column["known"], "time_since_last", kind == one))
    found.append(_made(ft, column["detail"], "num_unique"))
    if ever:
        found.append(_made(ft, value, "last", kind == "visit"))
        found.append(_made(ft, [value, column["known"]], "trend", kind == "visit"))
    return found


def _made(ft: Any, base: Any, name: str, where: Any = None) -> Any:
    primitive = getattr(ft.primitives, "".join(part.title() for part in name.split("_")))
    return ft.Feature(base, parent_dataframe_name="people", primitive=primitive, where=where)


if __name__ == "__main__":
    main(*sys.argv[1:])
