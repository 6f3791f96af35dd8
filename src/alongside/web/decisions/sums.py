"""An estimate in whole numbers of 100 that add up on paper, as a worker would check them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from alongside.risk.advice import Advice, Reason
from alongside.risk.wording import of_100, whole

SHOWN = 6  # reasons each way
LEAST = 0.05  # of 100: what moves the estimate by less is not named


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A reason with its weight in whole numbers, 0 where it is under one."""

    reason: Reason
    points: int

    @property
    def says(self) -> str:
        """The weight as it stands beside the reason."""
        sign = "+" if self.reason.points > 0 else "−"
        return f"{sign}{abs(self.points)}" if self.points else f"{sign}<1"

    @property
    def raises(self) -> bool:
        """Whether it puts the estimate up."""
        return self.reason.points > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Of 100: ``base + up - down + rest == estimate``; the words are those of every door."""

    base: int
    estimate: int
    low: int
    high: int
    says_base: str
    says_estimate: str
    says_range: str
    ups: tuple[Weighed, ...]
    downs: tuple[Weighed, ...]
    others: tuple[Reason, ...]  # too small to be shown by themselves

    @property
    def up(self) -> int:
        """What the shown reasons add."""
        return sum(one.points for one in self.ups)

    @property
    def down(self) -> int:
        """What the shown reasons take away."""
        return -sum(one.points for one in self.downs)

    @property
    def rest(self) -> int:
        """Everything else; whatever rounding leaves over is part of it."""
        return self.estimate - self.base - self.up + self.down

    @property
    def otherwise(self) -> int:
        """Those in whom it did not come."""
        return 100 - self.estimate


def add_up(advice: Advice) -> Sums:
    """The numbers of an estimate that did not abstain, no finer than its range carries."""
    shares = (advice.base, advice.estimate, advice.low, advice.high)
    base, estimate, low, high = (share or 0.0 for share in shares)
    middle, ends = of_100(estimate, low=low, high=high)
    ups, downs, others = _weigh(advice.reasons)
    bounds = _numbers(ends)
    return Sums(
        base=_least(whole(base)),
        estimate=_least(middle),
        low=bounds[0] if len(bounds) > 1 else 0,
        high=bounds[-1],
        says_base=whole(base),
        says_estimate=middle,
        says_range=ends,
        ups=ups,
        downs=downs,
        others=others,
    )


def _weigh(
    reasons: Iterable[Reason],
) -> tuple[tuple[Weighed, ...], tuple[Weighed, ...], tuple[Reason, ...]]:
    ranked = sorted(reasons, key=lambda one: -abs(one.points))
    named = [
        Weighed(reason=one, points=round(one.points)) for one in ranked if abs(one.points) >= LEAST
    ]
    ups = tuple(one for one in named if one.raises)[:SHOWN]
    downs = tuple(one for one in named if not one.raises)[:SHOWN]
    shown = {id(one.reason) for one in (*ups, *downs)}
    return ups, downs, tuple(one for one in ranked if id(one) not in shown)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def _least(text: str) -> int:
    """The number that was said; *fewer than 1* is 0 on a line."""
    return int(text) if text.isdigit() else 0
