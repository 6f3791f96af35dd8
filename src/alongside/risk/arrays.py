"""Columns of a matrix as numpy arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from alongside.timeline.matrix.matrix import Matrix


def labels(matrix: Matrix) -> NDArray[np.float64]:
    """0, 1, or NaN where there is no label yet."""
    return _doubles(matrix, "label")


def units(matrix: Matrix) -> NDArray[np.int64]:
    """The persons and households that stay on one side of a split."""
    return np.asarray(matrix.table["unit"].to_numpy(), dtype=np.int64)


def days(matrix: Matrix) -> NDArray[np.int64]:
    """The as-of date as days since 1970-01-01."""
    dates = matrix.table["as_of_on"].to_numpy().astype("datetime64[D]")
    return np.asarray(dates.astype(np.int64))


def values(matrix: Matrix, names: Sequence[str]) -> NDArray[np.float64]:
    """Rows by features, NaN for null; column by column in memory, as every reader goes."""
    found = np.empty((matrix.table.num_rows, len(names)), dtype=np.float64, order="F")
    for place, name in enumerate(names):
        found[:, place] = _doubles(matrix, name)
    return found


def _doubles(matrix: Matrix, name: str) -> NDArray[np.float64]:
    return np.asarray(matrix.table[name].cast("double").to_numpy(), dtype=np.float64)
