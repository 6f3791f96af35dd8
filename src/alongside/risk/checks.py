"""What keeps a model from being trained, all of it said at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from alongside.agency.model_file import ModelFile
from alongside.core import AlongsideError
from alongside.risk.arrays import labels, values
from alongside.risk.split import Sides

if TYPE_CHECKING:
    from alongside.timeline.matrix.matrix import Matrix

_LONGER = "Take a longer time or more sources into the cohort"


def refuse_unfit(matrix: Matrix, model: ModelFile, sides: Sides) -> None:
    """Raise the one mistake found (``AL-R003`` to ``AL-R007``), or ``AL-R008`` with all of them."""
    found = [*_of_features(matrix, model, sides), *_of_labels(matrix, model, sides)]
    if len(found) == 1:
        raise found[0]
    if found:
        raise AlongsideError(
            "AL-R008",
            seen=f"The matrix cannot train {matrix.about.model}, for {len(found)} reasons:\n"
            + "\n".join(f"- {error}" for error in found),
            do="Mend them and make the matrix anew",
        )


def _of_features(matrix: Matrix, model: ModelFile, sides: Sides) -> Iterator[AlongsideError]:
    named = [feature.name for feature in model.feature]
    absent = sorted(set(named) ^ set(matrix.features))
    if absent:
        yield AlongsideError(
            "AL-R003",
            seen=f"Matrix and model file name different features: {', '.join(absent)}",
            wanted="a matrix made from this model file",
            do="Make the matrix anew: alongside matrix",
        )
    present = [name for name in named if name in matrix.features]
    empty = np.isnan(values(matrix, present)[sides.train]).all(axis=0) & (len(sides.train) > 0)
    for name in np.asarray(present)[empty]:
        yield AlongsideError(
            "AL-R004",
            seen=f"The feature {name} is empty in every row that may be learnt from",
            wanted="something to learn from",
            do="Look whether its kinds of event, its window and its source are what you meant, "
            "or take it out of the model file",
        )
    yield from _of_shapes(model)


def _of_shapes(model: ModelFile) -> Iterator[AlongsideError]:
    drawn = {shape.feature for shape in model.shape if shape.points}
    for name in sorted(drawn):
        if sum(shape.feature == name for shape in model.shape) > 1:
            yield AlongsideError(
                "AL-R009",
                seen=f"The shape of {name} is drawn by points and shaped a second time",
                wanted="one shape for a feature whose points are given",
                do="Say it all with the points",
            )


def _of_labels(matrix: Matrix, model: ModelFile, sides: Sides) -> Iterator[AlongsideError]:
    label = labels(matrix)
    known = int((~np.isnan(label)).sum())
    if known < model.training.fewest_rows:
        yield AlongsideError(
            "AL-R005",
            seen=f"{known} rows have an outcome"
            + (f" ({len(label)} rows in all)" if known < len(label) else ""),
            wanted=f"at least {model.training.fewest_rows} (training.fewest_rows)",
            do=f"{_LONGER}. A model of so few people would repeat their lives, not learn from them",
        )
        return
    for side in ("train", "calibration", "test"):
        rows = getattr(sides, side)
        if not len(rows):
            yield _no_rows(side, sides)
        elif len(np.unique(label[rows])) < 2:
            yield _one_class(side, happened=bool(label[rows][0]))


def _no_rows(side: str, sides: Sides) -> AlongsideError:
    left = "; ".join(f"{rows} {why}" for why, rows in sides.parted.left_out.items())
    return AlongsideError(
        "AL-R006",
        seen=f"No row is left for the {side} part" + (f" (left out: {left})" if left else ""),
        wanted="whole people to learn from, to calibrate with and, later in time, to test on",
        do="Move split.test_from, or take a longer time into the cohort",
    )


def _one_class(side: str, *, happened: bool) -> AlongsideError:
    return AlongsideError(
        "AL-R007",
        seen=f"In the {side} part the label is {'yes' if happened else 'no'} in every row",
        wanted="rows with it and rows without it",
        do="Look whether label.which names the right kinds and details. "
        + ("" if happened else _LONGER + " if it is rare"),
    )
