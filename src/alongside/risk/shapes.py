"""What workers know about the shape of a feature, put into the model and recorded.

Shaped features stand in no pair, or the pair would undo what was asked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import numpy as np

from alongside.agency.model_file import ShapeEntry
from alongside.risk.released import ReleasedFeature, ShapeDone
from alongside.risk.score import shape_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]

What = Literal["monotone up", "monotone down", "points", "flat from"]


def shape_feature(
    feature: ReleasedFeature, entries: Iterable[ShapeEntry], column: Doubles
) -> tuple[ReleasedFeature, float, list[ShapeDone]]:
    """The feature with its shapes, centred on the training rows' ``column``.

    Also the log-odds that the intercept takes over from the centring, and what was done.
    """
    shift, done = 0.0, []
    for entry in entries:
        before = _centred(shape_at(feature, column))
        edited, what, at = _edit(feature, entry)
        mean = float(shape_at(edited, column).mean())
        feature, shift = _lowered(edited, mean), shift + mean
        changed = float(np.abs(shape_at(feature, column) - before).mean())
        done.append(
            ShapeDone(
                feature=feature.name,
                what=what,
                at=at,
                by=entry.by,
                reason=entry.reason,
                changed=changed,
            )
        )
    return feature, shift, done


def _centred(added: Doubles) -> Doubles:
    return np.asarray(added - added.mean(), dtype=np.float64)


def _edit(
    feature: ReleasedFeature, entry: ShapeEntry
) -> tuple[ReleasedFeature, What, tuple[tuple[float, float], ...]]:
    if entry.points:
        return feature.model_copy(update={"points": entry.points}), "points", entry.points
    if entry.monotone is not None:
        up = entry.monotone == "up"
        what: What = "monotone up" if up else "monotone down"
        return feature.model_copy(update={"scores": _rising(feature, up=up)}), what, ()
    value = float(entry.flat_from or 0.0)
    bin_ = bisect_right(feature.cuts, value)
    level = feature.scores[bin_]
    scores = feature.scores[:bin_] + (level,) * (len(feature.scores) - bin_)
    return feature.model_copy(update={"scores": scores}), "flat from", ((value, level),)


def _rising(feature: ReleasedFeature, *, up: bool) -> tuple[float, ...]:
    """The closest scores that only rise or only fall, bins weighing what they hold."""
    from sklearn.isotonic import isotonic_regression

    # a bin without rows still needs a place in the order
    weights = np.maximum(feature.shares, 1e-9)
    found = isotonic_regression(np.asarray(feature.scores), sample_weight=weights, increasing=up)
    return tuple(found.tolist())


def _lowered(feature: ReleasedFeature, mean: float) -> ReleasedFeature:
    return feature.model_copy(
        update={
            "scores": tuple(score - mean for score in feature.scores),
            "points": tuple((value, height - mean) for value, height in feature.points),
            "missing": feature.missing - mean,
        }
    )
