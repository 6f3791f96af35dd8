"""Every file and resource accounted for: what no table reads, what is left out on purpose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from alongside.agency import Agency, SourceFile
from alongside.sources.readers.fhir import count_resources


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A file that a source declares it does not read, and why. ``resources`` counts FHIR only."""

    source: str
    name: str
    why: str
    resources: Counter[str] = field(default_factory=Counter)


def unread_files(agency: Agency, *, extracts_root: Path) -> list[str]:
    """Names of files below the folder that no table reads and no source declares left out."""
    accounted = {
        path
        for source in agency.sources.values()
        for pattern in (*_patterns(source), *source.left_out)
        for path in extracts_root.glob(pattern)
    }
    files = (path for path in extracts_root.rglob("*") if path.is_file())
    unread = (path.relative_to(extracts_root) for path in files if path not in accounted)
    return sorted(path.as_posix() for path in unread if not path.name.startswith("."))


def left_out_files(agency: Agency, *, extracts_root: Path) -> list[LeftOut]:
    """Files that are left out on purpose, with the declared reason and what is in them."""
    return [
        LeftOut(
            source=name,
            name=path.relative_to(extracts_root).as_posix(),
            why=why,
            resources=_resources(path),
        )
        for name, source in sorted(agency.sources.items())
        for pattern, why in source.left_out.items()
        for path in sorted(extracts_root.glob(pattern))
        if path.is_file()
    ]


def _patterns(source: SourceFile) -> list[str]:
    patterns = [table.path for table in source.tables.values() if table.path]
    for table in source.tables.values():
        # A database file that a query reads is read, though no table names it as a file.
        before, marker, rest = (table.url or "").partition("{extracts}/")
        if marker and before.startswith("sqlite"):
            patterns.append(rest.split("?")[0])
    return patterns


def _resources(path: Path) -> Counter[str]:
    if path.suffix not in (".ndjson", ".json") or path.stat().st_size == 0:
        return Counter()
    return count_resources(path)
