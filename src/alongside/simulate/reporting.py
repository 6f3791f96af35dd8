"""What comes to be reported, by whom, and what the agency makes of it. Here groups differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calendar import LAST, Days
from alongside.simulate.calibration import NO_HARM_BY_POVERTY, SCREENED_IN_HARM, Calibration
from alongside.simulate.chance import pick, pick_each, thin
from alongside.simulate.families import Population, observed_days
from alongside.simulate.harm import Harms, draw_days
from alongside.simulate.reporters import reporter_shares

NO_HARM = -1
STILL_OPEN, STILL_OPEN_DAYS = 0.6, 14  # share, of the referrals of so many last days
ALLEGED_WITHOUT_HARM = (0.68, 0.22, 0.06, 0.04)  # in the order of HARM_KINDS


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Referrals:
    """Somebody asked the agency to look: one row for one child, in order of the day.

    ``harm`` is the row of the true harm or -1; ``allegation`` indexes ``HARM_KINDS``;
    ``decided`` and ``closed`` are the days on which the referral was screened and an investigation
    ended; both may lie after the simulated days, and who is not decided yet is not screened in.
    """

    child: Days
    age: Days
    day: Days
    harm: Days
    allegation: NDArray[np.int64]
    reporter: NDArray[np.int64]
    decided: Days
    screened_in: NDArray[np.bool_]
    substantiated: NDArray[np.bool_]
    closed: Days

    def __len__(self) -> int:
        return len(self.child)

    def found(self) -> NDArray[np.bool_]:
        """Referrals whose investigation ended, within the simulated days, with a victim found."""
        found: NDArray[np.bool_] = self.screened_in & self.substantiated & (self.closed < LAST)
        return found


def reported_chance(
    solved: Calibration, population: Population, harms: Harms
) -> NDArray[np.float64]:
    """The probability that each harm came to be reported: by group and poverty of the family."""
    family = population.family[population.children[harms.child]]
    return solved.reported()[population.group[family], population.poverty[family]]


def draw_referrals(
    solved: Calibration,
    population: Population,
    harms: Harms,
    chance: NDArray[np.float64],
    rng: np.random.Generator,
) -> Referrals:
    """Draw which harms are reported, the referrals without harm, and how the agency decides."""
    group = population.group[population.family[population.children[harms.child]]]
    reported = np.flatnonzero(thin(chance, (group, harms.age), rng))
    late = rng.geometric(1 / 10, size=len(reported)) - 1
    child, age, day = _without_harm(solved, population, rng)
    rows = {
        "child": np.concatenate([harms.child[reported], child]),
        "age": np.concatenate([harms.age[reported], age]),
        "day": np.concatenate([harms.day[reported] + late, day]),
        "harm": np.concatenate([reported, np.full(len(child), NO_HARM)]),
        "allegation": np.concatenate(
            [harms.kind[reported], pick(ALLEGED_WITHOUT_HARM, len(child), rng)]
        ),
    }
    order = np.lexsort((rows["child"], rows["day"]))
    order = order[rows["day"][order] < LAST]
    return _decide(solved, population, {name: rows[name][order] for name in rows}, rng)


def _without_harm(
    solved: Calibration, population: Population, rng: np.random.Generator
) -> tuple[Days, Days, Days]:
    children = population.children
    family = population.family[children]
    level = (
        np.sqrt(solved.group_factor)[population.group[family]]
        * NO_HARM_BY_POVERTY[population.poverty[family]]
        * population.frailty[family]
    )
    first_day, days = observed_days(population.born[children])
    return draw_days(level[:, None] * solved.no_harm_by_age[None, :], first_day, days, rng)


def _decide(
    solved: Calibration, population: Population, rows: dict[str, Days], rng: np.random.Generator
) -> Referrals:
    count = len(rows["child"])
    group = population.group[population.family[population.children[rows["child"]]]]
    harmed = rows["harm"] != NO_HARM
    into = np.where(harmed, SCREENED_IN_HARM, solved.screened_in_no_harm)
    screened_in = thin(into, (group, rows["age"]), rng)
    convinced = solved.substantiated()[harmed.astype(np.int64), group]
    waited = np.minimum(rng.geometric(0.6, size=count) - 1, 5)
    reporter = pick_each(reporter_shares(solved)[rows["age"]], rng)
    substantiated = thin(np.where(screened_in, convinced, 0.0), (group, rows["age"]), rng)
    investigated = rng.integers(14, 60, size=count)
    decided = _decided(rows["day"], waited, rng)
    screened_in &= decided < LAST
    return Referrals(
        child=rows["child"],
        age=rows["age"],
        day=rows["day"],
        harm=rows["harm"],
        allegation=rows["allegation"],
        reporter=reporter,
        decided=decided,
        screened_in=screened_in,
        substantiated=substantiated & screened_in,
        closed=decided + investigated,
    )


def _decided(day: Days, waited: Days, rng: np.random.Generator) -> Days:
    """The day of screening. Of the newest referrals most still wait when the simulation ends.

    Without them an agency would have no open decision on the day it is looked at.
    """
    waits = (day >= LAST - STILL_OPEN_DAYS) & (rng.random(len(day)) < STILL_OPEN)
    decided: Days = np.where(waits, np.maximum(day + waited, LAST), day + waited)
    return decided
