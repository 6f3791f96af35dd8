"""What somebody knows of a referral who reads every record of the family and knows this world.

She knows how the world was drawn, every child of the family and its age, and of each earlier
referral the day, the allegation, the screening and the finding. She knows neither what truly
happened nor the family's frailty. Of poverty and group she holds a belief: a *cell* is one group at
one level of poverty, and her belief in each cell is its share among children times the likelihood
of all that was written down.

Referrals of a family come as Poisson processes whose rates are a gamma frailty (shape and rate
``k``) times what the cell and the children's ages say. After ``n`` referrals in an exposure ``E``
the frailty is gamma again, with shape ``k + n`` and rate ``k + E`` (Gelman and others, Bayesian
Data Analysis, 3rd edition, section 2.6). Whether there was harm behind a referral tells nothing of
the frailty, because both kinds of referral rise with it alike.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calendar import FIRST, Days
from alongside.simulate.calibration import SCREENED_IN_HARM, cell_weights, expected
from alongside.simulate.exposure import POVERTY_LEVELS
from alongside.simulate.harm import AGES, kind_shares
from alongside.simulate.reporting import ALLEGED_WITHOUT_HARM
from alongside.simulate.world import World

Floats = NDArray[np.float64]
YEAR = 365.25
_DAYS = 100_000  # more than any day number


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rates:
    """Yearly rates at frailty 1 by cell and year of age, ``(cells, 18)``; chances by cell."""

    referrals: Floats
    findings: Floats
    harmed: Floats  # share of referrals with harm behind them
    found: Floats  # (2, cells): an investigation without, with harm ends with a finding
    screened_in: Floats  # (2,): without, with harm


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """What is known of each referral on its day, one row each; most by cell.

    ``shape`` and ``rate`` are the frailty's, this referral counted; ``harm`` is the chance of harm
    behind it, ``still_open`` that an investigation of the child that is open already ends with a
    finding; ``belief`` is the logarithm of the weight of each cell.
    """

    cell: Days
    shape: Floats
    rate: Floats
    harm: Floats
    still_open: Floats
    belief: Floats


def rates_of(world: World) -> Rates:
    """The rates with which this world was drawn."""
    seen, solved = expected(world.solved), world.solved
    referrals = seen.harm_referrals + seen.other_referrals
    return Rates(
        referrals=referrals.reshape(-1, AGES),
        findings=seen.victims.reshape(-1, AGES),
        harmed=(seen.harm_referrals / referrals).reshape(-1, AGES),
        found=np.repeat(solved.substantiated(), len(POVERTY_LEVELS), axis=1),
        screened_in=np.array([solved.screened_in_no_harm, SCREENED_IN_HARM]),
    )


def read_records(world: World) -> Reading:
    """Read every referral as somebody could on the day it came, before it is screened."""
    rates, referrals = rates_of(world), world.referrals
    family = family_of(world)
    with_harm = rates.harmed.T[referrals.age] * kind_shares(referrals.age, referrals.allegation)
    told = with_harm + (1 - rates.harmed.T[referrals.age]) * _alleged(referrals.allegation)
    harm = with_harm / told
    came = np.log(rates.referrals.T[referrals.age] * told)
    into, found = _investigated(rates, harm)
    screened = np.log(np.where(referrals.screened_in[:, None], into, 1 - into))
    ended = np.where(referrals.substantiated[:, None], np.log(found), np.log(1 - found))
    ended[~referrals.screened_in] = 0.0
    earlier = came + sums_before(family, referrals.day, came, referrals.day)
    earlier += sums_before(family, referrals.decided, screened, referrals.day)
    earlier += sums_before(family, referrals.closed, ended, referrals.day)
    counted = sums_before(family, referrals.day, np.ones((len(family), 1)), referrals.day)
    shape = world.solved.frailty_shape + counted[:, 0] + 1
    rate = world.solved.frailty_shape + _exposure(world, family) @ rates.referrals.T
    weights = np.log(cell_weights().ravel())
    return Reading(
        cell=cells_of(world, family),
        shape=shape,
        rate=rate,
        harm=harm,
        still_open=_still_open(world, found),
        belief=weights + earlier - shape[:, None] * np.log(rate),
    )


def family_of(world: World) -> Days:
    """The family of each referral."""
    population = world.population
    return population.family[population.children[world.referrals.child]]


def cells_of(world: World, family: Days) -> Days:
    """The true cell of each family."""
    population = world.population
    group = population.group[family].astype(np.int64)
    return group * len(POVERTY_LEVELS) + population.poverty[family]


def sums_before(family: Days, known: Days, values: Floats, asked: Days) -> Floats:
    """For each row the sum of ``values`` of its family that were known before the day asked."""
    order = np.lexsort((known, family))
    summed = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values[order], axis=0)])
    key = family[order] * _DAYS + known[order]
    before = np.searchsorted(key, family * _DAYS + asked, side="left")
    return np.asarray(summed[before] - summed[np.searchsorted(key, family * _DAYS, side="left")])


def birthdays(world: World, child: Days) -> Days:
    """The first day of each year of age and the day of turning 18, ``(rows, 19)``."""
    born = world.population.born[world.population.children[child]]
    return born[:, None] + np.round(np.arange(AGES + 1) * YEAR).astype(np.int64)[None, :]


def _alleged(allegation: Days) -> Floats:
    return np.array(ALLEGED_WITHOUT_HARM)[allegation][:, None]


def _investigated(rates: Rates, harm: Floats) -> tuple[Floats, Floats]:
    """Chance of being screened in, and of a finding once that was done."""
    without, with_harm = (1 - harm) * rates.screened_in[0], harm * rates.screened_in[1]
    into = without + with_harm
    return into, (without * rates.found[0] + with_harm * rates.found[1]) / into


def _exposure(world: World, family: Days) -> Floats:
    """Years that the family's children lived at each year of age since records began."""
    population, day = world.population, world.referrals.day
    order = np.argsort(population.family[population.children], kind="stable")
    families = population.family[population.children][order]
    first, last = (np.searchsorted(families, family, side=side) for side in ("left", "right"))
    years = np.zeros((len(family), AGES))
    for place in range(int((last - first).max(initial=0))):
        rows = np.flatnonzero(first + place < last)
        turned = birthdays(world, order[first[rows] + place])
        lived = np.diff(np.clip(turned, FIRST, day[rows, None]), axis=1)
        years[rows] += np.maximum(lived, 0) / YEAR
    return years


def _still_open(world: World, found: Floats) -> Floats:
    """Chance that an investigation of the child that is open on the day ends with a finding."""
    referrals = world.referrals
    order = np.lexsort((referrals.day, referrals.child))
    none = np.ones_like(found)
    for back in range(1, _MOST_OPEN + 1):
        now, before = order[back:], order[:-back]
        is_open = (referrals.child[now] == referrals.child[before]) & referrals.screened_in[before]
        is_open &= referrals.decided[before] < referrals.day[now]
        is_open &= referrals.closed[before] >= referrals.day[now]
        none[now[is_open]] *= 1 - found[before[is_open]]
    return 1 - none


_MOST_OPEN = 5  # investigations of one child at once
