"""From a score to a share with an honest range: Venn-Abers, widened by what a sample errs.

Inductive Venn-Abers predictors: V. Vovk, I. Petej, V. Fedorova, *Large-scale probabilistic
predictors with and without guarantees of validity* (2015), on at most 256 cells of the score and
steadied by a logistic line. Their p0 and p1 lie close together once there are many rows, although
the rate itself is then still known from a sample only. So the range also holds what a bootstrap of
whole units gives, what chance does to a rate seen in the fifteenth of the rows that is closest by
score, and how much the rate swung from half-year to half-year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from alongside.risk.released import Calibrator

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]
    Integers = NDArray[np.int64]

CELLS = 256
FEWEST = 25  # rows of a cell, more or less: ties stay together
DRAWS = 200
TAIL = 0.025  # left out on each side of the range
LIKE = 1 / 15  # share of the rows that are *people like this*
HALF_YEAR = 182
NEWTON = 12
_Z = 1.96  # the same tail of a normal distribution


def calibrate(
    score: Doubles, label: Doubles, *, unit: Integers, on: Integers | None, seed: int
) -> Calibrator:
    """Steps of estimate and range over the score.

    ``on`` are days; None where dates are stand-ins, and then no swing is known.
    """
    edges = _edges(score)
    cells = _Cells.of(score, np.searchsorted(edges, score, side="right").astype(np.int64))
    rows, events = cells.steadied(*cells.counted(label, weight=np.ones_like(score)))
    zero, one = venn_abers(rows, events, added=0), venn_abers(rows, events, added=1)
    estimate = one / (1 - zero + one)
    swing = 0.0 if on is None else _swing(estimate[cells.cell], label, on // HALF_YEAR)
    drawn_low, drawn_high = _sampled(cells, label, unit=unit, seed=seed)
    like_low, like_high = _of_the_like(estimate, len(score))
    below = np.minimum.reduce([zero, drawn_low, like_low])
    above = np.maximum.reduce([one, drawn_high, like_high])
    low = np.minimum(zero, _widened(estimate, below, swing))
    high = np.maximum(one, _widened(estimate, above, swing))
    # the smallest of what follows and the largest of what came: ends never fall, and only widen
    return Calibrator(
        edges=tuple(edges.tolist()),
        zero=tuple(zero.tolist()),
        one=tuple(one.tolist()),
        estimate=tuple(np.maximum.accumulate(estimate).tolist()),
        low=tuple(np.minimum.accumulate(low[::-1])[::-1].tolist()),
        high=tuple(np.maximum.accumulate(high).tolist()),
        swing=swing,
        rows=len(score),
        events=int(label.sum()),
    )


def venn_abers(rows: Doubles, events: Doubles, *, added: int) -> Doubles:
    """For each cell the isotonic rate there, had one more row with label ``added`` been in it.

    By the minimax formula of isotonic regression: the largest over the cells before, of the
    smallest over the cells after, of the rate between the two.
    """
    n, e = np.r_[0.0, rows.cumsum()], np.r_[0.0, events.cumsum()]
    found = np.empty(len(rows))
    for cell in range(len(rows)):
        many = n[None, cell + 1 :] - n[: cell + 1, None] + 1
        happened = e[None, cell + 1 :] - e[: cell + 1, None] + added
        found[cell] = (happened / many).min(axis=1).max()
    rising: Doubles = np.maximum.accumulate(found)  # it rises already, but for the last bit
    return rising


def _edges(score: Doubles) -> Doubles:
    """Parts of as many rows each, at least so many that the ends do not follow single rows."""
    cells = int(np.clip(len(score) // FEWEST, 1, CELLS))
    found = np.unique(np.quantile(score, np.arange(1, cells) / cells, method="higher"))
    inner: Doubles = found[found > score.min()]  # a score on an edge lies above: no cell is empty
    return inner


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Cells:
    """Rows by cell of the score, and the mean score of each cell."""

    cell: Integers
    centre: Doubles

    @classmethod
    def of(cls, score: Doubles, cell: Integers) -> _Cells:
        return cls(cell=cell, centre=np.bincount(cell, weights=score) / np.bincount(cell))

    def counted(self, label: Doubles, *, weight: Doubles) -> tuple[Doubles, Doubles]:
        """Rows and events by cell."""
        many = len(self.centre)
        rows = np.bincount(self.cell, weights=weight, minlength=many)
        events = np.bincount(self.cell, weights=weight * label, minlength=many)
        return np.asarray(rows), np.asarray(events)

    def steadied(self, rows: Doubles, events: Doubles) -> tuple[Doubles, Doubles]:
        """With twice as many rows again at the rate of a logistic line.

        Isotonic steps alone follow every chance run of a few events.
        """
        return 3 * rows, events + 2 * rows * _line(self.centre, rows, events)


def _line(centre: Doubles, rows: Doubles, events: Doubles) -> Doubles:
    """Rates along a logistic line (J. Platt, 1999), drawn a little towards the score itself."""
    design = np.stack([np.ones_like(centre), centre])
    at = np.array([0.0, 1.0])
    start, ridge = at.copy(), np.array([1e-3, 1.0])
    for _ in range(NEWTON):
        rate = 1 / (1 + np.exp(-(at @ design)))
        slope = design @ (events - rows * rate) - ridge * (at - start)
        curve = (design * (rows * rate * (1 - rate))) @ design.T + np.diag(ridge)
        at = at + np.clip(np.linalg.solve(curve, slope), -2, 2)
    return np.asarray(1 / (1 + np.exp(-(at @ design))))


def _sampled(
    cells: _Cells, label: Doubles, *, unit: Integers, seed: int
) -> tuple[Doubles, Doubles]:
    """Low and high of the isotonic rate, had other units been drawn (Bayesian bootstrap)."""
    rng = np.random.default_rng(seed)
    _, who = np.unique(unit, return_inverse=True)
    drawn = np.empty((DRAWS, len(cells.centre)))
    for draw in range(DRAWS):
        weight = rng.exponential(size=int(who.max()) + 1)[who]
        drawn[draw] = _isotonic(*cells.counted(label, weight=weight))
    return np.quantile(drawn, TAIL, axis=0), np.quantile(drawn, 1 - TAIL, axis=0)


def _of_the_like(estimate: Doubles, rows: int) -> tuple[Doubles, Doubles]:
    """E. B. Wilson's interval (1927) of a rate seen in the fifteenth that is closest by score.

    A bootstrap alone is too sure where a monotone line happens to be level.
    """
    like = max(1.0, LIKE * rows)
    centre = (estimate + _Z**2 / (2 * like)) / (1 + _Z**2 / like)
    away = np.sqrt(estimate * (1 - estimate) / like + _Z**2 / (4 * like**2))
    away *= _Z / (1 + _Z**2 / like)
    return np.clip(centre - away, 0, 1), np.clip(centre + away, 0, 1)


def _isotonic(rows: Doubles, events: Doubles) -> Doubles:
    from sklearn.isotonic import isotonic_regression

    return np.asarray(isotonic_regression(events / rows, sample_weight=rows), dtype=np.float64)


def _swing(estimate: Doubles, label: Doubles, period: Integers) -> float:
    """Standard deviation of the log-odds between periods beyond chance.

    R. DerSimonian, N. Laird, *Meta-analysis in clinical trials* (1986), on the shift of each
    period: (events - expected) / information.
    """
    _, when = np.unique(period, return_inverse=True)
    information = np.bincount(when, weights=estimate * (1 - estimate))
    excess = np.bincount(when, weights=label - estimate)
    total = information.sum()
    spread = total - (information**2).sum() / total
    if len(information) < 3 or spread <= 0:
        return 0.0
    beyond = (excess**2 / information).sum() - (len(information) - 1)
    return float(np.sqrt(max(0.0, beyond) / spread))


def _widened(estimate: Doubles, end: Doubles, swing: float) -> Doubles:
    """An end of the range, further away by the swing (the two add in squares, in log-odds)."""
    with np.errstate(divide="ignore"):
        centre, there = _logit(estimate), _logit(end)
    away = np.hypot(there - centre, _Z * swing)
    return 1 / (1 + np.exp(-(centre + np.where(end < estimate, -away, away))))


def _logit(share: Doubles) -> Doubles:
    return np.log(share) - np.log1p(-share)
