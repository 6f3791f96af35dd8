"""Keep an extract: copied under its own hash, durable, and only if it held still."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from alongside.core import new_person_id
from alongside.sources.errors import changed_while_read, disk_full

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptExtract:
    """A file as it was received. The index of received files holds these fields as they are.

    Attributes
    ----------
    name : str
        Path below the folder of extracts (for a query: the table's name with ``.parquet``).
    kept_as : str
        Path below the store.
    size, modified_ns : int
        What ``stat`` said of the original; equal values next time mean that nothing changed.
    path : Path
        The kept file.
    """

    name: str
    sha256: str
    size: int
    modified_ns: int
    kept_as: str
    path: Path


def keep(path: Path, *, store: Path, source: str, name: str | None = None) -> KeptExtract:
    """Copy ``path`` into ``store/<source>/<sha256><ending>`` while hashing it.

    Nothing is lost when it fails: the copy is written beside its last name and removed.

    Raises
    ------
    AlongsideError
        ``AL-S004`` when the file was swapped or grew while it was read, ``AL-S005`` when the
        disk is full.
    """
    folder = store / source
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"{new_person_id()}.partial"
    try:
        with room_in(store):
            sha256, seen = _copy(path, partial)
            kept = folder / f"{sha256}{path.suffix.lower()}"
            partial.replace(kept)
            _sync_folder(folder)
    finally:
        partial.unlink(missing_ok=True)
    return KeptExtract(
        name=name or path.name,
        sha256=sha256,
        size=seen.st_size,
        modified_ns=seen.st_mtime_ns,
        kept_as=f"{source}/{kept.name}",
        path=kept,
    )


@contextmanager
def room_in(store: Path) -> Iterator[None]:
    """Say in our words that the disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise disk_full(store) from error
        raise


def _copy(path: Path, partial: Path) -> tuple[str, os.stat_result]:
    digest = hashlib.sha256()
    with path.open("rb") as original, partial.open("xb") as copy:
        before = os.fstat(original.fileno())
        while chunk := original.read(CHUNK):
            digest.update(chunk)
            copy.write(chunk)
        _held_still(path, original, before)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest(), before


def _held_still(path: Path, original: BinaryIO, before: os.stat_result) -> None:
    """The open file did not change, and the name still means the same file."""
    try:
        states = (os.fstat(original.fileno()), path.stat())
    except FileNotFoundError as error:
        raise changed_while_read(path) from error
    for after in states:
        if _identity(after) != _identity(before):
            raise changed_while_read(path)
    if original.tell() != before.st_size:
        raise changed_while_read(path)


def _identity(state: os.stat_result) -> tuple[int, int, int, int]:
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
