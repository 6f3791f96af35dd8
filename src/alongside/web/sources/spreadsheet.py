"""CSV that a spreadsheet opens as text, whatever an extract brought along.

A cell that begins with ``= + - @``, a tab or a carriage return would be run as a formula; it gets
an apostrophe in front (OWASP, *CSV injection*).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"  # tells spreadsheets that the file is UTF-8


class _Echo:
    """A file that gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet runs."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a CSV file, one at a time."""
    writer = csv.writer(_Echo())
    yield MARK + writer.writerow(headings)
    for row in rows:
        yield writer.writerow([safe_cell(value) for value in row])
