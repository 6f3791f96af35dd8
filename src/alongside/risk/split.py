"""Parting rows: whole persons and households to one side, the test later in time.

A row is for training only if its label was complete before the test begins; a fifth of the units of
the training side is kept apart to calibrate. Chance is a hash of unit and seed, so a unit's side
changes neither with the order of rows nor with who else is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from alongside.agency.model_file import ModelFile, SplitEntry
from alongside.risk.arrays import days, labels, units
from alongside.risk.trained import Parted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from alongside.timeline.matrix.matrix import Matrix

    Rows = NDArray[np.int64]

CALIBRATION_SHARE = 0.2  # of the units of the training side
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sides:
    """Positions of rows in the matrix, rising, for each part."""

    train: Rows
    calibration: Rows
    test: Rows
    parted: Parted


def part_rows(matrix: Matrix, model: ModelFile, *, seed: int) -> Sides:
    """Part the rows that have a label; the others are counted in ``parted.left_out``."""
    entry, on, unit = model.split, days(matrix), units(matrix)
    known = ~np.isnan(labels(matrix))
    testing = lots(unit, seed=seed, salt=1) < entry.test_share
    test_from = _test_from(entry, on[known])
    early = on + model.label.within_days < test_from if entry.by_time else np.ones_like(known)
    late = on >= test_from if entry.by_time else np.ones_like(known)
    calibrating = lots(unit, seed=seed, salt=2) < CALIBRATION_SHARE
    learning = known & ~testing & early
    parts = {
        "train": np.flatnonzero(learning & ~calibrating),
        "calibration": np.flatnonzero(learning & calibrating),
        "test": np.flatnonzero(known & testing & late),
    }
    counted = {f"{name}_units": len(np.unique(unit[rows])) for name, rows in parts.items()}
    left_out = {
        "their outcome is not known yet": int((~known).sum()),
        "held-out people, before the test begins": int((known & testing & ~late).sum()),
        "people of the training side, outcome not complete when the test begins": int(
            (known & ~testing & ~early).sum()
        ),
    }
    parted = Parted(
        seed=seed,
        by_time=entry.by_time,
        test_from=_iso(test_from) if entry.by_time else None,
        left_out={why: rows for why, rows in left_out.items() if rows},
        **counted,
    )
    return Sides(**parts, parted=parted)


def lots(unit: Rows, *, seed: int, salt: int) -> NDArray[np.float64]:
    """A number in [0, 1) for each unit, the same wherever it stands (splitmix64's finaliser)."""
    start = (seed + 1) * 0x9E3779B97F4A7C15 + salt * 0xD1B54A32D192ED03
    mixed = unit.astype(np.uint64) + np.uint64(start % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(11)).astype(np.float64) / 2.0**53


def _test_from(entry: SplitEntry, on: Rows) -> int:
    """Days since 1970 of the first day of the test; the last third of the rows without a date."""
    if entry.test_from is not None:
        return (entry.test_from - _EPOCH).days
    return int(np.quantile(on, 2 / 3, method="higher")) if len(on) else 0


def _iso(day: int) -> str:
    return (_EPOCH + timedelta(days=day)).isoformat()
