"""A figure that never goes without its interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Z95 = 1.959963984540054
DECIMALS = 4
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value with its 95 % interval; rounded, because no card carries ten digits."""

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        for name in ("value", "low", "high"):
            object.__setattr__(self, name, round(float(getattr(self, name)), DECIMALS))

    def clears(self, other: Estimate) -> int:
        """``1``: the whole interval lies above the other's; ``-1``: below; ``0``: they meet."""
        return int(self.low > other.high) - int(self.high < other.low)

    def holds(self, value: float) -> bool:
        """Whether the interval contains the value."""
        return self.low <= value <= self.high


def from_draws(value: float, draws: Floats) -> Estimate:
    """Percentile interval of bootstrap draws; draws that could not be computed are left out."""
    kept = draws[np.isfinite(draws)]
    if not len(kept):
        return Estimate(value=value, low=value, high=value)
    low, high = np.quantile(kept, [0.025, 0.975])
    return Estimate(value=value, low=low, high=high)
