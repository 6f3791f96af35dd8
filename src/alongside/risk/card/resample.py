"""Draw whole households again and again: the bootstrap by unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from alongside.risk.card.estimate import Estimate, Floats, Ints, from_draws

_ROWS_AT_ONCE = 3_000_000


class Resamples:
    """Bootstrap weights of rows by whole units (Field & Welsh 2007), the same for every figure.

    Because all figures see the same draws, differences between two models are paired.

    Parameters
    ----------
    unit : (n,) int
        Rows with the same number are drawn together.
    times : int
        Draws.
    """

    def __init__(self, unit: Ints, *, times: int = 200, seed: int = 0) -> None:
        _, self._unit = np.unique(unit, return_inverse=True)
        self.times = times
        units = int(self._unit.max()) + 1
        rng = np.random.default_rng(seed)
        draws = (
            np.bincount(rng.integers(units, size=units), minlength=units) for _ in range(times)
        )
        self._counts = np.array(list(draws), dtype=np.float64)

    def weights(self, among: np.ndarray | None = None) -> Iterator[Floats]:
        """Weights of the rows ``among`` (all), some draws at a time, ``(some, rows)``."""
        unit = self._unit if among is None else self._unit[among]
        step = max(1, _ROWS_AT_ONCE // max(1, len(unit)))
        for start in range(0, self.times, step):
            yield self._counts[start : start + step][:, unit]

    def draws(self, figure: Callable[[Floats], Floats], among: np.ndarray | None = None) -> Floats:
        """``figure(weights)`` of every draw, ``(times,)``."""
        return np.concatenate([figure(weights) for weights in self.weights(among)])

    def estimate(
        self, value: float, figure: Callable[[Floats], Floats], among: np.ndarray | None = None
    ) -> Estimate:
        """A value with the percentile interval of its draws."""
        return from_draws(value, self.draws(figure, among))
