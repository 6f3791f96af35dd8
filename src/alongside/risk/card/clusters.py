"""Intervals that know that rows of one household are not independent."""

from __future__ import annotations

import math

import numpy as np

from alongside.risk.card.estimate import Z95, Bools, Estimate, Floats, Ints


def distinct(codes: Ints) -> int:
    """How many different codes there are; codes are small numbers from 0 on."""
    return int(np.count_nonzero(np.bincount(codes)))


def wilson(share: float, count: float) -> Estimate:
    """The score interval of a share out of ``count`` (Wilson 1927); ``count`` may be fractional."""
    if count <= 0:
        return Estimate(value=share, low=0.0, high=1.0)
    squared = Z95 * Z95 / count
    middle = (share + squared / 2) / (1 + squared)
    half = Z95 * math.sqrt(share * (1 - share) / count + squared / (4 * count)) / (1 + squared)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Estimate(value=share, low=min(low, share), high=max(high, share))


def share_among(hit: Bools, among: Bools, unit: Ints) -> Estimate | None:
    """Share of ``hit`` in the rows ``among``, with a Wilson interval on the rows that count.

    Rows count for less as far as those of one unit say the same: the variance is that of a ratio
    of unit totals (Taylor), and Wilson takes the number of independent rows with that variance
    (Korn & Graubard 1998; compared in Franco et al. 2019, J. Surv. Stat. Methodol. 7:334). Never
    more than the rows there are. ``None`` if no row is among.
    """
    rows = int(among.sum())
    if not rows:
        return None
    share = float(hit[among].mean())
    return wilson(share, _independent_rows(hit[among].astype(float), unit[among], share))


def _independent_rows(value: Floats, unit: Ints, mean: float) -> float:
    rows = len(value)
    plain = mean * (1 - mean) / rows
    if plain <= 0:  # all alike: a unit says it once
        return float(distinct(unit))
    return rows / max(1.0, _variance_of_mean(value, unit, mean) / plain)


def _variance_of_mean(value: Floats, unit: Ints, mean: float) -> float:
    totals = np.bincount(unit, weights=value - mean)
    units = distinct(unit)
    inflate = units / (units - 1) if units > 1 else 1.0
    return float(inflate * (totals**2).sum() / len(value) ** 2)


def mean_among(value: Floats, among: Bools, unit: Ints) -> Estimate | None:
    """Mean of ``value`` in the rows ``among``, with a normal interval of unit totals."""
    if not among.any():
        return None
    mean = float(value[among].mean())
    half = Z95 * math.sqrt(_variance_of_mean(value[among], unit[among], mean))
    return Estimate(value=mean, low=mean - half, high=mean + half)


def ratio_among(top: Floats, bottom: Floats, among: Bools, unit: Ints) -> Estimate | None:
    """Sum of ``top`` over sum of ``bottom``, with the Taylor interval of unit totals."""
    below = float(bottom[among].sum())
    if not below:
        return None
    ratio = float(top[among].sum()) / below
    totals = np.bincount(unit[among], weights=(top - ratio * bottom)[among])
    half = Z95 * math.sqrt(float((totals**2).sum())) / below
    return Estimate(value=ratio, low=max(0.0, ratio - half), high=ratio + half)
