"""How fast a person's page and a search answer, and what the page costs beside a bare one.

Requests arrive at a fixed rate whether or not earlier ones were answered, as workers do; the time
of each runs from when it was due. Access checks and the ledger are on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from benchmarks.client import Client, free_port, wait_until_up
from benchmarks.town import long_lives, misspelt, town_of

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "100000"))
RATE = 8  # requests a second
SECONDS = int(os.environ.get("BENCH_SECONDS", "30"))
WARM_UP = 16

Row = dict[str, Any]


def person() -> list[Row]:
    """The page of a person with 300 events, newest 50 shown."""
    folder = town_of(PEOPLE)
    paths = [f"/people/{identity}/" for identity in long_lives(folder)]
    with _server(folder) as client:
        late = _p95_ms(client, paths)
    ours, bare = _cpu_ms(folder, paths)
    return [
        _row("person.p95_ms", late, "ms", f"{PEOPLE} people, {RATE} a second", None),
        _row("person.vs_bare", ours / bare, "ratio", "bare Django page, CPU ms", bare),
    ]


def search() -> list[Row]:
    """A misspelt name."""
    folder = town_of(PEOPLE)
    paths = [f"/people/?q={quote_plus(name)}" for name in misspelt(3, RATE * SECONDS + WARM_UP)]
    with _server(folder) as client:
        late = _p95_ms(client, paths)
    return [_row("search.p95_ms", late, "ms", f"{PEOPLE} people, {RATE} a second", None)]


@contextmanager
def _server(folder: Path) -> Iterator[Client]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "alongside.cli", "serve", str(folder), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        env=os.environ | {"ALONGSIDE_PLAIN_HTTP": "1"},
    )
    try:
        wait_until_up(port)
        yield Client(folder, port)
    finally:
        process.terminate()
        process.wait(20)


def _p95_ms(client: Client, paths: Sequence[str]) -> float:
    for path in paths[:WARM_UP]:
        client.get(path)
    begun = time.perf_counter() + 0.2

    def ask(number: int) -> float:
        due = begun + number / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        status, _body = client.get(paths[(WARM_UP + number) % len(paths)])
        assert status == 200, status
        return time.perf_counter() - due

    with ThreadPoolExecutor(16) as pool:
        times = sorted(pool.map(ask, range(RATE * SECONDS)))
    return times[int(0.95 * len(times))] * 1000


def _cpu_ms(folder: Path, paths: Sequence[str]) -> tuple[float, float]:
    """Milliseconds of CPU of our page and of the bare one, medians, in one process by turns."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.bare", str(folder), *paths[:60]],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"ALONGSIDE_PLAIN_HTTP": "1"},
    )
    ours, bare = json.loads(done.stdout)
    return ours, bare


def _row(figure: str, value: float, unit: str, peer: str, peer_value: float | None) -> Row:
    return {
        "figure": figure,
        "value": round(value, 2),
        "unit": unit,
        "peer": peer,
        "peer_value": None if peer_value is None else round(peer_value, 2),
        "command": f"script/bench {figure.split('.')[0]}",
    }
