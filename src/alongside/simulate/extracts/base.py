"""What every source system gives: its files, and whose records they truly are."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calendar import Days

Text = NDArray[np.object_]
Columns = Mapping[str, Sequence[Any] | Text]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Written:
    """The truth behind one source's files; it never goes into them.

    ``keys`` are the source's record keys and ``persons`` whose they truly are; ``sealed`` marks
    records of a life that was sealed, which nothing may join to the person of today.
    """

    source: str
    keys: Text
    persons: Days
    events: int
    files: tuple[Path, ...]
    sealed: NDArray[np.bool_] | None = field(default=None)


def joined(written: Sequence[tuple[Text, Days]]) -> tuple[Text, Days]:
    """Keys and persons of several kinds of record of one source, one after the other."""
    return (
        np.concatenate([keys for keys, _ in written]),
        np.concatenate([persons for _, persons in written]),
    )


def as_lists(columns: Columns) -> list[list[Any]]:
    """Columns as lists of plain Python values."""
    return [
        column.tolist() if isinstance(column, np.ndarray) else list(column)
        for column in columns.values()
    ]


def write_csv(
    path: Path,
    columns: Columns,
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> Path:
    """Write columns as CSV; what the encoding cannot hold becomes ``?``, as it does in life."""
    with path.open("w", newline="", encoding=encoding, errors="replace") as handle:
        writer = csv.writer(handle, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows(zip(*as_lists(columns), strict=True))
    return path


def numbered(prefix: str, numbers: Iterable[int], width: int = 7) -> Text:
    """Keys such as ``E0000017``."""
    return np.array([f"{prefix}{number:0{width}d}" for number in numbers], dtype=object)
