"""Kill -9 again and again: nothing is lost, nothing doubled, and work goes on at once.

Half of the kills hit a refresh at a random moment, half hit the server while workers write. After
each kill the store is asked: is the current generation whole, is every acknowledged write there
once, and how long until the next refresh or page answers?
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.agency import alongside, copy_of
from benchmarks.client import Client, free_port, wait_until_up
from benchmarks.refresh import change_smallest_csv

PEOPLE = int(os.environ.get("BENCH_KILL_PEOPLE", "2000"))
KILLS = int(os.environ.get("BENCH_KILLS", "100"))


def kill() -> list[dict[str, Any]]:
    """Lost, doubled, and the slowest recovery over all kills."""
    chance = random.Random(11)
    folder = copy_of(PEOPLE, "kill")
    lost = doubled = 0
    recoveries = []
    for number in range(KILLS // 2):
        a, b, seconds = _kill_refresh(folder, number, chance)
        lost, doubled = lost + a, doubled + b
        recoveries.append(seconds)
    a, b, times = _kill_server(folder, KILLS - KILLS // 2, chance)
    lost, doubled, recoveries = lost + a, doubled + b, recoveries + times
    return [
        _row("kill.lost", lost, "writes"),
        _row("kill.doubled", doubled, "writes"),
        _row("kill.recovery_s", round(max(recoveries), 2), "s"),
    ]


def _kill_refresh(folder: Path, number: int, chance: random.Random) -> tuple[int, int, float]:
    change_smallest_csv(folder, number)
    process = subprocess.Popen(
        [sys.executable, "-m", "alongside.cli", "refresh", str(folder), "--json"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(chance.uniform(0.1, 6.0))
    process.send_signal(signal.SIGKILL)
    process.wait()
    begun = time.perf_counter()
    done = alongside("doctor", str(folder), "--json", check=False)
    seconds = time.perf_counter() - begun
    broken = 0 if done.returncode == 0 else 1
    alongside("refresh", str(folder), "--json")
    rows = _rows_of(folder, f"NEW{number}")
    return broken + (rows == 0), max(0, rows - 1), seconds


def _rows_of(folder: Path, key: str) -> int:
    """How many current versions the newest generation holds of the changed row."""
    import duckdb

    newest = max((folder / "data" / "warehouse").glob("*.duckdb"), key=lambda one: one.name)
    with duckdb.connect(str(newest), read_only=True) as con:
        row = con.execute(
            """SELECT max(n) FROM (SELECT count(*) AS n FROM
                 (SELECT event_id, source_key FROM event WHERE known_until IS NULL
                  UNION ALL SELECT record_id, source_key FROM record WHERE known_until IS NULL)
               WHERE source_key LIKE ? GROUP BY event_id)""",
            [f"{key}%"],
        ).fetchone()
    return row[0] or 0 if row else 0


def _kill_server(folder: Path, kills: int, chance: random.Random) -> tuple[int, int, list[float]]:
    """Workers write contests while the server is killed; count what was acknowledged."""
    port = free_port()
    acknowledged: list[str] = []
    recoveries = []
    for number in range(kills):
        server = _serve(folder, port)
        recoveries.append(wait_until_up(port))
        client = Client(folder, port)
        end = time.perf_counter() + chance.uniform(0.2, 1.0)
        written = 0
        while time.perf_counter() < end:
            token = f"kill-{number}-{written}"
            if client.contest(token):
                acknowledged.append(token)
            written += 1
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    if not acknowledged:
        raise RuntimeError("no write was acknowledged, so nothing was measured")
    counts = Client.contests(folder)
    lost = sum(1 for token in acknowledged if token not in counts)
    doubled = sum(1 for token, count in counts.items() if count > 1)
    return lost, doubled, recoveries


def _serve(folder: Path, port: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "alongside.cli", "serve", str(folder), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=os.environ | {"ALONGSIDE_PLAIN_HTTP": "1"},
    )


def _row(figure: str, value: float, unit: str) -> dict[str, Any]:
    return {
        "figure": figure,
        "value": value,
        "unit": unit,
        "peer": f"{KILLS} kills",
        "peer_value": None,
        "command": "script/bench kill",
    }
