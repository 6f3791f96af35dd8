"""The door through which counts of people leave: small ones are held back, the rest rounded.

Rounding stops a hidden cell from being worked out as the total less the cells that are shown.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def suppress_small(count: int, *, fewest: int, nearest: int = 10) -> int | None:
    """The count to the nearest ten, or ``None`` for fewer than ``fewest`` people.

    Zero is held back too: "nobody of this group" tells something of everybody in it.
    """
    if fewest < 1 or nearest < 1:
        raise ValueError("fewest and nearest must be at least 1")
    return None if count < fewest else nearest * round(count / nearest)


def suppress_small_counts(
    counts: Mapping[K, int], *, fewest: int, nearest: int = 10
) -> dict[K, int | None]:
    """:func:`suppress_small` of every cell of a table, in the same order."""
    return {key: suppress_small(n, fewest=fewest, nearest=nearest) for key, n in counts.items()}
