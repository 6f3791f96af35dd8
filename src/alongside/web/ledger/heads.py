"""The heads of the ledger, outside the database: one line a seal."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from alongside.core import AlongsideError, ExitCode
from alongside.governance import Batch, Head
from alongside.web.agency import current_agency


def head_path() -> Path:
    """Where the heads are written; keep a copy of this file elsewhere."""
    return current_agency().data / "ledger-head.txt"


def copy_head(batch: Batch, now: datetime) -> None:
    """Add a seal: the time, the number of the last entry it seals, its hash."""
    with head_path().open("a", encoding="ascii") as file:
        file.write(f"{now.isoformat(timespec='seconds')} {batch.last} {batch.hash}\n")


def kept_heads(path: Path) -> list[Head]:
    """Read the heads of a file, or of a copy of it; none when there is no file.

    Raises
    ------
    AlongsideError
        ``AL-U040`` when the file is something else.
    """
    if not path.exists():
        return []
    try:
        lines = [line.split() for line in path.read_text(encoding="ascii").splitlines()]
        return [Head(last=int(last), hash=hash_) for _, last, hash_ in lines]
    except ValueError as error:
        raise AlongsideError(
            "AL-U040",
            seen=f"{path.name} is not a list of the ledger's heads",
            wanted="lines of a time, the number of an entry, and a hash",
            do="Give a copy of ledger-head.txt from the data folder",
            exit_code=ExitCode.INPUT,
        ) from error
