"""One refresh at a time, and no waiting for the dead.

A lease names its holder by machine, process and the process's start, so a refresh that was killed
is noticed at once on the same machine; elsewhere its lease runs out.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from alongside.core import AlongsideError, ExitCode
from alongside.web.publishing.models import LeaseRow

LASTS = timedelta(seconds=60)


@contextmanager
def hold_lease(name: str) -> Iterator[None]:
    """Hold ``name`` for as long as the block runs.

    Raises
    ------
    AlongsideError
        ``AL-C010`` while somebody living holds it.
    """
    holder = _me()
    _take(name, holder)
    stop = threading.Event()
    beat = threading.Thread(target=_keep, args=(name, holder, stop), daemon=True)
    beat.start()
    try:
        yield
    finally:
        stop.set()
        beat.join()
        LeaseRow.objects.filter(name=name, holder=holder).delete()


def _take(name: str, holder: str) -> None:
    with transaction.atomic():
        now = timezone.now()
        row = LeaseRow.objects.select_for_update().filter(name=name).first()
        if row is not None and row.until > now and _lives(row.holder):
            raise AlongsideError(
                "AL-C010",
                seen=f"A {name} is running already",
                do="Wait until it ends; nothing was changed",
                exit_code=ExitCode.BUSY,
            )
        LeaseRow.objects.update_or_create(
            name=name, defaults={"holder": holder, "until": now + LASTS}
        )


def _keep(name: str, holder: str, stop: threading.Event) -> None:
    while not stop.wait(LASTS.total_seconds() / 3):
        LeaseRow.objects.filter(name=name, holder=holder).update(until=timezone.now() + LASTS)
    connection.close()


def _me() -> str:
    return f"{socket.gethostname()[:24]}/{os.getpid()}/{_started(os.getpid())}"


def _lives(holder: str) -> bool:
    """Whether the holder may still be at work; a process elsewhere always may."""
    host, _, rest = holder.partition("/")
    pid, _, started = rest.partition("/")
    if host != socket.gethostname()[:24]:
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _started(int(pid)) == started


def _started(pid: int) -> str:
    """When a process began, in ticks since boot; empty where the system does not say."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    return text.rpartition(")")[2].split()[19]
