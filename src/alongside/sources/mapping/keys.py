"""Keys of records and events in SQL, equal to those of ``core.ids`` in Python."""

from __future__ import annotations

from collections.abc import Sequence

from alongside.agency import RecordBlock
from alongside.sources.mapping.fields import raw_text
from alongside.sources.readers.base import literal


def key_aliases(columns: Sequence[str], *, prefix: str) -> dict[str, str]:
    """The texts of key columns under short names."""
    return {f"{prefix}{place}": raw_text(column) for place, column in enumerate(columns)}


def joined_key(aliases: Sequence[str]) -> str:
    """Several key columns in one text; NULL when one of them is empty."""
    if len(aliases) == 1:
        return aliases[0]
    escaped = (rf"replace(replace({alias}, '\', '\\'), '|', '\|')" for alias in aliases)
    return "(" + " || '|' || ".join(escaped) + ")"


def hashed_key(aliases: Sequence[str]) -> str:
    """``core.stable_key`` in SQL; NULL when every column is empty."""
    parts = " || ".join(
        f"(CASE WHEN {alias} IS NULL THEN chr(0) ELSE chr(1) || {alias} || chr(31) END)"
        for alias in aliases
    )
    return (
        f"CASE WHEN coalesce({', '.join(aliases)}) IS NOT NULL THEN left(sha256({parts}), 32) END"
    )


def record_key(block: RecordBlock, aliases: Sequence[str]) -> str:
    """``core.joined_key`` or ``core.stable_key`` of a record block, behind its prefix."""
    key = joined_key(aliases) if block.key else hashed_key(aliases)
    return f"({literal(block.key_prefix)} || {key})" if block.key_prefix else key


def record_columns(block: RecordBlock, of_key: Sequence[str]) -> tuple[str, ...]:
    """The columns of a table that name a record: its own key's, or those that point to it."""
    return tuple(of_key) or block.key or block.key_from
