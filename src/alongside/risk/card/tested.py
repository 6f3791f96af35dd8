"""Which rows of a matrix of now a model may be tested on: none that it learnt from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from alongside.core import AlongsideError
from alongside.risk.card.estimate import Ints

if TYPE_CHECKING:
    from alongside.agency.model_file import ModelFile
    from alongside.risk.card.card import Card
    from alongside.risk.released import Released
    from alongside.timeline.matrix import Matrix


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ToTest:
    """Positions to test on; ``same_rows``: the matrix is the very one of the training."""

    at: Ints
    left_out: dict[str, int]
    same_rows: bool


def rows_to_test(earlier: Card, released: Released, matrix: Matrix, model: ModelFile) -> ToTest:
    """The test rows of the training if these are its rows, otherwise all from its test date on.

    Units are numbered anew whenever records are joined anew, so only the very same rows can be
    parted by person again. Raises ``AL-R062`` if neither is possible.
    """
    from alongside.risk.arrays import days, labels
    from alongside.risk.pins import pins_of
    from alongside.risk.split import part_rows

    now = pins_of(matrix, seed=released.pins.seed)
    if (now.data, now.model_file) == (released.pins.data, released.pins.model_file):
        sides = part_rows(matrix, model, seed=released.pins.seed)
        return ToTest(at=sides.test, left_out=sides.parted.left_out, same_rows=True)
    if earlier.data.test_from is None:
        raise AlongsideError(
            "AL-R062",
            seen="The records changed since this model was trained, and dates do not part the rows "
            "that it learnt from from later ones",
            wanted="split.by_time in the model file, or the records of the training",
            do="Train a new version on the records of now",
        )
    late = days(matrix) >= int(np.datetime64(earlier.data.test_from, "D").astype(int))
    known = ~np.isnan(labels(matrix))
    left_out = {
        "their outcome is not known yet": int((late & ~known).sum()),
        "before the test begins": int((~late).sum()),
    }
    return ToTest(at=np.flatnonzero(late & known), left_out=left_out, same_rows=False)
