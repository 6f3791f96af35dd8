"""Case work under load: fifty signed-in workers, each with a request every five seconds.

Access, ledger and encryption are on. Requests arrive when they are due, whether or not earlier ones
were answered; the time of each runs from when it was due.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from benchmarks.caseload import WORKERS, caseload_of, worker_email
from benchmarks.client import Client, free_port, wait_until_up
from benchmarks.postgres import on_postgres
from benchmarks.town import misspelt

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "100000"))
CASES = int(os.environ.get("BENCH_CASES", "100000"))
EVERY = 5.0  # seconds between two requests of one worker
SECONDS = int(os.environ.get("BENCH_SECONDS", "30"))
SERVERS = int(os.environ.get("BENCH_SERVERS", "2"))  # worker processes
SESSIONS = """
import json, sys
from pathlib import Path
from alongside.cli.start import start_web
start_web(Path(sys.argv[1]))
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from alongside.web.accounts.models import User
from alongside.web.cases.models import CaseRow
made = []
for user in User.objects.filter(email__startswith="worker").order_by("email"):
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    keys = CaseRow.objects.filter(worker=user, closed_at__isnull=True)
    made.append([store.session_key, [str(key) for key in keys.values_list("key", flat=True)]])
print(json.dumps(made))
"""
Row = dict[str, Any]


def casework() -> list[Row]:
    """Search, worklist and case page, on SQLite and on PostgreSQL."""
    folder = caseload_of(PEOPLE, CASES)
    rows = _pages(folder, "")
    with on_postgres(folder):
        return rows + _pages(folder, ".pg")


def versus_bare() -> list[Row]:
    """CPU of the worklist over a bare Django list page of as many rows."""
    folder = caseload_of(PEOPLE, CASES)
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.bare_list", str(folder), worker_email(0)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"ALONGSIDE_PLAIN_HTTP": "1"},
    )
    ours, bare, lines = json.loads(done.stdout)
    peer = f"bare list page of {lines} rows, CPU ms"
    return [_row("casework.today_vs_bare", ours / bare, "ratio", peer, bare)]


def _pages(folder: Path, store: str) -> list[Row]:
    with _server(folder) as (port, sessions):
        clients = [Client.of_session(port, key) for key, _ in sessions]
        cases = [keys for _, keys in sessions]
        names = misspelt(3, 4_000)
        chance = random.Random(4)

        def search(number: int) -> str:
            return f"/people/?q={quote_plus(names[number % len(names)])}"

        def case(number: int) -> str:
            return f"/cases/{chance.choice(cases[number % WORKERS])}/"

        wanted = {"search": search, "today": lambda _number: "/today/", "case": case}
        return [
            _row(
                f"casework.{page}_p95_ms{store}",
                _p95_ms(clients, [address(n) for n in range(_asked())]),
                "ms",
                f"{PEOPLE} people, {CASES} cases, {WORKERS} workers",
                None,
            )
            for page, address in wanted.items()
        ]


def _asked() -> int:
    return int(WORKERS / EVERY * SECONDS) + WORKERS


@contextmanager
def _server(folder: Path) -> Iterator[tuple[int, list[tuple[str, list[str]]]]]:
    port, environment = free_port(), os.environ | {"ALONGSIDE_PLAIN_HTTP": "1"}
    process = subprocess.Popen(
        [
            sys.executable, "-m", "alongside.cli", "serve", str(folder), "--port", str(port),
            "--workers", str(SERVERS),
        ],
        stdout=subprocess.DEVNULL,
        env=environment,
    )  # fmt: skip
    try:
        wait_until_up(port)
        yield port, sessions_of(folder)
    finally:
        process.terminate()
        process.wait(20)


def sessions_of(folder: Path) -> list[tuple[str, list[str]]]:
    """A session for each of the fifty, and the keys of her open cases."""
    done = subprocess.run(
        [sys.executable, "-c", SESSIONS, str(folder)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"ALONGSIDE_PLAIN_HTTP": "1"},
    )
    return [(key, cases) for key, cases in json.loads(done.stdout)]


def _p95_ms(clients: Sequence[Client], paths: Sequence[str]) -> float:
    """The first request of each worker warms up; the 95th percentile of the rest."""
    for client, path in zip(clients, paths, strict=False):
        client.get(path)
    begun = time.perf_counter() + 0.2

    def ask(number: int) -> float:
        due = begun + number * EVERY / WORKERS
        time.sleep(max(0.0, due - time.perf_counter()))
        status, _body = clients[number % WORKERS].get(paths[WORKERS + number])
        assert status == 200, (status, paths[WORKERS + number])
        return time.perf_counter() - due

    with ThreadPoolExecutor(WORKERS) as pool:
        times = sorted(pool.map(ask, range(len(paths) - WORKERS)))
    return times[int(0.95 * len(times))] * 1000


def _row(figure: str, value: float, unit: str, peer: str, peer_value: float | None) -> Row:
    return {
        "figure": figure,
        "value": round(value, 2),
        "unit": unit,
        "peer": peer,
        "peer_value": None if peer_value is None else round(peer_value, 2),
        "command": "script/bench casework",
    }
