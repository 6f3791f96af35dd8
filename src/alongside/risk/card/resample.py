"""Draw whole households again and again: the bootstrap by unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from alongside.risk.card.estimate import Estimate, Floats, Ints, from_draws
from alongside.risk.card.ranking import Ranking

_CELLS_AT_ONCE = 3_000_000  # so many weights are in memory together


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """A figure and what it was in every draw."""

    value: float
    draws: Floats

    @property
    def estimate(self) -> Estimate:
        """The figure with its percentile interval."""
        return from_draws(self.value, self.draws)


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
        self._counts = np.array(list(draws), dtype=np.float32)

    def auc(self, y: np.ndarray, p: Floats, among: np.ndarray | None = None) -> Drawn:
        """AUC of the rows ``among`` (all) in every draw; ``y`` and ``p`` are of all rows."""
        ranking, unit = self._ranked(y, p, among)
        return Drawn(value=float(ranking.auc()[0]), draws=self._each(ranking.auc, unit))

    def average_precision(self, y: np.ndarray, p: Floats) -> Drawn:
        """Average precision of all rows in every draw."""
        ranking, unit = self._ranked(y, p, None)
        figure = ranking.average_precision
        return Drawn(value=float(figure()[0]), draws=self._each(figure, unit))

    def sums(self, columns: Floats) -> Floats:
        """Sums of columns ``(n, k)`` over the rows of every draw, ``(times, k)``."""
        units = self._counts.shape[1]
        totals = [np.bincount(self._unit, weights=column, minlength=units) for column in columns.T]
        return np.asarray(self._counts @ np.column_stack(totals), dtype=np.float64)

    def _ranked(self, y: np.ndarray, p: Floats, among: np.ndarray | None) -> tuple[Ranking, Ints]:
        """The ranking of some rows, and their units in its order."""
        if among is not None:
            y, p = y[among], p[among]
        ranking = Ranking(y, p)
        unit = self._unit if among is None else self._unit[among]
        return ranking, unit[ranking.order]

    def _each(self, figure: Callable[[np.ndarray], Floats], unit: Ints) -> Floats:
        step = max(1, _CELLS_AT_ONCE // len(unit))
        parts = [
            figure(self._counts[start : start + step][:, unit])
            for start in range(0, self.times, step)
        ]
        return np.concatenate(parts)
