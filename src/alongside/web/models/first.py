"""Let a pause go before everybody who is writing.

SQLite gives its write lock to whoever asks at the right moment. Who has waited longer asks less
often, so a pause among many readers of advice could wait a second: it asks every millisecond.
PostgreSQL locks rows, and nobody stands in the way there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import OperationalError, connection

T = TypeVar("T")
SECONDS = 20.0  # as long as everybody else waits
ASK_MS = 2


def go_first(act: Callable[[], T]) -> T:
    """Run a whole transaction as soon as nobody writes.

    Raises
    ------
    OperationalError
        When somebody else wrote for 20 seconds.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return act()
    until = time.monotonic() + SECONDS
    with _short_waits():
        while True:
            try:
                return act()
            except OperationalError as error:  # raised at BEGIN, before anything was done
                if "locked" not in str(error) or time.monotonic() > until:
                    raise


@contextmanager
def _short_waits() -> Iterator[None]:
    usual = _busy_timeout()
    _busy_timeout(ASK_MS)
    try:
        yield
    finally:
        _busy_timeout(usual)


def _busy_timeout(ms: int | None = None) -> int:
    """How long a statement of this connection waits for a lock; set when given."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout" if ms is None else f"PRAGMA busy_timeout = {ms:d}")
        return int(cursor.fetchone()[0])
