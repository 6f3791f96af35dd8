"""How well it tells apart, and how far its numbers lie from what happened."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alongside.risk.card.clusters import mean_among, share_among
from alongside.risk.card.estimate import Estimate
from alongside.risk.card.resample import Drawn, Resamples
from alongside.risk.card.rows import Rows
from alongside.risk.card.words import number, of_100


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """AUC, average precision and Brier score on the test rows, with intervals by unit.

    ``rate`` is the share of rows to which it happened: what average precision is without any
    knowledge. ``brier_of_rate`` is the Brier score of saying that rate to everybody (Brier 1950).
    """

    says: str
    rate: Estimate
    auc: Estimate
    average_precision: Estimate
    brier: Estimate
    brier_of_rate: float


def judge_quality(rows: Rows, resamples: Resamples, *, own: Drawn, counts: str) -> Quality:
    """The three figures on ``rows``, which must hold both classes; ``own`` is the AUC."""
    everybody = np.ones(len(rows), dtype=bool)
    rate = share_among(rows.happened, everybody, rows.unit)
    brier = mean_among((rows.estimate - rows.y) ** 2, everybody, rows.unit)
    if rate is None or brier is None:
        raise ValueError("no rows to judge")
    return Quality(
        says=_says(own.estimate, counts),
        rate=rate,
        auc=own.estimate,
        average_precision=resamples.average_precision(rows.y, rows.score).estimate,
        brier=brier,
        brier_of_rate=round(rate.value * (1 - rate.value), 4),
    )


def _says(auc: Estimate, counts: str) -> str:
    wrong = number(100 - 100 * auc.value, fine=False)
    return (
        f"Of two {counts}, one where it happened and one where it did not, it puts the right one "
        f"first {of_100(auc)} of 100 times, and the wrong one {wrong} times. A coin would do 50."
    )
