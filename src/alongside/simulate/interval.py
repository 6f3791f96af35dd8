"""Intervals of 95 % for drawn events."""

from __future__ import annotations

import numpy as np

_Z = 1.96


def share_interval(events: float, of: float) -> tuple[float, float]:
    """Wilson's interval of a share (Wilson 1927); the whole range without observations."""
    if of == 0:
        return 0.0, 1.0
    share, square = events / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    spread = share * (1 - share) / of + square / (4 * of * of)
    half = _Z * np.sqrt(spread) / (1 + square / of)
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def count_interval(events: float, years: float) -> tuple[float, float]:
    """Byar's interval of a Poisson rate (Breslow and Day 1987); zeros without observation."""
    if years == 0:
        return 0.0, 0.0
    more = events + 1
    low = events * (1 - 1 / (9 * events) - _Z / (3 * np.sqrt(events))) ** 3 if events else 0.0
    high = more * (1 - 1 / (9 * more) + _Z / (3 * np.sqrt(more))) ** 3
    return float(low / years), float(high / years)
