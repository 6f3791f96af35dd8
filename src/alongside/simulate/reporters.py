"""Who reports: published shares of all referrals, with more hospitals for babies than schools."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calibration import Calibration, cell_weights, expected
from alongside.simulate.harm import AGES, BAND_OF_AGE
from alongside.simulate.published import AGE_BANDS, REPORTERS_PERCENT

REPORTERS = (
    "police",
    "education",
    "medical",
    "social services",
    "family or neighbour",
    "anonymous",
    "other professional",
)
_OTHERS_PERCENT = (11.0, 17.0, 8.0, 14.0)
_AFFINITY = np.ones((len(AGE_BANDS), len(REPORTERS)))
_AFFINITY[:, 1] = [0.02, 0.2, 1.0, 1.2, 1.2, 1.1]
_AFFINITY[:, 2] = [3.0, 1.3, 0.8, 0.7, 0.7, 0.7]


@cache
def reporter_shares(solved: Calibration) -> NDArray[np.float64]:
    """Chance of each kind of reporter by year of age, ``(18, reporters)``.

    Iterative proportional fitting: rows sum to one, and the mean over all expected referrals is
    the published share.
    """
    rates = expected(solved)
    by_age = ((rates.harm_referrals + rates.other_referrals) * cell_weights()[:, :, None]).sum(
        axis=(0, 1)
    )
    by_age /= by_age.sum()
    wanted = np.array([*REPORTERS_PERCENT.values(), *_OTHERS_PERCENT]) / 100
    shares = _AFFINITY[BAND_OF_AGE].copy()
    for _ in range(100):
        shares *= wanted / (by_age @ shares)
        shares /= shares.sum(axis=1, keepdims=True)
    assert shares.shape == (AGES, len(REPORTERS))  # noqa: S101 - the tables above fit
    return shares
