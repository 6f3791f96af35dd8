"""Count, over the rows that a model was made from, what came after support was given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from alongside.agency import Agency, ModelFile, Which
from alongside.risk import Trained
from alongside.risk.helped import LANDMARK_DAYS, count_helped
from alongside.risk.released import sha256
from alongside.timeline.matrix import Matrix, rows_with

if TYPE_CHECKING:
    import duckdb


def with_helped(
    con: duckdb.DuckDBPyConnection, agency: Agency, model: ModelFile, matrix: Matrix, made: Trained
) -> Trained:
    """The training with its counts of what helped; ``con`` holds the rows of this matrix.

    Only a label that may come any day is counted, and only in rows where it had not come by the
    landmark day.
    """
    supports = _supports(agency)
    if model.label.how != "any" or model.label.within_days <= LANDMARK_DAYS or not supports:
        return made
    import numpy as np

    def within(which: Which, after: int, until: int, *, at_home: bool = False) -> frozenset[int]:
        return rows_with(
            con,
            model,
            which,
            zone=agency.file.zone,
            after_days=after,
            until_days=until,
            at_home=at_home,
        )

    parts = (made.train, made.calibration, made.test)
    at = np.concatenate([part.at for part in parts])
    estimate = np.concatenate([part.estimate for part in parts])
    row = matrix.table["row"].to_numpy()[at]
    early = np.isin(row, list(within(model.label.which, 0, LANDMARK_DAYS)))
    later = within(model.label.which, LANDMARK_DAYS, model.label.within_days)
    given = {
        name: within(which, 0, LANDMARK_DAYS, at_home=True) for name, which in supports.items()
    }
    counted = count_helped(
        estimate[~early],
        np.isin(row[~early], list(later)),
        {name: np.isin(row[~early], list(rows)) for name, rows in given.items()},
        fewest=model.audit.fewest,
    )
    released = made.released.model_copy(update={"helped": counted})
    content = released.to_bytes()
    return replace(made, released=released, content=content, sha256=sha256(content))


def _supports(agency: Agency) -> dict[str, Which]:
    """What shows that a support was given, by ``circumstance:support``."""
    known = agency.help.circumstance if agency.help else {}
    return {
        f"{circumstance}:{support.name}": support.given
        for circumstance, entry in known.items()
        for support in entry.support
        if support.given is not None
    }
