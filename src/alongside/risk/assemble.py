"""What the boosting learnt, with the words of the model file and the shapes people asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alongside.agency.model_file import FeatureEntry, ModelFile
from alongside.risk.glass_box import GlassBox, Main
from alongside.risk.released import About, Additive, Pair, ReleasedFeature, ShapeDone
from alongside.risk.shapes import shape_feature

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]

THIRD = 2  # place of the third lowest: no single person's value is published as the end


def assemble(
    learnt: GlassBox, model: ModelFile, table: Doubles
) -> tuple[Additive, tuple[ShapeDone, ...]]:
    """The additive model and what people did to its shapes; ``table`` holds the training rows."""
    intercept, features, done = learnt.intercept, [], []
    for entry, main, column in zip(model.feature, learnt.mains, table.T, strict=True):
        mine = [shape for shape in model.shape if shape.feature == entry.name]
        feature, shift, did = shape_feature(_feature(entry, main, column), mine, column)
        intercept += shift
        features.append(feature)
        done += did
    pairs = tuple(
        Pair(left=features[left].name, right=features[right].name, scores=_rows(scores))
        for (left, right), scores in sorted(learnt.pairs.items())
    )
    additive = Additive(intercept=intercept, features=tuple(features), pairs=pairs)
    return additive, tuple(done)


def about(model: ModelFile) -> About:
    """The words of the model file that travel with the model."""
    return About(
        title=model.title,
        decision=model.decision,
        purposes=model.purposes,
        counts=model.counts,
        label_says=model.label.says,
        stands_for=model.label.stands_for,
        mismatch=model.label.mismatch,
        within_days=model.label.within_days,
        use_for=model.use_for,
        not_for=model.not_for,
        cannot_know=model.cannot_know,
    )


def _feature(entry: FeatureEntry, main: Main, column: Doubles) -> ReleasedFeature:
    known = np.sort(column[~np.isnan(column)])
    ends = known[[min(THIRD, len(known) - 1), max(-1 - THIRD, -len(known))]]
    shares = main.rows / main.rows.sum()
    return ReleasedFeature(
        name=entry.name,
        says=entry.says,
        says_none=entry.says_none,
        kinds=entry.which.kinds if entry.which else (),
        circumstance=entry.circumstance,
        of=entry.of,
        aggregate=entry.aggregate,
        window_days=entry.window_days,
        cuts=tuple(main.cuts.tolist()),
        scores=tuple(main.scores[1:].tolist()),
        missing=float(main.scores[0]),
        learnt=tuple(main.scores[1:].tolist()),
        shares=tuple(shares[1:].tolist()),
        missing_share=float(shares[0]),
        pair_cuts=tuple(main.pair_cuts.tolist()),
        seen_low=float(ends.min()),
        seen_high=float(ends.max()),
    )


def _rows(scores: Doubles) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in scores.tolist())
