"""Ids: random for people, stable for records.

A person's id is never derived from what is known about the person, so it gives nothing away
and survives every correction. A record's id is its source and its key there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from uuid import UUID

SEPARATOR = ":"


def new_person_id() -> UUID:
    """Mint a random, time-ordered id (UUIDv7, RFC 9562)."""
    from uuid6 import uuid7

    return UUID(int=uuid7().int)


def record_id(source: str, source_key: str) -> str:
    """Join a source's name and the key of a record in it.

    Raises
    ------
    ValueError
        When the source's name holds the separator; keys may hold it.
    """
    if not source or SEPARATOR in source:
        raise ValueError(f"a source name may not be empty or hold {SEPARATOR!r}")
    return f"{source}{SEPARATOR}{source_key}"


def split_record_id(value: str) -> tuple[str, str]:
    """Give back the source and the key of :func:`record_id`."""
    source, separator, key = value.partition(SEPARATOR)
    if not separator:
        raise ValueError("not a record id")
    return source, key


def stable_key(values: Sequence[str | None]) -> str:
    """Hash declared columns into a key, for a source that has none of its own.

    The result is 32 hexadecimal digits. ``None`` and the empty text differ.
    """
    digest = hashlib.sha256()
    for value in values:
        digest.update(b"\x00" if value is None else b"\x01" + value.encode() + b"\x1f")
    return digest.hexdigest()[:32]


def joined_key(values: Sequence[str]) -> str:
    """Several key columns as one key, joined by ``|``; a ``|`` inside a value is escaped."""
    if len(values) == 1:
        return values[0]
    return "|".join(value.replace("\\", "\\\\").replace("|", "\\|") for value in values)
