"""How well an estimate puts first those to whom it happened: AUC and average precision."""

from __future__ import annotations

import numpy as np

from alongside.risk.card.estimate import Floats, Ints


class Ranking:
    """Labels and estimates in order, so that many weightings are scored at once.

    Parameters
    ----------
    y : (n,) array of 0 and 1
    p : (n,) array of float
        Ties count half in the AUC and as one step in the average precision.

    Attributes
    ----------
    order : (n,) array of int
        Positions from the highest estimate to the lowest: weights are given in this order.
    """

    def __init__(self, y: np.ndarray, p: Floats) -> None:
        self.order: Ints = np.argsort(-p, kind="stable")
        ordered = p[self.order]
        self._starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
        self._positive = np.asarray(y, dtype=np.float32)[self.order]

    def auc(self, weights: np.ndarray | None = None) -> Floats:
        """Area under the ROC curve of each weighting, ``(b,)``: Mann and Whitney's chance.

        ``weights`` is ``(b, n)``, in ``order``; without it every row counts once. NaN with one
        class only.
        """
        positive, negative = self._steps(weights)
        before = np.cumsum(positive, axis=1) - positive  # ranked above the step
        won = (negative * (before + positive / 2)).sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(won / (positive.sum(axis=1) * negative.sum(axis=1)))

    def average_precision(self, weights: np.ndarray | None = None) -> Floats:
        """Precision at each step, weighted by the recall gained there, ``(b,)``."""
        positive, negative = self._steps(weights)
        found = np.cumsum(positive, axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            precision = found / (found + np.cumsum(negative, axis=1))
            gained = positive / positive.sum(axis=1, keepdims=True)
        return np.asarray(np.nansum(precision * gained, axis=1))

    def _steps(self, weights: np.ndarray | None) -> tuple[Floats, Floats]:
        """Weight of either class in each run of equal estimates, ``(b, steps)``."""
        given = np.ones((1, len(self.order)), np.float32) if weights is None else weights
        positive = np.add.reduceat(given * self._positive, self._starts, axis=1)
        both = np.add.reduceat(given, self._starts, axis=1)
        return positive.astype(np.float64), (both - positive).astype(np.float64)


def auc(y: np.ndarray, p: Floats) -> float:
    """Area under the ROC curve, ties counted half; NaN with one class only."""
    return float(Ranking(y, p).auc()[0])


def average_precision(y: np.ndarray, p: Floats) -> float:
    """Average precision without interpolation."""
    return float(Ranking(y, p).average_precision()[0])
