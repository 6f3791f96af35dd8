"""Train a glass box on a matrix: part, learn, shape, calibrate, pin, and score for the card."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from alongside.agency.model_file import ModelFile
from alongside.risk.arrays import days, labels, units, values
from alongside.risk.assemble import about, assemble
from alongside.risk.calibration import calibrate
from alongside.risk.checks import refuse_unfit
from alongside.risk.glass_box import fit_glass_box
from alongside.risk.peers import fit_peers
from alongside.risk.pins import pins_of
from alongside.risk.released import Additive, Calibrator, Released, sha256
from alongside.risk.score import log_odds, step_of
from alongside.risk.split import Sides, part_rows
from alongside.risk.trained import Scored, Trained

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from alongside.timeline.matrix.matrix import Matrix

    Doubles = NDArray[np.float64]
    Rows = NDArray[np.int64]

Progress = Callable[[str, float], None]


def train(
    matrix: Matrix,
    model: ModelFile,
    *,
    seed: int,
    progress: Progress = lambda stage, share: None,
) -> Trained:
    """Train the model of this file on this matrix; the card is made from what comes back.

    The same matrix, file, seed and code give the same bytes. Raises ``AL-R003`` to ``AL-R009`` with
    everything that keeps the model from being trained.
    """
    progress("Parting people and time", 0.0)
    sides = part_rows(matrix, model, seed=seed)
    refuse_unfit(matrix, model, sides)
    table = values(matrix, [feature.name for feature in model.feature])
    released = _released(matrix, model, sides, table=table, seed=seed, progress=progress)
    progress("Comparing with other models", 0.6)
    label = labels(matrix)
    peers = fit_peers(
        table, label, train=sides.train, held=sides.calibration, test=sides.test, seed=seed
    )
    progress("Scoring", 0.95)
    content = released.to_bytes()
    return Trained(
        released=released,
        content=content,
        sha256=sha256(content),
        parted=sides.parted,
        train=score_rows(released, table, label, at=sides.train),
        calibration=score_rows(released, table, label, at=sides.calibration),
        test=score_rows(released, table, label, at=sides.test),
        peers=peers,
    )


def score_rows(released: Released, table: Doubles, label: Doubles, *, at: Rows) -> Scored:
    """What a released model says of the rows at these positions."""
    score = log_odds(released, table[at])
    step = step_of(released.calibrator, score)
    return Scored(
        at=at,
        label=label[at].astype(np.int8),
        score=score,
        estimate=np.asarray(released.calibrator.estimate)[step],
        low=np.asarray(released.calibrator.low)[step],
        high=np.asarray(released.calibrator.high)[step],
    )


def _released(
    matrix: Matrix,
    model: ModelFile,
    sides: Sides,
    *,
    table: Doubles,
    seed: int,
    progress: Progress,
) -> Released:
    label, unit = labels(matrix), units(matrix)
    progress("Learning shapes", 0.05)
    names = tuple(feature.name for feature in model.feature)
    learnt = fit_glass_box(
        table[sides.train],
        label[sides.train],
        unit=unit[sides.train],
        names=names,
        shaped={names.index(shape.feature) for shape in model.shape},
        training=model.training,
        seed=seed,
    )
    additive, shapes = assemble(learnt, model, table[sides.train])
    progress("Calibrating", 0.55)
    known = np.r_[sides.train, sides.calibration]
    return Released(
        name=matrix.about.model,
        about=about(model),
        base=float(label[known].mean()),
        shapes=shapes,
        calibrator=_calibrator(additive, matrix, model, at=sides.calibration, seed=seed),
        most_missing=int(np.isnan(table[known]).sum(axis=1).max()),
        use=model.use,
        pins=pins_of(matrix, seed=seed),
        **dict(additive),
    )


def _calibrator(
    additive: Additive, matrix: Matrix, model: ModelFile, *, at: Rows, seed: int
) -> Calibrator:
    names = [feature.name for feature in additive.features]
    return calibrate(
        log_odds(additive, values(matrix, names)[at]),
        labels(matrix)[at],
        unit=units(matrix)[at],
        on=days(matrix)[at] if model.split.by_time else None,
        seed=seed,
    )
