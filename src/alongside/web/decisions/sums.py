"""Shares as whole numbers of 100 that add up on paper, as a worker would check them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from alongside.risk.advice import Advice, Reason

FINE = 0.03  # below this, of 1,000: of 100 would say nothing
SHOWN = 6  # reasons each way


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A reason with its weight in whole numbers; never 0."""

    reason: Reason
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """An estimate of ``per`` (100 or 1,000): ``base + up - down + rest == estimate``."""

    per: int
    base: int
    estimate: int
    low: int
    high: int
    ups: tuple[Weighed, ...]
    downs: tuple[Weighed, ...]
    others: tuple[Reason, ...]  # too small to be shown by themselves
    rest: int

    @property
    def up(self) -> int:
        """What the shown reasons add."""
        return sum(one.points for one in self.ups)

    @property
    def down(self) -> int:
        """What the shown reasons take away."""
        return -sum(one.points for one in self.downs)

    @property
    def otherwise(self) -> int:
        """Those in whom it did not come."""
        return self.per - self.estimate


def add_up(advice: Advice) -> Sums:
    """Round an estimate that did not abstain; the range is rounded outwards.

    Whatever rounding leaves over is part of the rest, so that the numbers shown add up.
    """
    shares = (advice.base, advice.estimate, advice.low, advice.high)
    base, estimate, low, high = (share or 0.0 for share in shares)
    per = 1000 if high < FINE else 100
    ups, downs, others = _weigh(advice.reasons, per)
    whole = round(per * base), round(per * estimate)
    shown = sum(one.points for one in (*ups, *downs))
    return Sums(
        per=per,
        base=whole[0],
        estimate=whole[1],
        low=min(whole[1], math.floor(per * low + 1e-9)),
        high=max(whole[1], math.ceil(per * high - 1e-9)),
        ups=ups,
        downs=downs,
        others=others,
        rest=whole[1] - whole[0] - shown,
    )


def _weigh(
    reasons: Iterable[Reason], per: int
) -> tuple[tuple[Weighed, ...], tuple[Weighed, ...], tuple[Reason, ...]]:
    ranked = sorted(reasons, key=lambda one: -abs(one.points))
    weighed = [Weighed(reason=one, points=round(one.points * per / 100)) for one in ranked]
    ups = tuple(one for one in weighed if one.points > 0)[:SHOWN]
    downs = tuple(one for one in weighed if one.points < 0)[:SHOWN]
    shown = {id(one.reason) for one in (*ups, *downs)}
    return ups, downs, tuple(one for one in ranked if id(one) not in shown)
