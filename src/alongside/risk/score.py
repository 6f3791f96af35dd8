"""Scoring with numpy alone: log-odds of an additive model, term by term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from alongside.risk.released import Additive, Calibrator, Pair, ReleasedFeature

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """What each feature (rows × features) and pair (rows × pairs) adds to the log-odds."""

    features: Doubles
    pairs: Doubles


def terms(model: Additive, values: Doubles) -> Terms:
    """Log-odds by term; ``values`` is rows × features in the model's order, NaN for nothing."""
    place = {feature.name: index for index, feature in enumerate(model.features)}
    mains = np.empty(values.shape)
    for index, feature in enumerate(model.features):
        mains[:, index] = shape_at(feature, values[:, index])
    pairs = np.empty((len(values), len(model.pairs)))
    for index, pair in enumerate(model.pairs):
        left, right = place[pair.left], place[pair.right]
        pairs[:, index] = _pair_at(
            pair,
            (model.features[left], values[:, left]),
            (model.features[right], values[:, right]),
        )
    return Terms(features=mains, pairs=pairs)


def log_odds(model: Additive, values: Doubles) -> Doubles:
    """The score of each row before calibration."""
    found = terms(model, values)
    total: Doubles = model.intercept + found.features.sum(axis=1) + found.pairs.sum(axis=1)
    return total


def shape_at(feature: ReleasedFeature, column: Doubles) -> Doubles:
    """The log-odds that a feature alone adds at these values; NaN is *missing*."""
    if feature.points:
        at, height = zip(*feature.points, strict=True)
        found = np.interp(column, at, height)
    else:
        scores = np.asarray(feature.scores)
        found = scores[np.searchsorted(feature.cuts, column, side="right")]
    return np.where(np.isnan(column), feature.missing, found)


def step_of(calibrator: Calibrator, score: Doubles) -> NDArray[np.int64]:
    """Which step of the calibrator holds for a score."""
    return np.searchsorted(calibrator.edges, score, side="right").astype(np.int64)


def range_at(calibrator: Calibrator, score: float) -> tuple[float, float, float]:
    """Estimate, low and high end of the range at one score."""
    step = int(step_of(calibrator, np.array([score]))[0])
    return calibrator.estimate[step], calibrator.low[step], calibrator.high[step]


def _pair_at(
    pair: Pair, left: tuple[ReleasedFeature, Doubles], right: tuple[ReleasedFeature, Doubles]
) -> Doubles:
    found: Doubles = np.asarray(pair.scores)[_pair_bin(*left), _pair_bin(*right)]
    return found


def _pair_bin(feature: ReleasedFeature, column: Doubles) -> NDArray[np.int64]:
    bins = np.searchsorted(feature.pair_cuts, column, side="right").astype(np.int64) + 1
    bins[np.isnan(column)] = 0
    return bins
