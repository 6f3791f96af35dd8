"""How long advice goes on after somebody pressed *Pause*: from the click to the last such answer.

Eight signed-in clients ask for advice on points that they judged, as fast as they are answered,
against the real server with its worker processes. A supervisor pauses the model from its page.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from threading import Event
from typing import Any

from benchmarks.agency import copy_of
from benchmarks.client import Client, free_port, wait_until_up

PEOPLE = int(os.environ.get("BENCH_PAUSE_PEOPLE", "20000"))
ROUNDS = int(os.environ.get("BENCH_PAUSE_ROUNDS", "10"))
CLIENTS = 8
SECONDS = 1.5  # of asking before the click, and after it
ADVICE, CLOSED = 200, 403
JOSEF = "josef@demo.example"

Row = dict[str, Any]


def pause() -> list[Row]:
    """The slowest of several pauses, answers a second before it, and answers that were errors.

    Eight who ask without a breath keep SQLite's one write lock busy all the time. Who waits for it
    longest asks for it least often, so an answer may fail after 20 seconds: it is counted.
    """
    folder = copy_of(PEOPLE, "pause")
    with _server(folder) as port:
        askers = _askers(folder, port)
        josef = Client(folder, port, JOSEF)
        card = _released(josef)
        rounds = [_round(askers, josef, card) for _ in range(ROUNDS)]
    about = f"{CLIENTS} clients, {PEOPLE} people, slowest of {ROUNDS}"
    rate = sum(rate for _, rate, _ in rounds) / ROUNDS
    failed = sum(failed for _, _, failed in rounds)
    return [
        _row("pause.ms", max(ms for ms, _, _ in rounds), "ms", about),
        _row("pause.failed", failed, "answers", "neither advice nor a closed door, in all rounds"),
        _row("pause.answers_s", rate, "a second", "answers with advice before the click"),
    ]


@contextmanager
def _server(folder: Path) -> Iterator[int]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "alongside.cli", "serve", str(folder), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # every answer without advice would be a line there
        env=os.environ | {"ALONGSIDE_PLAIN_HTTP": "1"},
    )
    try:
        wait_until_up(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _askers(folder: Path, port: int) -> list[tuple[Client, str]]:
    """Clients, each with the address of advice that it has judged for and opened.

    Where fewer referrals wait than there are clients, several ask about the same one.
    """
    clients = [Client(folder, port) for _ in range(CLIENTS)]
    _, page = clients[0].get("/decisions/")
    found = re.findall(r'href="(/decisions/screening/[^"#]+/)"', page.decode())
    points = [unescape(one) for one in dict.fromkeys(found)]
    assert points, "no referral waits for a decision in this agency"
    opened = [_judged(clients[0], point) for point in points[:CLIENTS]]
    return [(client, opened[at % len(opened)]) for at, client in enumerate(clients)]


def _judged(client: Client, point: str) -> str:
    """Judge, open the advice, and give the address at which it is read again."""
    said = {"band": "5 to 9", "why": "Two calls before, and both were about food"}
    client.submit(point, f"{point}judgement/", **said)
    status, _ = client.submit(point, f"{point}advice/")
    assert status in (200, 302), status
    return f"/api{point}advice"


def _released(josef: Client) -> str:
    """The address of the model that the demo brings along."""
    _, page = josef.get("/models/")
    found = re.search(rb'href="(/models/[^"]+/\d+/)"', page)
    assert found, "no model is kept in this agency: was it made by an earlier version?"
    assert b"In use since" in page, "no model advises in this agency"
    return found.group(1).decode()


def _round(
    askers: Sequence[tuple[Client, str]], josef: Client, card: str
) -> tuple[float, float, int]:
    """Milliseconds from the click to the last advice; answers a second before it; errors."""
    done = Event()
    begun = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        asking = [pool.submit(_ask, client, address, done) for client, address in askers]
        time.sleep(SECONDS)
        clicked = josef.fill_in(card, f"{card}move/", to="paused", reason="measured")
        status, _ = clicked.send()
        time.sleep(SECONDS)
        done.set()
        answers = [answer for one in asking for answer in one.result()]
    assert status == 302, status
    times = [moment for moment, answered in answers if answered == ADVICE]
    failed = sum(answered not in (ADVICE, CLOSED) for _, answered in answers)
    before = sum(moment < clicked.at for moment in times)
    josef.submit(card, f"{card}move/", to="released", reason="to be measured once more")
    return max(0.0, max(times) - clicked.at) * 1000, before / (clicked.at - begun), failed


def _ask(client: Client, address: str, done: Event) -> list[tuple[float, int]]:
    """When each answer had come, and its status."""
    answers = []
    while not done.is_set():
        status, body = client.get(address)
        answers.append((time.perf_counter(), status))
        assert status != ADVICE or b'"estimate"' in body
    return answers


def _row(figure: str, value: float, unit: str, peer: str) -> Row:
    return {
        "figure": figure,
        "value": round(value, 1),
        "unit": unit,
        "peer": peer,
        "peer_value": None,
        "command": "script/bench pause",
    }
