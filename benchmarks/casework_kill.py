"""Kill -9 of the server while workers write notes and plan visits: nothing lost, nothing doubled.

A write counts as acknowledged when the server answered it. In the end the store is asked for each
write: is it there once, with its one step and its events, or, unanswered, once or not at all?
"""

from __future__ import annotations

import http.client
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks.agency import CACHE
from benchmarks.caseload import WORKERS, caseload_of
from benchmarks.casework import sessions_of
from benchmarks.client import Client, free_port, wait_until_up

WRITES = int(os.environ.get("BENCH_WRITES", "200"))
PEOPLE = int(os.environ.get("BENCH_KILL_PEOPLE", "2000"))
WRITERS = 4
Row = dict[str, Any]
Session = tuple[str, list[str]]


def kill() -> list[Row]:
    """Lost and doubled writes over at least ``BENCH_WRITES`` of them."""
    import shutil

    folder = CACHE / "casework-kill"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(caseload_of(PEOPLE, PEOPLE), folder)
    sessions, chance = sessions_of(folder)[:WRITERS], random.Random(12)
    tried: list[str] = []
    answered: list[str] = []
    kills = 0
    while len(answered) < WRITES:
        kills += 1
        _one_life(folder, sessions, chance.uniform(1.0, 4.0), tried, answered)
    found = _found(folder)
    lost = sum(1 for token in answered if found[token] == 0)
    doubled = sum(1 for token in tried if found[token] > 1) + _half_done(folder)
    note = f"{len(answered)} answered writes, {kills} kills"
    return [_row("casework.kill_lost", lost, note), _row("casework.kill_doubled", doubled, note)]


def _one_life(
    folder: Path, sessions: list[Session], seconds: float, tried: list[str], answered: list[str]
) -> None:
    """A server from its start to its kill, with writers who stop when it does not answer."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "alongside.cli", "serve", str(folder), "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"ALONGSIDE_PLAIN_HTTP": "1"},
        start_new_session=True,
    )
    wait_until_up(port)
    writers = [
        threading.Thread(target=_write, args=(port, session, cases, tried, answered))
        for session, cases in sessions
    ]
    for writer in writers:
        writer.start()
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for writer in writers:
        writer.join()


def _write(
    port: int, session: str, cases: list[str], tried: list[str], answered: list[str]
) -> None:
    client, chance = Client.of_session(port, session), random.Random(session)
    try:
        while True:
            token = uuid4().hex
            tried.append(token)
            act = chance.choice((_note, _note, _visit))
            status = act(client, chance.choice(cases), token)
            assert status == 302, (act.__name__, status)
            answered.append(token)
    except (OSError, http.client.HTTPException):
        return


def _note(client: Client, case: str, token: str) -> int:
    page = f"/cases/{case}/notes/{uuid4()}/write/"
    _, shown = client.get(page)
    return _send(client, page, shown, text=f"We talked. {token}", act="keep")


def _visit(client: Client, case: str, token: str) -> int:
    page = f"/cases/{case}/visits/plan/"
    _, shown = client.get(page)
    starts = datetime.now() + timedelta(days=random.randint(1, 90))
    return _send(
        client, page, shown, aim=token, from_at=starts.strftime("%Y-%m-%dT%H:%M"), minutes="30"
    )


def _send(client: Client, page: str, shown: bytes, **fields: str) -> int:
    """The form of a page as the browser would send it, with some fields filled in."""
    text = shown.decode()
    text = text[text.index('<main class="main"') :]
    sent = [
        (name, value)
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', text)
    ]
    sent += re.findall(r'type="checkbox" name="([^"]+)" value="([^"]*)"[^>]* checked', text)
    sent += re.findall(r'name="(people)" [^>]*value="([^"]*)"', text)[:1]
    chosen = re.findall(r'<select[^>]* name="([^"]+)".*?value="([^"]*)" selected', text, re.DOTALL)
    kept = [(name, value) for name, value in sent + chosen if name not in fields]
    if "happened_at" in text and "happened_at" not in fields:
        kept += re.findall(r'name="(happened_at)" value="([^"]*)"', text)
        kept += re.findall(r'name="(sensitivity)" [^>]*value="([^"]*)"[^>]* checked', text)
    status, _body = client.post(page, urlencode([*kept, *fields.items()]))
    return status


def _found(folder: Path) -> Counter[str]:
    """How often each token stands in the store, among notes and visits."""
    with sqlite3.connect(folder / "data" / "alongside.sqlite3") as con:
        notes = con.execute("SELECT text FROM notes_note WHERE state = 'kept'")
        visits = con.execute("SELECT aim FROM visits_visit")
        texts = [row[0] for row in (*notes, *visits)]
    return Counter(text.split()[-1] for text in texts if text)


def _half_done(folder: Path) -> int:
    """Kept notes without their one step, and steps of a note without their events."""
    with sqlite3.connect(folder / "data" / "alongside.sqlite3") as con:
        row = con.execute(
            """SELECT count(*) FROM notes_note n WHERE n.state = 'kept' AND 1 != (
                 SELECT count(*) FROM cases_step s
                 WHERE s.kind = 'note_written' AND s.about = 'note:' || n.id)"""
        ).fetchone()
    return int(row[0])


def _row(figure: str, value: int, note: str) -> Row:
    return {
        "figure": figure,
        "value": value,
        "unit": "writes",
        "peer": note,
        "peer_value": None,
        "command": "script/bench casework.kill",
    }


assert WRITERS <= WORKERS
