"""Does it keep its word: when it says 12 of 100, is it 12?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from alongside.risk.card.clusters import ratio_among, share_among
from alongside.risk.card.estimate import Z95, Estimate, Floats, Ints
from alongside.risk.card.rows import Rows
from alongside.risk.card.words import is_fine, number, of_100, plain

_QUANTILES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
_LEAST_ROWS = 50  # a bin with fewer says nothing about the rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Rows with like estimates: what was said on average, and what happened."""

    said: float
    happened: Estimate
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The calibration curve and what sums it up.

    ``slope`` is that of a logistic regression of the label on the log-odds of the estimate (Cox
    1958): 1 is right, below 1 the estimates are too extreme. ``intercept`` is the calibration in
    the large, with the slope held at 1: above 0 it says too little. ``ratio``: happened over
    said.
    """

    says: str
    bins: tuple[Bin, ...]
    slope: Estimate
    intercept: Estimate
    ratio: Estimate
    by_words: str


def judge_calibration(rows: Rows) -> Calibration:
    """Curve, slope, intercept and ratio on ``rows``, with intervals by unit."""
    bins = calibration_bins(rows)
    everybody = np.ones(len(rows), dtype=bool)
    ratio = ratio_among(rows.y.astype(float), rows.estimate, everybody, rows.unit)
    slope = slope_of(rows.y, rows.estimate, rows.unit)
    intercept = intercept_of(rows.y, rows.estimate, rows.unit)
    if ratio is None:
        raise ValueError("no estimate above nought")
    return Calibration(
        says=say_calibration(bins),
        bins=bins,
        slope=slope,
        intercept=intercept,
        ratio=ratio,
        by_words=_by_words(slope, ratio),
    )


def bin_numbers(estimate: Floats) -> Ints:
    """Number of the bin of each row: tenths, with the top tenth in three; small bins join."""
    edges = np.unique(np.quantile(estimate, _QUANTILES))
    numbers = np.searchsorted(edges, estimate, side="right")
    sizes = np.bincount(numbers, minlength=len(edges) + 1)
    joined, at, held = np.zeros(len(sizes), dtype=np.int64), 0, 0
    for place, size in enumerate(sizes):
        joined[place], held = at, held + size
        if held >= _LEAST_ROWS:
            at, held = at + 1, 0
    if 0 < held < _LEAST_ROWS and at:  # the last one is too small: it joins the one before
        joined[joined == at] = at - 1
    return np.asarray(joined[numbers], dtype=np.int64)


def calibration_bins(rows: Rows) -> tuple[Bin, ...]:
    """The bins of the curve, from low to high estimates."""
    numbers, made = bin_numbers(rows.estimate), []
    for place in np.unique(numbers):
        among = numbers == place
        happened = share_among(rows.happened, among, rows.unit)
        if happened is not None:
            said = round(float(rows.estimate[among].mean()), 4)
            made.append(Bin(said=said, happened=happened, rows=int(among.sum())))
    return tuple(made)


def _logit(share: Floats) -> Floats:
    kept = np.clip(share, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(kept / (1 - kept)))


def slope_of(y: np.ndarray, estimate: Floats, unit: Ints) -> Estimate:
    """Calibration slope with a cluster-robust interval (Liang & Zeger 1986)."""
    logit = _logit(estimate)
    if np.ptp(logit) < 1e-9:  # everybody gets the same number: there is no slope
        return Estimate(value=0.0, low=0.0, high=0.0)
    design = np.column_stack([np.ones(len(y)), logit])
    return _last_coefficient(design, y, np.zeros(len(y)), unit)


def intercept_of(y: np.ndarray, estimate: Floats, unit: Ints) -> Estimate:
    """Calibration in the large: the intercept with the slope held at 1."""
    return _last_coefficient(np.ones((len(y), 1)), y, _logit(estimate), unit)


def _last_coefficient(design: Floats, y: np.ndarray, offset: Floats, unit: Ints) -> Estimate:
    """Newton's logistic regression; the last coefficient with its sandwich interval."""
    beta = np.zeros(design.shape[1])
    for _ in range(50):
        share = 1 / (1 + np.exp(-(design @ beta + offset)))
        bread = np.linalg.pinv((design * (share * (1 - share))[:, None]).T @ design)
        step = bread @ (design.T @ (y - share))
        beta = beta + np.clip(step, -2, 2)  # no leap where classes part almost wholly
        if np.abs(step).max() < 1e-10:
            break
    share = 1 / (1 + np.exp(-(design @ beta + offset)))
    codes = np.unique(unit, return_inverse=True)[1]
    each = [np.bincount(codes, weights=column * (y - share)) for column in design.T]
    totals = np.column_stack(each)
    variance = (bread @ (totals.T @ totals) @ bread)[-1, -1]
    half = Z95 * math.sqrt(float(variance))
    return Estimate(value=beta[-1], low=beta[-1] - half, high=beta[-1] + half)


def say_calibration(bins: tuple[Bin, ...]) -> str:
    """What the curve shows, in a sentence or two."""
    off = [one for one in bins if not one.happened.holds(one.said)]
    if not off:
        return (
            f"From {_of(bins[0].said)} to {_of(bins[-1].said)} of 100, what it said is what "
            "happened, within what chance allows."
        )
    first = bins.index(off[0])
    upto = _of(bins[first - 1].said) if first else ""
    start = f"Up to {upto} of 100, what it said is what happened. " if first else ""
    worst = max(off, key=lambda one: abs(one.happened.value - one.said))
    much = "too much" if worst.happened.value < worst.said else "too little"
    said = number(100 * worst.said, fine=is_fine(worst.happened))
    where = "Above that" if first else "In places"
    rest = f"It is off in {len(off)} of {len(bins)} steps." if len(off) > 1 else ""
    return (
        f"{start}{where} it says {much}: when it said {said}, "
        f"it was {of_100(worst.happened)}. {rest}"
    ).strip()


def _of(said: float) -> str:
    return number(100 * said, fine=said < 0.1)


def _by_words(slope: Estimate, ratio: Estimate) -> str:
    shape = {0: "not shown to be too extreme or too timid", -1: "too extreme", 1: "too timid"}
    whole = {0: "not shown to be more or fewer than", -1: "fewer than", 1: "more than"}
    one = Estimate(value=1, low=1, high=1)
    return (
        f"The slope is {plain(slope)}: its numbers are {shape[slope.clears(one)]}. In all it "
        f"happened {plain(ratio)} times as often as it said: {whole[ratio.clears(one)]} it said."
    )
