"""Put fields together into one SELECT over a raw table, with the first fault of each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from alongside.sources.mapping.fields import Check, FieldSql
from alongside.sources.readers.base import SEEN_AT_MOST, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockSql:
    """What a block takes from a raw table.

    Attributes
    ----------
    target : str
        Table of the warehouse that it feeds.
    label : str
        The block as a rejects page names it.
    applies : str
        Condition over the raw row; other rows are left out, which is no reject.
    sql : str
        SELECT of the target's columns with ``_line``, ``_known``, ``_bad`` (1-based place in
        ``checks`` or NULL) and ``_seen``; ``{raw}`` and ``{extract_id}`` are still to be filled in.
    """

    target: str
    label: str
    applies: str
    sql: str
    checks: tuple[Check, ...]


def nested(
    fields: Sequence[FieldSql],
    *,
    keys: dict[str, str],
    applies: str,
    checks: Sequence[Check],
    output: dict[str, str],
    hashed: Sequence[str] = (),
) -> str:
    """Nest one SELECT a step: keys and texts, translated, read, settled, checked, put out.

    ``hashed`` are the columns of ``output`` whose content makes a new version.
    """
    steps = list(zip_longest(*(field.steps for field in fields), fillvalue={})) or [()]
    sql = ""
    for place, step in enumerate(steps):
        aliases = {alias: text for part in step for alias, text in part.items()}
        sql = _first(keys | aliases, applies) if place == 0 else _layer(sql, aliases)
    sql = _layer(sql, {"_bad": _first_fault(checks)})
    sql = (
        f"SELECT {_listed({**output, '_bad': '_bad', '_seen': _seen(checks)})}, _line FROM ({sql})"
    )
    return _layer(sql, {"row_hash": hash_sql(_mapped(hashed, output))}) if hashed else sql


def _mapped(columns: Sequence[str], output: dict[str, str]) -> list[str]:
    """Leave out what is empty in every row: it only costs time."""
    return [column for column in columns if "NULL" not in output[column].split()[0]]


def hash_sql(columns: Sequence[str]) -> str:
    """The engine's hash of the content: fast, and compared within one generation only."""
    return f"hash({', '.join(map(quoted, columns)) or 'NULL'})"


def joined_sql(columns: Sequence[str]) -> str:
    """Columns as one text in which empty and missing differ, and no two rows run together."""
    texts = ", ".join(f"coalesce({quoted(column)}::VARCHAR, chr(30))" for column in columns)
    return f"concat_ws(chr(31), {texts})"


def _first(aliases: dict[str, str], applies: str) -> str:
    return f"SELECT _line, {_listed(aliases)} FROM {{raw}} WHERE {applies}"


def _layer(inner: str, aliases: dict[str, str]) -> str:
    return f"SELECT *, {_listed(aliases)} FROM ({inner})" if aliases else inner


def _listed(aliases: dict[str, str]) -> str:
    return ", ".join(f"{text} AS {quoted(alias)}" for alias, text in aliases.items())


def _first_fault(checks: Sequence[Check]) -> str:
    if not checks:
        return "NULL::UTINYINT"
    cases = " ".join(
        f"WHEN {check.condition} THEN {place}" for place, check in enumerate(checks, start=1)
    )
    return f"(CASE {cases} END)::UTINYINT"


def _seen(checks: Sequence[Check]) -> str:
    if not checks:
        return "NULL::VARCHAR"
    cases = " ".join(f"WHEN {n} THEN {check.seen}" for n, check in enumerate(checks, start=1))
    return f"CASE WHEN _bad IS NOT NULL THEN left(CASE _bad {cases} END, {SEEN_AT_MOST}) END"
