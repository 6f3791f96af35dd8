"""The glass box: InterpretML's explainable boosting machine, bounded, on whole units.

H. Nori, S. Jenkins, P. Koch, R. Caruana, *InterpretML* (2019). Its defaults (14 bags, 180 pairs) do
not end on the sizes we train on, and its own validation split is of rows: ours is of units.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from alongside.agency.model_file import TrainingEntry
from alongside.risk.split import lots

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]

VALIDATION_SHARE = 0.15  # of the units of each bag, to stop the boosting
LEAST_KNOWN = 5.0  # sum of p (1 - p) in a leaf: about 55 people at one in ten; no shape from a few


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Main:
    """The learnt shape of one feature; the first of ``scores`` and ``rows`` is *missing*."""

    cuts: Doubles
    pair_cuts: Doubles
    scores: Doubles
    rows: Doubles


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GlassBox:
    """What the boosting learnt, every term centred; ``pairs`` maps two places to scores."""

    intercept: float
    mains: tuple[Main, ...]
    pairs: dict[tuple[int, int], Doubles]


def fit_glass_box(
    values: Doubles,
    label: Doubles,
    *,
    unit: NDArray[np.int64],
    names: tuple[str, ...],
    shaped: Iterable[int],
    training: TrainingEntry,
    seed: int,
) -> GlassBox:
    """Learn on rows × features; features at the places ``shaped`` go into no pair."""
    from interpret.glassbox import ExplainableBoostingClassifier
    from joblib import parallel_config  # type: ignore[import-untyped]

    apart = {tuple(sorted(two)) for two in product(shaped, range(len(names))) if len(set(two)) > 1}
    machine = ExplainableBoostingClassifier(
        feature_names=list(names),
        feature_types=["continuous"] * len(names),
        max_bins=training.bins,
        max_interaction_bins=min(32, training.bins),
        interactions=training.interactions if len(names) > 1 else 0,
        exclude=sorted(apart),
        outer_bags=training.bags,
        min_hessian=LEAST_KNOWN,
        n_jobs=-1,
        random_state=seed,
    )
    bags = whole_unit_bags(unit, bags=training.bags, seed=seed)
    # the work is native, so processes would only cost memory
    with parallel_config(backend="threading"), warnings.catch_warnings():
        # interpret's own plots leave missing values out; our card shows them
        warnings.filterwarnings("ignore", message="Missing values detected")
        machine.fit(values, label.astype(np.int64), bags=bags)
    return taken_out(machine)


def whole_unit_bags(unit: NDArray[np.int64], *, bags: int, seed: int) -> NDArray[np.int8]:
    """Rows × bags: 1 where a bag learns from a row, -1 where it validates on it."""
    drawn = [lots(unit, seed=seed, salt=10 + bag) < VALIDATION_SHARE for bag in range(bags)]
    return np.where(np.stack(drawn, axis=1), -1, 1).astype(np.int8)


def taken_out(machine: Any) -> GlassBox:
    """The terms of a fitted machine, each centred on its rows; log-odds stay the same."""
    intercept = float(np.ravel(machine.intercept_)[0])
    mains: dict[int, Main] = {}
    pairs: dict[tuple[int, int], Doubles] = {}
    for places, scores, rows in zip(
        machine.term_features_, machine.term_scores_, machine.bin_weights_, strict=True
    ):
        mean = float(np.average(scores, weights=rows))
        intercept += mean
        if len(places) == 1:
            mains[places[0]] = _main(machine.bins_[places[0]], scores - mean, rows)
        else:
            pairs[places[0], places[1]] = scores[:-1, :-1] - mean  # the last bin is never met
    return GlassBox(
        intercept=intercept, mains=tuple(mains[place] for place in sorted(mains)), pairs=pairs
    )


def _main(levels: list[Doubles], scores: Doubles, rows: Doubles) -> Main:
    return Main(cuts=levels[0], pair_cuts=levels[-1], scores=scores[:-1], rows=rows[:-1])
