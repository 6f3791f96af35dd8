"""Whom the agency would look at more closely if it followed the estimate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alongside.risk.card.estimate import Bools
from alongside.risk.card.rows import Rows


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Picked:
    """Rows with the highest estimates, as many as there is room for.

    ``threshold`` is the lowest estimate among them.
    """

    mask: Bools
    share: float
    threshold: float


def pick_top(rows: Rows, share: float) -> Picked:
    """The rows that rank in the top ``share``; ties at the edge stay together.

    A tie that would take more than a tenth beyond the room stays out, unless nobody would be in.
    """
    room = max(1, int(share * len(rows)))
    edge = np.partition(rows.score, -room)[-room]
    mask = rows.score >= edge
    if mask.sum() > 1.1 * room and (rows.score > edge).any():
        mask = rows.score > edge
    return Picked(
        mask=mask, share=float(mask.mean()), threshold=round(float(rows.estimate[mask].min()), 4)
    )
