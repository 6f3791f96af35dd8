"""How the stated ranges held: of like referrals, does what happened lie in the range?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alongside.risk.card.calibration import bin_numbers
from alongside.risk.card.clusters import share_among
from alongside.risk.card.estimate import Estimate
from alongside.risk.card.rows import Rows
from alongside.risk.card.words import number


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeBin:
    """Rows with like estimates: their mean range, what happened, and whether it lies inside."""

    low: float
    high: float
    happened: Estimate
    rows: int
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """``coverage`` is the share of bins whose observed rate lies in the stated range.

    ``within_chance`` also counts bins whose interval of the observed rate touches the range.
    ``width`` is the mean width of a range, as a share.
    """

    says: str
    coverage: float
    within_chance: float
    width: float
    bins: tuple[RangeBin, ...]


def judge_ranges(rows: Rows) -> Ranges:
    """Bins are those of the calibration curve."""
    numbers = bin_numbers(rows.estimate)
    made = tuple(_bin(rows, numbers == place) for place in np.unique(numbers))
    touched = [one.happened.low <= one.high and one.happened.high >= one.low for one in made]
    width = float((rows.high - rows.low).mean())
    held = sum(one.held for one in made)
    return Ranges(
        says=_says(held, sum(touched), len(made), width),
        coverage=round(held / len(made), 4),
        within_chance=round(sum(touched) / len(made), 4),
        width=round(width, 4),
        bins=made,
    )


def _bin(rows: Rows, among: np.ndarray) -> RangeBin:
    happened = share_among(rows.happened, among, rows.unit)
    if happened is None:
        raise ValueError("a bin without rows")
    low, high = float(rows.low[among].mean()), float(rows.high[among].mean())
    return RangeBin(
        low=round(low, 4),
        high=round(high, 4),
        happened=happened,
        rows=int(among.sum()),
        held=low <= float(rows.y[among].mean()) <= high,
    )


def _says(held: int, touched: int, bins: int, width: float) -> str:
    more = f"; within what chance allows, in {touched}" if touched > held else ""
    wide = number(100 * width, fine=width < 0.1)
    return (
        f"In {held} of {bins} groups of like estimates, what happened lies in the range that was "
        f"stated{more}. A range is {wide} of 100 wide on average. It is about many like these, "
        "never about one family."
    )
