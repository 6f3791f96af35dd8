"""The decision curve: what following the estimate is worth at the agency's capacity and around."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alongside.risk.card.capacity import pick_top
from alongside.risk.card.clusters import mean_among, share_among
from alongside.risk.card.estimate import Estimate
from alongside.risk.card.rows import Rows
from alongside.risk.card.words import count, number, of_100, plain, share_of_100

_AROUND = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Looking more closely at the top ``share`` of rows.

    ``net`` is the net benefit of following the estimate, ``net_all`` that of looking at all; that
    of looking at none is 0, and ``gain`` is ``net`` less the better of the two. Net benefit is true
    ones found, less needless looks at the odds of the threshold, of all rows (Vickers & Elkin
    2006). ``found`` is the share of those to whom it happened who are picked, ``hit`` the share of
    the picked to whom it happened.
    """

    share: float
    threshold: float
    net: Estimate
    net_all: float
    gain: Estimate
    found: Estimate
    hit: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Usefulness:
    """The curve; ``capacity`` is the agency's, and ``points[at]`` is there."""

    says: str
    by_words: str
    capacity: float
    at: int
    points: tuple[Point, ...]


def judge_usefulness(rows: Rows, *, capacity: float, counts: str) -> Usefulness:
    """Net benefit from a quarter of the capacity to four times as much."""
    shares = [capacity * times for times in _AROUND if capacity * times < 1]
    points = tuple(point_at(rows, share) for share in shares)
    at = shares.index(capacity)
    return Usefulness(
        says=_says(points[at], rows, counts),
        by_words=_by_words(points[at]),
        capacity=capacity,
        at=at,
        points=points,
    )


def point_at(rows: Rows, share: float) -> Point:
    """One point of the curve."""
    picked = pick_top(rows, share)
    odds = picked.threshold / max(1e-9, 1 - picked.threshold)
    worth = np.where(rows.happened, 1.0, -odds)
    everybody = np.ones(len(rows), dtype=bool)
    net = mean_among(worth * picked.mask, everybody, rows.unit)
    without = worth if worth.mean() > 0 else np.zeros(len(rows))
    gain = mean_among(worth * picked.mask - without, everybody, rows.unit)
    found = share_among(picked.mask, rows.happened, rows.unit)
    hit = share_among(rows.happened, picked.mask, rows.unit)
    if net is None or gain is None or found is None or hit is None:
        raise ValueError("it happened to nobody in the test rows")
    return Point(
        share=round(picked.share, 4),
        threshold=picked.threshold,
        net=net,
        net_all=round(float(worth.mean()), 4),
        gain=gain,
        found=found,
        hit=hit,
    )


def _says(point: Point, rows: Rows, counts: str) -> str:
    chance = share_of_100(point.share)
    return (
        f"If the agency looks more closely at the {chance} of 100 {counts} with the highest "
        f"estimate, it meets {of_100(point.found)} of 100 of those where it happened later; picked "
        f"by lot, the same number of looks would meet {chance}. Where it looks, it happens in "
        f"{of_100(point.hit)} of 100. Tested on {count(len(rows))} {counts}."
    )


def _by_words(point: Point) -> str:
    odds = (1 - point.threshold) / max(1e-9, point.threshold)
    beside = "looking at all" if point.net_all > 0 else "looking at none"
    gain, more = point.gain, point.gain.value >= 0
    verdict = "is worth more" if gain.low > 0 else "is not shown to be worth more"
    weighed = number(odds, fine=odds < 10)
    return (
        f"The last one looked at has an estimate of {share_of_100(point.threshold)} of 100, so one "
        f"missed is held to be as bad as {weighed} looks for nothing. Weighed like that, "
        f"following the estimate {verdict} than {beside}, the better of the two ways without it: "
        f"{plain(_of_100(gain, 1 if more else -1))} found of 100 {'more' if more else 'fewer'}."
    )


def _of_100(estimate: Estimate, sign: int) -> Estimate:
    low, high = sorted((100 * sign * estimate.low, 100 * sign * estimate.high))
    return Estimate(value=100 * sign * estimate.value, low=low, high=high)
