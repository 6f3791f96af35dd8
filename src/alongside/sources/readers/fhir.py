"""FHIR R4 resources, one a line (NDJSON) or in a Bundle, as columns named by dotted paths.

``name.0.family`` is the first name's family, ``code.coding.0.code`` the first coding's code; see
``fhir_path.py`` for the rest. A path that ends in ``reference`` gives the id alone (``Patient/17``
is ``17``), so that it equals the ``id`` of the resource it points to. A path that a resource lacks
is empty, not a mistake.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alongside.sources.errors import empty_file, missing_columns
from alongside.sources.readers.base import (
    SEEN_AT_MOST,
    Reading,
    RowReject,
    load_rows,
    quoted,
)
from alongside.sources.readers.fhir_path import is_path, path_sql

if TYPE_CHECKING:
    import duckdb

    from alongside.agency import Table

FIRST_BYTES = 4096


@dataclass(slots=True)
class _Sorted:
    """The resources of one type, the lines put aside, and how many were of other types."""

    lines: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    rejects: list[RowReject] = field(default_factory=list)
    others: int = 0


def read_fhir(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    table: Table,
    name: str,
    wanted: Iterable[str] | None,
    into: str,
) -> Reading:
    """The reader of FHIR; see :class:`~alongside.sources.readers.base.Reader`."""
    if path.stat().st_size == 0:
        raise empty_file(name)
    broken = [path for path in wanted or () if not is_path(path)]
    if broken:
        raise missing_columns(name, broken, ())
    found = _sort(path, table.resource)
    raw = f"{into}_json"
    load_rows(con, raw, ["doc"], lines=found.lines, values=[found.texts])
    found.rejects += _refused_by_engine(con, raw)
    take = sorted(set(wanted)) if wanted is not None else _paths(found.texts)
    columns = "".join(f"{path_sql(column)} AS {quoted(column)}, " for column in take)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE {quoted(into)} AS
            SELECT {columns} _line FROM {quoted(raw)}"""
    )
    con.execute(f"DROP TABLE {quoted(raw)}")
    return Reading(
        columns=tuple(take),
        rejects=tuple(found.rejects),
        encoding="utf-8",
        left_out=found.others,
    )


def count_resources(path: Path) -> Counter[str]:
    """How many resources of each type a file holds; lines that are none count under ``""``."""
    kinds: Counter[str] = Counter()
    for _, _, resource in _entries(path):
        kind = resource.get("resourceType") if isinstance(resource, dict) else None
        kinds[kind if isinstance(kind, str) else ""] += 1
    return kinds


def resources_of(path: Path) -> Iterator[tuple[int, Any]]:
    """Line and value of each entry of a file; ``None`` for a line that is not JSON."""
    for line, _, value in _entries(path):
        yield line, value


def _sort(path: Path, wanted: str | None) -> _Sorted:
    found = _Sorted()
    for line, text, resource in _entries(path):
        if not isinstance(resource, dict):
            found.rejects.append(RowReject(line, "AL-S111", text[:SEEN_AT_MOST]))
        elif not isinstance(resource.get("resourceType"), str):
            found.rejects.append(RowReject(line, "AL-S112", text[:SEEN_AT_MOST]))
        elif wanted is not None and resource["resourceType"] != wanted:
            found.others += 1
        else:
            found.lines.append(line)
            found.texts.append(text)
    return found


def _refused_by_engine(con: duckdb.DuckDBPyConnection, raw: str) -> list[RowReject]:
    """Put aside what Python takes for JSON and the engine does not, such as half a character."""
    rows = con.execute(
        f"""DELETE FROM {quoted(raw)} WHERE NOT json_valid(doc)
            RETURNING _line, left(doc, {SEEN_AT_MOST})"""
    ).fetchall()
    return [RowReject(line, "AL-S111", seen) for line, seen in rows]


def _entries(path: Path) -> Iterator[tuple[int, str, Any]]:
    """Line (or place in the bundle), text and value of each resource; ``None`` if not JSON."""
    bundle = _bundle(path)
    if bundle is not None:
        for place, entry in enumerate(bundle.get("entry") or (), start=1):
            resource = entry.get("resource") if isinstance(entry, dict) else None
            yield place, json.dumps(resource, ensure_ascii=False), resource or {}
        return
    with path.open("rb") as handle:
        for line, raw in enumerate(handle, start=1):
            if raw.strip():
                yield (line, *_parsed(raw.removeprefix(b"\xef\xbb\xbf")))


def _parsed(raw: bytes) -> tuple[str, Any]:
    try:
        text = raw.decode().strip()
        value = json.loads(text, parse_constant=_refuse)
    except ValueError:  # bad JSON and bad UTF-8 alike
        return raw.decode("utf-8", "replace").replace("\0", "␀").strip(), None
    return text, value


def _refuse(constant: str) -> Any:
    """Python reads NaN and Infinity; JSON has neither."""
    raise ValueError(constant)


def _bundle(path: Path) -> dict[str, Any] | None:
    """The whole file as one Bundle (or one resource spread over lines), if it is one."""
    with path.open("rb") as handle:
        first = handle.readline(FIRST_BYTES * 1024)
        several = bool(handle.readline().strip())
    value = _parsed(first)[1]
    if isinstance(value, dict):
        return value if value.get("resourceType") == "Bundle" and not several else None
    if not first.lstrip(b"\xef\xbb\xbf").startswith(b"{"):
        return None
    whole = _parsed(path.read_bytes())[1]
    if not isinstance(whole, dict):
        return None
    return whole if whole.get("resourceType") == "Bundle" else {"entry": [{"resource": whole}]}


def _paths(texts: list[str], *, at_most: int = 200) -> list[str]:
    """The dotted paths of the leaves of the first resources."""
    paths: dict[str, None] = {}
    for text in texts[:at_most]:
        paths.update(dict.fromkeys(_leaves(json.loads(text), "")))
    return list(paths)


def _leaves(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for place, inner in enumerate(value[:2]):
            yield from _leaves(inner, f"{path}.{place}")
    else:
        yield path
