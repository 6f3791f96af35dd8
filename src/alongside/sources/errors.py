"""What can be wrong with an extract, and with a row of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from alongside.core import AlongsideError, ExitCode

# Reasons for which one row is put aside. `reject.code` and `reject.reason` come from here.
ROW_REASONS: dict[str, str] = {
    "AL-S101": "the key is empty",
    "AL-S102": "duplicate key: an earlier row of the extract has this key and says otherwise",
    "AL-S103": "not a date of the calendar",
    "AL-S104": "not a number",
    "AL-S105": "a value that the mapping does not list",
    "AL-S106": "neither yes nor no",
    "AL-S107": "it ends before it begins",
    "AL-S108": "another number of columns than the heading",
    "AL-S109": "a null byte in the row",
    "AL-S110": "bytes that are not text in the file's encoding",
    "AL-S111": "not JSON",
    "AL-S112": "no resourceType",
    "AL-S113": "day or month first? set date_order",
    "AL-S114": "a quotation mark that does not close",
    "AL-S115": "not a whole number of days",
    "AL-S116": "another table of the source has a record with this key; set key_prefix",
}


def empty_file(name: str) -> AlongsideError:
    """The file holds nothing, not even headings."""
    return AlongsideError(
        "AL-S001",
        seen=f"{name} is empty",
        wanted="at least a line of headings",
        do="Ask for the extract again; what was known before stays as it is",
    )


def missing_columns(name: str, missing: Iterable[str], found: Iterable[str]) -> AlongsideError:
    """The mapping names columns that the extract does not have."""
    import difflib

    found = list(found)
    hints = []
    for column in sorted(missing):
        near = difflib.get_close_matches(column, found, n=1)
        hints.append(f"{column!r}" + (f" (near: {near[0]!r})" if near else ""))
    return AlongsideError(
        "AL-S002",
        seen=f"{name} has no column {', '.join(hints)}",
        wanted="every column that the mapping names",
        do=f"Mend sources/*.toml or ask for the extract again. It has: {_few(found)}",
    )


def wrong_encoding(name: str, encoding: str, line: int, guess: str | None) -> AlongsideError:
    """The declared encoding does not fit the bytes."""
    return AlongsideError(
        "AL-S003",
        seen=f"{name} is not {encoding}: the first byte that does not fit is in line {line}",
        wanted=f"a file in {encoding}, as declared",
        do=f'Write encoding = "{guess}" or leave encoding out' if guess else "Leave encoding out",
    )


def changed_while_read(path: Path) -> AlongsideError:
    """Somebody wrote the file while it was copied."""
    return AlongsideError(
        "AL-S004",
        seen=f"{path.name} changed while it was read",
        wanted="a file that holds still",
        do="Nothing was taken from it; run the refresh again when the export has ended",
    )


def disk_full(store: Path) -> AlongsideError:
    """No room for the kept extract."""
    return AlongsideError(
        "AL-S005",
        seen=f"The disk is full: an extract could not be kept in {store}",
        wanted="free space for a copy of each changed extract",
        do="Make room and refresh again; the half-written copy was removed, nothing changed",
        exit_code=ExitCode.STORAGE,
    )


def shrunk(source: str, table: str, before: int, now: int) -> AlongsideError:
    """So few rows are left that the extract may be damaged."""
    return AlongsideError(
        "AL-S006",
        seen=f"{source}.{table} shrank from {before:,} accepted rows to {now:,}",
        wanted="at least half as many as last time",
        do=f"Look at the extract. If it is right, refresh with --confirm-shrink {source}",
        exit_code=ExitCode.REFUSED,
    )


def unreadable(name: str, format_name: str, why: str) -> AlongsideError:
    """The file is not what its mapping says."""
    return AlongsideError(
        "AL-S007",
        seen=f"{name} cannot be read as {format_name}: {why}",
        wanted=f"a sound {format_name} file",
        do="Open it with the program it comes from, or ask for it again",
    )


def query_failed(source: str, table: str, why: str) -> AlongsideError:
    """The database did not answer the query."""
    return AlongsideError(
        "AL-S008",
        seen=f"The query of {source}.{table} failed: {why}",
        wanted="a database that answers",
        do="Check url and query; nothing was changed",
    )


def unknown_kind(path: Path) -> AlongsideError:
    """A file whose ending says nothing that we read."""
    return AlongsideError(
        "AL-S009",
        seen=f"{path.name} has an ending that is not known",
        wanted=".csv, .tsv, .txt, .xlsx, .xls, .ods, .parquet, .ndjson or .json",
        do="Rename it, or export it in one of these formats",
    )


def no_url(table: str, variable: str) -> AlongsideError:
    """The environment variable with the database URL is not set."""
    return AlongsideError(
        "AL-S010",
        seen=f"The environment variable {variable} is not set",
        wanted=f"the database URL for table {table}",
        do=f"Set {variable} and refresh again",
    )


def _few(names: list[str]) -> str:
    shown = ", ".join(names[:12])
    return shown + (f" and {len(names) - 12} more" if len(names) > 12 else "")
