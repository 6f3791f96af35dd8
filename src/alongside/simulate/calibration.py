"""Solve for the multipliers that make observed events meet the published rates.

Nothing is drawn here. The model has cells (group, poverty, year of age) and, between families, a
gamma frailty of mean 1 and shape ``k``; with it a Poisson rate ``x`` gives the chance
``1 - (1 + x/k)**-k`` of at least one event, so every expected figure is a closed formula, and the
multipliers are the same whatever the seed and size.

Group enters reporting and substantiation, each with the square root of one factor. Two published
margins (age, group) imply slightly different totals; both are met after scaling to their middle.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from alongside.simulate import published
from alongside.simulate.exposure import GROUP_SHARES, POVERTY_BY_GROUP
from alongside.simulate.harm import BAND_OF_AGE, HARM_BY_POVERTY, HARM_PER_CHILD_YEAR

Floats = NDArray[np.float64]

REPORTED = 0.45  # NIS-4 found about as much of known harm investigated
REPORTED_BY_POVERTY = np.array([0.95, 1.0, 1.08])  # more eyes on families who need services
SCREENED_IN_HARM = 0.72
SUBSTANTIATED_HARM = 0.50
SUBSTANTIATED_NO_HARM = 0.05
NO_HARM_BY_POVERTY = np.array([1.0, 1.3, 1.6])  # with harm, the poor are reported 2.7 times
NO_HARM_BY_BAND = np.array([1.5, 1.1, 1.1, 1.0, 0.95, 0.7])
ROUNDS = 60


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calibration:
    """The solved constants.

    Attributes
    ----------
    harm_by_age : array (18,)
        Harms of a child-year in a secure family.
    group_factor : array (groups,)
        Square root enters reporting and substantiation; never harm.
    no_harm_by_age : array (18,)
        Referrals without harm of a child-year in a secure family.
    screened_in_no_harm : float
    frailty_shape : float
    """

    harm_by_age: Floats
    group_factor: Floats
    no_harm_by_age: Floats
    screened_in_no_harm: float
    frailty_shape: float

    def reported(self) -> Floats:
        """Chance that harm is reported, ``(groups, poverty)``."""
        chance = REPORTED * np.sqrt(self.group_factor)[:, None] * REPORTED_BY_POVERTY[None, :]
        capped: Floats = np.minimum(chance, 0.95)
        return capped

    def substantiated(self) -> Floats:
        """Chance that an investigation of no harm, of harm is substantiated, ``(2, groups)``."""
        root = np.sqrt(self.group_factor)
        return np.minimum([SUBSTANTIATED_NO_HARM * root, SUBSTANTIATED_HARM * root], 0.95)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Expected:
    """Expected yearly rates of a child of frailty 1, each ``(groups, poverty, 18)``."""

    harm_referrals: Floats
    other_referrals: Floats
    investigations: Floats
    victims: Floats


def expected(solved: Calibration) -> Expected:
    """The rates that a calibration implies."""
    harm = HARM_BY_POVERTY[:, None] * solved.harm_by_age[None, :]
    harm_referrals = solved.reported()[:, :, None] * harm[None]
    other = NO_HARM_BY_POVERTY[:, None] * solved.no_harm_by_age[None, :]
    other_referrals = np.sqrt(solved.group_factor)[:, None, None] * other[None]
    harm_in = harm_referrals * SCREENED_IN_HARM
    other_in = other_referrals * solved.screened_in_no_harm
    without, with_harm = solved.substantiated()
    return Expected(
        harm_referrals=harm_referrals,
        other_referrals=other_referrals,
        investigations=harm_in + other_in,
        victims=harm_in * with_harm[:, None, None] + other_in * without[:, None, None],
    )


def at_least_one(rate: Floats, shape: float) -> Floats:
    """Chance of one event or more at ``rate`` times a gamma frailty of mean 1."""
    chance: Floats = 1 - (1 + rate / shape) ** -shape
    return chance


@cache
def calibrate() -> Calibration:
    """The constants of every simulation, found by bisection on the shape of the frailty."""
    low, high = 0.3, 50.0
    for _ in range(40):
        shape = (low * high) ** 0.5
        solved = _fit(shape)
        by_18 = at_least_one(expected(solved).investigations.sum(axis=2), shape)
        share = float((by_18 * cell_weights()).sum()) * 100
        low, high = (shape, high) if share < published.INVESTIGATED_BY_18_PERCENT else (low, shape)
    return solved


def cell_weights() -> Floats:
    """The share of each group and level of poverty among children, ``(groups, poverty)``."""
    weights: Floats = GROUP_SHARES[:, None] * POVERTY_BY_GROUP
    return weights


def targets() -> tuple[Floats, Floats]:
    """Victims of one child-year by group and by year of age, scaled to one common total."""
    group = np.array(published.VICTIMS_BY_GROUP) / 1000
    age = np.array(published.VICTIMS_BY_AGE)[BAND_OF_AGE] / 1000
    by_group, by_age = float(group @ GROUP_SHARES), float(age.mean())
    total = (by_group * by_age * published.VICTIMS / 1000) ** (1 / 3)
    return group * total / by_group, age * total / by_age


def _fit(shape: float) -> Calibration:
    by_group, by_age = targets()
    harm = by_age / by_age.mean()
    other = NO_HARM_BY_BAND[BAND_OF_AGE].copy()
    factor = np.ones(len(GROUP_SHARES))
    screened = 0.35
    level = HARM_PER_CHILD_YEAR / float((cell_weights() * HARM_BY_POVERTY).sum())
    for _ in range(ROUNDS):
        harm *= level / harm.mean()
        solved = Calibration(
            harm_by_age=harm,
            group_factor=factor,
            no_harm_by_age=other,
            screened_in_no_harm=screened,
            frailty_shape=shape,
        )
        seen = expected(solved)
        other = other * _no_harm_scale(seen)
        screened = _screened(seen)
        victims = at_least_one(seen.victims, shape) * cell_weights()[:, :, None]
        factor = factor * by_group * GROUP_SHARES / victims.mean(axis=2).sum(axis=1)
        harm = harm * by_age / victims.sum(axis=(0, 1))
    return solved


def mean_rate(rate: Floats) -> float:
    """The mean over all children of a rate ``(groups, poverty, 18)``."""
    return float((rate.mean(axis=2) * cell_weights()).sum())


def _no_harm_scale(seen: Expected) -> float:
    wanted = published.REFERRALS / 1000 - mean_rate(seen.harm_referrals)
    return wanted / mean_rate(seen.other_referrals)


def _screened(seen: Expected) -> float:
    """The chance for referrals without harm that gives the published share of all."""
    harm = mean_rate(seen.harm_referrals)
    wanted = published.REFERRALS / 1000 * published.SCREENED_IN_PERCENT / 100
    return (wanted - harm * SCREENED_IN_HARM) / (published.REFERRALS / 1000 - harm)
