"""Everything that is true in a simulated agency's county, before anybody writes it down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calendar import Days
from alongside.simulate.calibration import Calibration, calibrate
from alongside.simulate.chance import some, stream
from alongside.simulate.families import Population, draw_population, observed_days
from alongside.simulate.harm import Harms, draw_harms, harm_rate
from alongside.simulate.identity import Identities, draw_identities
from alongside.simulate.places import Addresses, write_addresses
from alongside.simulate.reporting import Referrals, draw_referrals, reported_chance
from alongside.simulate.residences import Residences, draw_residences
from alongside.simulate.showcase import (
    FEWEST_PEOPLE,
    Showcase,
    choose_showcase,
    name_showcase,
    too_few,
)

ADOPTEES = 0.0015  # of children


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """People, where they live, what happened to them and what was reported."""

    seed: int
    solved: Calibration
    population: Population
    residences: Residences
    addresses: Addresses
    identities: Identities
    harms: Harms
    reported: NDArray[np.float64]
    referrals: Referrals
    adoptees: Days
    showcase: Showcase

    def rng(self, part: str) -> np.random.Generator:
        """The stream of chance of a named part."""
        return stream(self.seed, part)

    def poverty(self, persons: Days) -> NDArray[np.int8]:
        """The level of poverty each person lives in."""
        return self.population.poverty[self.population.family[persons]]

    def showcase_first(self, chosen: Days, among: Days) -> Days:
        """``chosen`` and those of ``among`` who must always be seen, in order."""
        families = np.unique(self.population.family[self.showcase.everybody()])
        seen = among[np.isin(self.population.family[among], families)]
        return np.union1d(chosen, seen)


def draw_world(people: int, *, seed: int) -> World:
    """Draw a whole county. Group labels are not used before anything is reported.

    Raises
    ------
    AlongsideError
        ``AL-M001`` when ``people`` are too few.
    """
    if people < FEWEST_PEOPLE:
        raise too_few(people)
    solved = calibrate()
    population = draw_population(people, solved.frailty_shape, stream(seed, "population"))
    showcase = choose_showcase(population)
    refuge = population.family[[showcase.persons["refuge_mother"]]]
    residences = draw_residences(population, stream(seed, "homes"), refuge_families=refuge)
    identities = draw_identities(population, stream(seed, "identity"))
    name_showcase(showcase, identities)
    harms = true_harms(solved, population, seed)
    reported = reported_chance(solved, population, harms)
    children = population.children
    return World(
        seed=seed,
        solved=solved,
        population=population,
        residences=residences,
        addresses=write_addresses(residences, stream(seed, "addresses")),
        identities=identities,
        harms=harms,
        reported=reported,
        referrals=draw_referrals(solved, population, harms, reported, stream(seed, "referrals")),
        adoptees=np.union1d(
            children[some(len(children), ADOPTEES, stream(seed, "adoption"))],
            [showcase.persons["adoptee"]],
        ),
        showcase=showcase,
    )


def true_harms(solved: Calibration, population: Population, seed: int) -> Harms:
    """Draw the harm that truly happens: of poverty, age and the family's frailty alone."""
    children = population.children
    family = population.family[children]
    rate = harm_rate(solved.harm_by_age, population.poverty[family], population.frailty[family])
    first_day, days = observed_days(population.born[children])
    return draw_harms(rate, first_day, days, stream(seed, "harm"))
