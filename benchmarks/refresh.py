"""What a nightly refresh costs when little changed."""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path
from typing import Any

from benchmarks.agency import alongside, copy_of

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "100000"))
RUNS = 3


def refresh() -> list[dict[str, Any]]:
    """Whole processes, medians of three: nothing changed, and one small file changed."""
    folder = copy_of(PEOPLE, "refresh")
    unchanged = statistics.median(_timed(folder) for _ in range(RUNS))
    times = []
    for number in range(RUNS):
        change_smallest_csv(folder, number)
        times.append(_timed(folder))
    command = "script/bench refresh"
    return [
        _row("refresh.unchanged_s", unchanged, command),
        _row("refresh.one_file_s", statistics.median(times), command),
    ]


def change_smallest_csv(folder: Path, number: int) -> None:
    """Repeat the last row of the smallest CSV extract under a new key."""
    path = min(folder.glob("extracts/**/*.csv"), key=lambda one: one.stat().st_size)
    lines = path.read_bytes().splitlines(keepends=True)
    separator = b";" if lines[0].count(b";") > lines[0].count(b",") else b","
    cells = lines[-1].rstrip(b"\r\n").split(separator)
    cells[0] = b"NEW%d%s" % (number, cells[0])
    path.write_bytes(b"".join(lines) + separator.join(cells) + b"\n")


def _timed(folder: Path) -> float:
    begun = time.perf_counter()
    alongside("refresh", str(folder), "--json")
    return time.perf_counter() - begun


def _row(figure: str, value: float, command: str) -> dict[str, Any]:
    return {
        "figure": figure,
        "value": round(value, 2),
        "unit": "s",
        "peer": f"{PEOPLE} people",
        "peer_value": None,
        "command": command,
    }
