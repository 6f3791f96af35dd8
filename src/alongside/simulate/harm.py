"""True harm: how often, of what kind. A group is not an argument of anything here.

The level follows the endangerment standard of the Fourth National Incidence Study (39.5 of 1,000
children a year, Sedlak et al. 2010), and so does what rises with poverty: 55.1 of 1,000 children of
low socioeconomic status against 9.5 of all others, 5.8 times as many; that it rises further among
the poor is an assumption. How it falls with age is shaped by the calibration, so that *observed*
victims meet the published rates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.published import AGE_BANDS

Floats = NDArray[np.float64]

AGES = 18
HARM_PER_CHILD_YEAR = 0.0395
HARM_BY_POVERTY = np.array([1.0, 4.5, 7.5])

HARM_KINDS = ("neglect", "physical abuse", "sexual abuse", "emotional abuse")
_KIND_SHARES = np.array(  # by age band
    [
        [0.86, 0.11, 0.005, 0.025],
        [0.83, 0.11, 0.02, 0.04],
        [0.74, 0.15, 0.06, 0.05],
        [0.70, 0.16, 0.08, 0.06],
        [0.64, 0.17, 0.13, 0.06],
        [0.60, 0.18, 0.16, 0.06],
    ]
)

BAND_OF_AGE = np.repeat(
    np.arange(len(AGE_BANDS)), [last - first + 1 for first, last in AGE_BANDS]
).astype(np.int8)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Harms:
    """Harm that truly happened, one row each.

    ``child`` indexes the children of the exposure, ``age`` is in whole years, ``day`` counts
    from 1970-01-01, ``kind`` indexes :data:`HARM_KINDS`.
    """

    child: NDArray[np.int64]
    age: NDArray[np.int64]
    day: NDArray[np.int64]
    kind: NDArray[np.int8]


def harm_rate(by_age: Floats, poverty: NDArray[np.int8], frailty: Floats) -> Floats:
    """Expected harms of a child in each year of age, shape ``(children, 18)``.

    ``by_age`` is the calibrated profile; ``frailty`` (mean 1) is what differs between families
    beyond poverty.
    """
    return (HARM_BY_POVERTY[poverty] * frailty)[:, None] * by_age[None, :]


def kind_shares(age: NDArray[np.int64], kind: NDArray[np.int64]) -> Floats:
    """The share of harms at each age that are of this kind, as a column ``(rows, 1)``."""
    shares = _KIND_SHARES / _KIND_SHARES.sum(axis=1, keepdims=True)
    column: Floats = shares[BAND_OF_AGE[age], kind][:, None]
    return column


def draw_harms(
    rate: Floats, first_day: NDArray[np.int64], days: NDArray[np.int64], rng: np.random.Generator
) -> Harms:
    """Draw harms in the observed days of each year of age (all shapes ``(children, 18)``)."""
    child, age, day = draw_days(rate, first_day, days, rng)
    chance = rng.random(len(child))
    shares = np.cumsum(_KIND_SHARES, axis=1)[BAND_OF_AGE[age]]
    kind = np.minimum((chance[:, None] > shares).sum(axis=1), len(HARM_KINDS) - 1)
    return Harms(child=child, age=age, day=day, kind=kind.astype(np.int8))


def draw_days(
    rate: Floats, first_day: NDArray[np.int64], days: NDArray[np.int64], rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """A Poisson process in each cell: child, age and day of each event, sorted by child."""
    counts = rng.poisson(rate * (days / 365.25))
    child, age = np.nonzero(counts)
    times = counts[child, age]
    child, age = np.repeat(child, times), np.repeat(age, times)
    day = first_day[child, age] + (rng.random(len(child)) * days[child, age]).astype(np.int64)
    return child, age, day
