"""Excel workbooks whose bytes depend on their content alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calendar import UNKNOWN_DAY

_EXCEL_EPOCH = 25569  # serial number of 1970-01-01 in the 1900 system
_CREATED = datetime(2026, 9, 30, tzinfo=UTC).replace(tzinfo=None)  # written into the file


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """A title in the first row, an empty row, headings in the third, then the columns.

    Columns named in ``dates`` hold day numbers and become date cells.
    """

    name: str
    title: str
    headings: tuple[str, ...]
    columns: tuple[NDArray[Any], ...]
    dates: frozenset[str]


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> Path:
    """Write the sheets; a text that begins with ``=`` stays a text."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": _CREATED})
        day_format = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, day_format)
    return path


def _write_sheet(target: Any, sheet: Sheet, day_format: Any) -> None:
    target.write_string(0, 0, sheet.title)
    for place, heading in enumerate(sheet.headings):
        target.write_string(2, place, heading)
    writers = [
        (place, *_writer(target, heading in sheet.dates, column, day_format))
        for place, (heading, column) in enumerate(zip(sheet.headings, sheet.columns, strict=True))
    ]
    for row in range(len(sheet.columns[0])):
        for place, write, values, layout in writers:
            value = values[row]
            if value != "" and value is not None:
                write(row + 3, place, value, layout)


def _writer(
    target: Any, is_date: bool, column: NDArray[Any], day_format: Any
) -> tuple[Any, list[Any], Any]:
    """How cells of a column are written: the call, plain values (None is empty), the format."""
    if is_date:
        known = column > UNKNOWN_DAY
        serials = np.where(known, column + _EXCEL_EPOCH, 0).tolist()
        return target.write_number, [serial or None for serial in serials], day_format
    if column.dtype == object:
        return target.write_string, column.tolist(), None
    return target.write_number, column.tolist(), None
