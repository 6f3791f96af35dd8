"""Why an estimate is what it is: facts, each with what it adds or takes of 100.

Each term of an additive model adds ``c`` to the log-odds, which go from the average person's ``b``
to this person's ``f``. Along the straight way from one to the other a term's share of the change of
the calibrated estimate ``g`` is ``c (g(f) - g(b)) / (f - b)``: Aumann and Shapley's value (1974;
M. Sundararajan, A. Taly, Q. Yan, *Axiomatic attribution for deep networks*, 2017). As ``g`` never
falls, signs stay: what raises the log-odds never lowers the estimate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alongside.risk.advice import Reason
from alongside.risk.released import Released
from alongside.risk.score import Terms, range_at
from alongside.risk.wording import fact

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]

EACH_WAY = 6  # more are not read
LEAST = 0.5  # of 100
_NEAR = 0.5  # log-odds: closer than this, one jump of the calibrator would outweigh everything


def reasons(
    released: Released, known: list[float | None], found: Terms, *, score: float
) -> tuple[Reason, ...]:
    """The largest facts for and against, the largest first.

    Named are at most six each way, of at least half a point of 100, or a twentieth of the base rate
    where that is less. ``found`` and ``known`` are of one row.
    """
    points = 100 * _slope(released, score) * by_feature(released, found)
    least = min(LEAST, 5 * released.base)
    chosen = [*_largest(points, least), *_largest(-points, least)]
    return tuple(
        Reason(
            feature=feature.name,
            says=fact(feature, known[place]),
            points=float(points[place]),
            # what nobody wrote down is no circumstance of a life, and no lever
            circumstance=feature.circumstance if known[place] is not None else None,
            kinds=feature.kinds,
        )
        for place in sorted(chosen, key=lambda place: -abs(points[place]))
        for feature in (released.features[place],)
    )


def by_feature(released: Released, found: Terms) -> Doubles:
    """Log-odds of one row by feature; a pair's go half to each of its two."""
    place = {feature.name: index for index, feature in enumerate(released.features)}
    total: Doubles = found.features[0].copy()
    for pair, added in zip(released.pairs, found.pairs[0], strict=True):
        total[place[pair.left]] += added / 2
        total[place[pair.right]] += added / 2
    return total


def _slope(released: Released, score: float) -> float:
    """The estimate's change for one log-odds on the way from the average person to this one."""
    start, end = released.intercept, score
    if abs(end - start) < _NEAR:
        middle = (start + end) / 2
        start, end = middle - _NEAR, middle + _NEAR
    at_end, at_start = (range_at(released.calibrator, at)[0] for at in (end, start))
    return (at_end - at_start) / (end - start)


def _largest(points: Doubles, least: float) -> list[int]:
    order = np.argsort(-points, kind="stable")[:EACH_WAY]
    return [int(place) for place in order if points[place] >= least]
