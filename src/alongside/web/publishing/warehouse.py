"""The current generation, open read-only in this process."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.core import AlongsideError, ExitCode
from alongside.warehouse import open_reading
from alongside.web.agency import current_agency
from alongside.web.publishing.models import GenerationRow

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class CurrentWarehouse:
    """A cursor on the current generation; ``received_until`` is what it knows."""

    con: duckdb.DuckDBPyConnection
    generation_id: UUID
    received_until: datetime
    published_at: datetime


_lock = threading.Lock()
_opened: dict[UUID, duckdb.DuckDBPyConnection] = {}


def generation_path(generation_id: UUID) -> Path:
    """Where a generation's file lies."""
    return current_agency().data / "warehouse" / f"{generation_id}.duckdb"


def current_warehouse() -> CurrentWarehouse:
    """Open the newest published generation, or reuse the open one.

    Raises
    ------
    AlongsideError
        ``AL-U010`` when nothing was ever published, ``AL-W001`` when the file is missing.
    """
    row = GenerationRow.objects.order_by("-published_at").first()
    if row is None:
        raise AlongsideError(
            "AL-U010",
            seen="No records were joined yet",
            do="Run `alongside refresh` and come back",
            exit_code=ExitCode.STORAGE,
        )
    return CurrentWarehouse(
        _connection(row.id).cursor(), row.id, row.received_until, row.published_at
    )


def _connection(generation_id: UUID) -> duckdb.DuckDBPyConnection:
    opened = _opened.get(generation_id)
    if opened is not None:
        return opened
    with _lock:
        if generation_id not in _opened:
            fresh = open_reading(generation_path(generation_id))
            _opened.clear()  # cursors still in use keep the older file open until they end
            _opened[generation_id] = fresh
        return _opened[generation_id]
