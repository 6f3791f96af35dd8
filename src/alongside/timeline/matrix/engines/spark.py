"""Spark: the staged tables travel as Parquet, there and back; pandas never comes between.

Needs the extra ``spark`` and Java 17 or 21.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alongside.core import AlongsideError, ExitCode

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    from sqlglot import exp


class SparkEngine:
    """Runs the statement on Spark, on this machine unless ``master`` says where."""

    def __init__(self, *, master: str = "local[2]") -> None:
        self.master = master

    def answer(
        self, con: duckdb.DuckDBPyConnection, query: exp.Query, *, tables: Sequence[str]
    ) -> pa.Table:
        """The rows of ``query``, in any order.

        Raises
        ------
        AlongsideError
            ``AL-T020`` when Spark or Java is not there.
        """
        import pyarrow.parquet as pq

        spark = _session(self.master)
        with tempfile.TemporaryDirectory(prefix="alongside-spark-") as folder:
            for table in tables:
                path = Path(folder) / f"{table}.parquet"
                con.execute(f"COPY {table} TO '{path}' (FORMAT parquet)")
                spark.read.parquet(str(path)).createOrReplaceTempView(table)
            answer = Path(folder) / "answer"
            spark.sql(query.sql(dialect="spark")).write.parquet(str(answer))
            return pq.read_table(answer)


def why_not() -> str | None:
    """Why Spark cannot run here, or ``None``."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed"
    java = Path(os.environ.get("JAVA_HOME", "")) / "bin" / "java"
    if shutil.which("java") is None and not java.is_file():
        return "there is no Java"
    return None


def _session(master: str) -> Any:
    reason = why_not()
    if reason is not None:
        raise AlongsideError(
            "AL-T020",
            seen=f"Spark cannot run: {reason}",
            do="Install `alongside[spark]` and Java 17 or 21, or leave `--engine spark` out",
            exit_code=ExitCode.USAGE,
        )
    from pyspark.sql import SparkSession

    # ANSI mode raises where another engine answers null; ours divides by no zero either way
    return (
        SparkSession.builder.master(master)
        .appName("alongside")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.log.level", "ERROR")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "false")
        .getOrCreate()
    )
