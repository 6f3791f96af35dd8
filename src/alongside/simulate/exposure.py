"""Who is exposed to what: the agency's mix of groups, and poverty in each of them.

Poverty is the only road by which a group's children come to more harm. The shares are rounded
from the Census Bureau's Current Population Survey (children below the poverty line, and between
one and two times the line). The mix is that of the children of the United States with more Native
and Pacific Islander families, so that an agency of ordinary size has some of each.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# in the order of published.GROUPS
GROUP_SHARES = np.array([0.02, 0.05, 0.135, 0.255, 0.05, 0.02, 0.47])

POVERTY_LEVELS = ("secure", "stretched", "poor")
POVERTY_BY_GROUP = np.array(
    [
        [0.46, 0.27, 0.27],
        [0.75, 0.15, 0.10],
        [0.50, 0.25, 0.25],
        [0.52, 0.27, 0.21],
        [0.65, 0.20, 0.15],
        [0.58, 0.24, 0.18],
        [0.74, 0.16, 0.10],
    ]
)

_GOLDEN = (5**0.5 - 1) / 2


def spread(
    shares: NDArray[np.float64], size: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.int8]:
    """Deal families out by shares so that each share holds of families of every size.

    Stratified sampling: families in order of ``size`` (their years of childhood) take the steps
    of a golden-ratio sequence from a random start, so that small groups are not off by chance.
    """
    count = len(size)
    steps = (np.arange(count) * _GOLDEN + rng.random()) % 1.0
    dealt = np.empty(count, dtype=np.int8)
    order = np.lexsort((rng.random(count), size))
    dealt[order] = np.searchsorted(np.cumsum(shares)[:-1], steps, side="right")
    return dealt


def poverty_of(
    groups: NDArray[np.int8], size: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.int8]:
    """The level of poverty of each family, given its group."""
    levels = np.zeros(len(groups), dtype=np.int8)
    for group, shares in enumerate(POVERTY_BY_GROUP):
        members = np.flatnonzero(groups == group)
        levels[members] = spread(shares, size[members], rng)
    return levels
