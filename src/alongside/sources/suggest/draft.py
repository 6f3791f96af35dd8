"""Draft a mapping for an extract that nobody has mapped yet."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from alongside.agency import Table
from alongside.sources.errors import unknown_kind
from alongside.sources.readers import READERS, Reading
from alongside.sources.readers.base import quoted
from alongside.sources.readers.excel import find_header_row
from alongside.sources.readers.fhir import count_resources
from alongside.sources.suggest.profile import profile_column
from alongside.sources.suggest.roles import ColumnGuess, guess_roles
from alongside.sources.suggest.toml import draft_toml
from alongside.sources.suggest.words import plain_words

ROWS = 5_000  # looked at; a mapping is checked against the whole file by the refresh
FORMATS = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "excel", ".xls": "excel",
    ".ods": "excel", ".parquet": "parquet", ".ndjson": "fhir", ".json": "fhir", ".jsonl": "fhir",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A drafted mapping.

    Attributes
    ----------
    text : str
        The source file; ``read_agency`` accepts it as it stands.
    columns : tuple of ColumnGuess
        Every column with its role and how sure it is.
    rows : int
        How many rows were looked at.
    warnings : tuple of str
        What a person must look at before the file is used.
    """

    source: str
    text: str
    columns: tuple[ColumnGuess, ...]
    rows: int
    encoding: str | None
    delimiter: str | None
    warnings: tuple[str, ...]


def suggest(path: Path, *, source: str | None = None, purpose: str = "casework") -> Draft:
    """Draft ``sources/<source>.toml`` for a file from its headings and its first rows.

    Parameters
    ----------
    source : str, optional
        Name of the source; from the file's name when not given.
    purpose : str
        The one purpose that the draft names; people add the others.

    Raises
    ------
    AlongsideError
        ``AL-S009`` for an ending that is not known, and what the reader says.
    """
    format_name = FORMATS.get(path.suffix.lower())
    if format_name is None:
        raise unknown_kind(path)
    with tempfile.TemporaryDirectory() as scratch:
        head = _head(path, Path(scratch)) if format_name in ("csv", "fhir") else path
        table = _table(format_name, path.name, head)
        reading, names, values = _read(head, table, path.name)
    guesses = _guesses(names, values, is_fhir=format_name == "fhir")
    name = source or _name(path)
    text, warnings = draft_toml(
        table, name=name, guesses=guesses, purpose=purpose, delimiter=reading.delimiter
    )
    return Draft(
        source=name,
        text=text,
        columns=tuple(guesses),
        rows=len(values[0]) if values else 0,
        encoding=reading.encoding,
        delimiter=reading.delimiter,
        warnings=tuple(warnings),
    )


def _head(path: Path, scratch: Path) -> Path:
    """The first lines of a text file, so that a large one is not read whole."""
    if path.stat().st_size < 32_000_000:
        return path
    head = scratch / path.name
    with path.open("rb") as whole, head.open("wb") as copy:
        copy.writelines(islice(whole, ROWS + 1))
    return head


def _table(format_name: str, name: str, head: Path) -> Table:
    resource = None
    if format_name == "fhir":
        kinds = Counter({kind: n for kind, n in count_resources(head).items() if kind})
        resource = kinds.most_common(1)[0][0] if kinds else "Patient"
    header_row = find_header_row(head) if format_name == "excel" else 1
    return Table.model_validate(
        {"format": format_name, "path": name, "resource": resource, "header_row": header_row}
    )


def _read(
    head: Path, table: Table, name: str
) -> tuple[Reading, list[str], list[Sequence[str | None]]]:
    import duckdb

    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        reading = READERS[table.format](
            con, head, table=table, name=name, wanted=None, into="drafted"
        )
        names = list(reading.columns)
        listed = ", ".join(map(quoted, names))
        rows = con.execute(f"SELECT {listed} FROM drafted ORDER BY _line LIMIT {ROWS}").fetchall()
    columns: list[Sequence[str | None]] = [[row[at] for row in rows] for at in range(len(names))]
    return reading, names, columns


def _guesses(
    names: list[str], values: list[Sequence[str | None]], *, is_fhir: bool
) -> list[ColumnGuess]:
    import duckdb

    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        profiles = [
            profile_column(con, name, column) for name, column in zip(names, values, strict=True)
        ]
    return guess_roles(profiles, is_fhir=is_fhir)


def _name(path: Path) -> str:
    name = re.sub(r"[^a-z0-9]+", "_", plain_words(path.stem)).strip("_")
    return f"s_{name}"[:40] if not name[:1].isalpha() else name[:40]
