"""A pause waits for nobody's turn: it gets the database as soon as nobody writes."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import OperationalError, connections
from django.db.utils import ConnectionHandler

from alongside.web.models import first
from alongside.web.models.first import go_first

pytestmark = pytest.mark.django_db

WRITES = "INSERT INTO said (words) VALUES ('paused')"


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database in a file that two connections write to, one of them Django's."""
    path = tmp_path / "shared.sqlite3"
    with sqlite3.connect(path) as con:
        con.execute("PRAGMA journal_mode = WAL")
        con.execute("CREATE TABLE said (words TEXT)")
    made = {
        **connections["default"].settings_dict,
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20},
    }
    connection = ConnectionHandler({"default": made})["default"]
    monkeypatch.setattr(first, "connection", connection)
    yield path
    connection.close()


def hold(path: Path, seconds: float) -> Thread:
    """Somebody else who writes for a while."""
    begun = Event()

    def write() -> None:
        con = sqlite3.connect(path, isolation_level=None)
        con.execute("BEGIN IMMEDIATE")
        begun.set()
        time.sleep(seconds)
        con.execute("COMMIT")
        con.close()

    thread = Thread(target=write)
    thread.start()
    begun.wait()
    return thread


def pause() -> str:
    with first.connection.cursor() as cursor:
        cursor.execute(WRITES)
    return "paused"


def usual() -> int:
    with first.connection.cursor() as cursor:
        return int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])


def test_it_acts_within_a_moment_of_the_end_of_another_write(shared: Path) -> None:
    writer = hold(shared, 0.4)
    begun = time.monotonic()
    assert go_first(pause) == "paused"
    assert 0.3 < time.monotonic() - begun < 0.9
    writer.join()
    assert usual() == 20_000


def test_what_else_goes_wrong_is_not_tried_again(shared: Path) -> None:
    tries = []

    def wrong() -> None:
        tries.append(1)
        with first.connection.cursor() as cursor:
            cursor.execute("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(OperationalError, match="no such table"):
        go_first(wrong)
    assert len(tries) == 1
    assert usual() == 20_000


def test_it_gives_up_in_the_end(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first, "SECONDS", 0.1)
    writer = hold(shared, 0.5)
    with pytest.raises(OperationalError, match="locked"):
        go_first(pause)
    writer.join()
