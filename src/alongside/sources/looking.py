"""Look at the folder of extracts: what is new, changed, gone, or as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from alongside.agency import SourceFile, Table
from alongside.sources.keeping import KeptExtract

# (table name, file name) -> what was received under it last
Index = Mapping[tuple[str, str], KeptExtract]


class State(StrEnum):
    """How a file stands to what was received."""

    UNCHANGED = "unchanged"  # size and time are as they were: nothing was read
    CHANGED = "changed"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """One file that a table's glob matches."""

    table: str
    name: str
    path: Path
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one source's folder holds. ``queries`` are tables that must be asked to know."""

    files: tuple[FoundFile, ...]
    gone: tuple[tuple[str, str], ...]
    queries: tuple[str, ...]

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing needs to be read; a source with queries is never sure."""
        still = all(file.state is State.UNCHANGED for file in self.files)
        return still and not self.gone and not self.queries


def look(source: SourceFile, *, extracts_root: Path, index: Index) -> Look:
    """Compare the files with the index by size and time; no file is opened."""
    files = tuple(
        found
        for name, table in source.tables.items()
        for found in _files(name, table, extracts_root, index)
    )
    present = {(file.table, file.name) for file in files}
    queries = tuple(name for name, table in source.tables.items() if table.format == "sql")
    gone = sorted(key for key in index if key not in present and key[0] not in queries)
    return Look(files=files, gone=tuple(gone), queries=queries)


def _files(name: str, table: Table, root: Path, index: Index) -> list[FoundFile]:
    if table.format == "sql" or not table.path:
        return []
    paths = sorted(path for path in root.glob(table.path) if path.is_file())
    return [_found(name, path, root, index) for path in paths]


def _found(table: str, path: Path, root: Path, index: Index) -> FoundFile:
    name = path.relative_to(root).as_posix()
    known = index.get((table, name))
    if known is None:
        state = State.NEW
    else:
        seen = path.stat()
        same = (seen.st_size, seen.st_mtime_ns) == (known.size, known.modified_ns)
        state = State.UNCHANGED if same else State.CHANGED
    return FoundFile(table=table, name=name, path=path, state=state)
