"""One stream of chance for each part of the simulation, so that parts do not disturb each other."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def stream(seed: int, part: str) -> np.random.Generator:
    """The generator (PCG64) of a named part of a seeded simulation."""
    return np.random.Generator(np.random.PCG64([seed, zlib.crc32(part.encode())]))


def pick(
    weights: Sequence[float] | NDArray[np.float64], count: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Draw ``count`` indexes in proportion to ``weights``."""
    bounds = np.cumsum(np.asarray(weights, dtype=np.float64))
    drawn: NDArray[np.int64] = np.searchsorted(
        bounds[:-1], rng.random(count) * bounds[-1], side="right"
    )
    return drawn


def pick_each(weights: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.int64]:
    """Draw one index for each row of ``weights`` (rows sum to one)."""
    bounds = np.cumsum(weights, axis=1)[:, :-1]
    drawn: NDArray[np.int64] = (rng.random(len(weights))[:, None] > bounds).sum(axis=1)
    return drawn


def some(count: int, share: float, rng: np.random.Generator) -> NDArray[np.int64]:
    """The indexes of about ``share`` of ``count`` rows, in order."""
    return np.flatnonzero(rng.random(count) < share)


def thin(
    chance: NDArray[np.float64], strata: Sequence[NDArray[Any]], rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Draw yes or no for each row at its own chance, evenly within strata.

    Systematic sampling: rows in order of the strata (the first counts most) and at random within
    them; in any stretch of that order the number of yes is within one of the sum of the chances.
    Counts in small groups then swing less between seeds, and no row's chance changes.
    """
    order = np.lexsort((rng.random(len(chance)), *reversed(strata)))
    reached = np.floor(np.cumsum(chance[order]) + rng.random())
    drawn = np.empty(len(chance), dtype=bool)
    drawn[order] = np.diff(reached, prepend=0.0) > 0
    return drawn
