"""Numbers as people say them: *of 100 referrals like this, about 6 (5 to 8)*."""

from __future__ import annotations

import math
import re

from alongside.agency.model_file import EMPTY_IS_ZERO
from alongside.risk.advice import Advice
from alongside.risk.released import About, ReleasedFeature

WIDE = 20  # of 100: beyond this a single case more or less says nothing
_PLURAL = re.compile(r"\((s|es|ren)\)")


def estimate_sentence(advice: Advice, about: About) -> str:
    """The estimate, its range and the base rate in two sentences; empty when it abstains."""
    if advice.base is None or advice.estimate is None:
        return ""
    low, high = advice.low or 0.0, advice.high or 0.0
    middle, ends = of_100(advice.estimate, low=low, high=high)
    about_ = "" if middle.startswith("fewer") else "about "
    return (
        f"Of 100 {about.counts} like this, {about_}{middle} ({ends}) {about.label_says}. "
        f"Of all {about.counts} it was {whole(advice.base)}."
    )


def of_100(estimate: float, *, low: float, high: float) -> tuple[str, str]:
    """Of 100: the estimate and its range, no finer than the range carries.

    Whole numbers, in steps of five where the range spans more than 20; the ends round outwards, so
    that what is said is never narrower than what is known.

    >>> of_100(0.062, low=0.053, high=0.079)
    ('6', '5 to 8')
    """
    step = 5 if 100 * (high - low) > WIDE else 1
    below = step * math.floor(100 * low / step + 1e-9)
    above = step * math.ceil(100 * high / step - 1e-9)
    middle = min(max(step * _half_up(100 * estimate / step), below), above)
    said = whole(estimate) if middle == 0 else str(middle)
    return said, f"up to {above}" if below == 0 else f"{below} to {above}"


def whole(share: float) -> str:
    """A share as a whole number of 100, or that it is fewer than one."""
    return "fewer than 1" if share < 0.01 else str(_half_up(100 * share))


def fact(feature: ReleasedFeature, value: float | None) -> str:
    """The sentence of a fact: ``3 moves in the last year``, ``no move known``.

    ``(s)``, ``(es)`` and ``(ren)`` are spoken unless the number is one. ``says_none`` is said of
    nothing, and of zero where zero means that nothing happened; a last value of zero is a value.
    """
    if value is None:
        return feature.says_none or f"not known: {_spoken(feature.says, '').strip(' %,.:;')}"
    if value == 0 and feature.aggregate in EMPTY_IS_ZERO:
        return feature.says_none or _spoken(feature.says, "no")
    return _spoken(feature.says, number(value))


def number(value: float) -> str:
    """A number as it is read aloud: whole, or to one decimal.

    >>> number(3.0), number(2.25), number(1200.0)
    ('3', '2.2', '1,200')
    """
    rounded = round(value, 1)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"


def _spoken(says: str, count: str) -> str:
    ending = "" if count == "1" else r"\1"
    return _PLURAL.sub(ending, says).replace("{n}", count)


def _half_up(value: float) -> int:
    return math.floor(value + 0.5)
