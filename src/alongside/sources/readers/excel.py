"""Spreadsheets (.xlsx, .xls, .ods) with python-calamine.

Formulas arrive as the values they showed last; a text that begins with ``=`` stays a text. Dates
arrive as dates, whole numbers without ``.0``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alongside.sources.errors import empty_file, unreadable
from alongside.sources.readers.base import Reading, chosen, load_rows, unique_headings

if TYPE_CHECKING:
    import duckdb

    from alongside.agency import Table


def read_excel(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    table: Table,
    name: str,
    wanted: Iterable[str] | None,
    into: str,
) -> Reading:
    """The reader of spreadsheets; see :class:`~alongside.sources.readers.base.Reader`."""
    sheet = _sheet(path, name, table.sheet)
    rows = sheet.to_python(skip_empty_area=False)
    if len(rows) < table.header_row:
        raise empty_file(name)
    headings = _headings(sheet, rows, table.header_row - 1)
    take = chosen(name, headings, wanted)
    places = [headings.index(column) for column in take]
    body = [
        (line, row)
        for line, row in enumerate(rows[table.header_row :], start=table.header_row + 1)
        if any(cell not in ("", None) for cell in row)
    ]
    load_rows(
        con,
        into,
        take,
        lines=[line for line, _ in body],
        values=[[_text(row[place]) for _, row in body] for place in places],
    )
    return Reading(columns=tuple(headings))


def find_header_row(path: Path, *, within: int = 20) -> int:
    """The first row that is as wide as the widest and holds texts only: titles stand above it."""
    rows = _sheet(path, path.name, None).to_python(skip_empty_area=False)[:within]
    widths = [sum(cell not in ("", None) for cell in row) for row in rows]
    for place, row in enumerate(rows):
        texts = all(isinstance(cell, str) for cell in row)
        if texts and widths[place] > 1 and widths[place] >= 0.8 * max(widths):
            return place + 1
    return 1


def _sheet(path: Path, name: str, wanted: str | None) -> Any:
    import python_calamine

    if path.stat().st_size == 0:
        raise empty_file(name)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
    except Exception as error:  # the library raises several unrelated kinds
        raise unreadable(name, "a spreadsheet", type(error).__name__) from error
    if wanted is None:
        return book.get_sheet_by_index(0)
    if wanted not in book.sheet_names:
        sheets = ", ".join(book.sheet_names)
        raise unreadable(name, "a spreadsheet", f"no sheet {wanted!r}; it has {sheets}")
    return book.get_sheet_by_name(wanted)


def _headings(sheet: Any, rows: list[list[Any]], at: int) -> list[str]:
    """The heading row, with a merged heading repeated over the columns that it covers."""
    cells = [_text(cell) for cell in rows[at]]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top <= at <= bottom and left < len(cells):
            merged = _text(rows[top][left])
            for place in range(left, min(right + 1, len(cells))):
                cells[place] = merged
    return unique_headings(cells)


def _text(cell: Any) -> str | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, datetime):
        is_day = cell.time() == time.min
        return cell.date().isoformat() if is_day else cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, time | timedelta):
        return str(cell)
    return str(cell).replace("\0", "") or None
