"""One run of the feature benchmark in a process of its own, so that its memory can be told.

``python -m benchmarks.matrix_run WHAT SET OUT`` with ``ours``, ``hand`` or ``spark``; prints
seconds and the largest resident memory in GB.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.matrix_by_hand import by_hand
from benchmarks.matrix_sets import TABLES, features, open_set


def ours(tables: Path, out: Path) -> None:
    """Compile the features and write their numbers."""
    from alongside.timeline.matrix.features import Compiled

    sql = Compiled(features=features()).statement.sql(dialect="duckdb")
    open_set(tables).execute(f"COPY ({sql}) TO '{out}' (FORMAT parquet)")


def hand(tables: Path, out: Path) -> None:
    """Write the numbers of the statement by hand."""
    open_set(tables).execute(f"COPY ({by_hand()}) TO '{out}' (FORMAT parquet)")


def spark(tables: Path, out: Path) -> None:
    """The same definitions on Spark, there and back as Parquet."""
    import pyarrow.parquet as pq

    from alongside.timeline.matrix.engines import SparkEngine
    from alongside.timeline.matrix.features import Compiled

    query = Compiled(features=features()).statement
    pq.write_table(SparkEngine().answer(open_set(tables), query, tables=TABLES), out)


RUNS: dict[str, Callable[[Path, Path], None]] = {"ours": ours, "hand": hand, "spark": spark}


def main(what: str, tables: str, out: str) -> None:
    """Run one and print what it took."""
    begun = time.perf_counter()
    RUNS[what](Path(tables), Path(out))
    seconds = time.perf_counter() - begun
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(json.dumps({"seconds": seconds, "rss_gb": rss}))


if __name__ == "__main__":
    main(*sys.argv[1:])
