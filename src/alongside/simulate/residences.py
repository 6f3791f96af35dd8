"""Where people live when: moves, parents who part, young adults who leave, shelter and refuge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calendar import FIRST, LAST, Days
from alongside.simulate.chance import some
from alongside.simulate.families import CHILD, FATHER, Population

MOVES_A_YEAR = np.array([0.05, 0.11, 0.22])  # by poverty
SEPARATIONS = 0.14  # of couples, within the simulated years
REFUGES = 0.004  # of families
_NEVER = LAST + 10_000
_SPAN = 100_000  # more than any day number

HOME, SHELTER, REFUGE = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Residences:
    """Stays of dwelling units, sorted by unit and first day.

    A person lives with ``unit`` and, from ``leaves`` on, with ``next_unit``. Each stay has an
    address number of its own, except stays in the one shelter; ``place`` says what it is.
    """

    unit: Days
    next_unit: Days
    leaves: Days
    stay_unit: Days
    stay_from: Days
    stay_place: NDArray[np.int8]

    def stay_of(self, persons: Days, days: Days) -> Days:
        """The stay of each person on each day."""
        unit = np.where(days >= self.leaves[persons], self.next_unit[persons], self.unit[persons])
        keys = self.stay_unit * _SPAN + self.stay_from
        wanted = unit * _SPAN + np.clip(days, 0, _SPAN - 1)
        return np.searchsorted(keys, wanted, side="right") - 1

    def is_hidden(self) -> NDArray[np.bool_]:
        """Stays in a refuge and every later stay of those who fled there."""
        fled = np.flatnonzero(self.stay_place == REFUGE)
        since = np.full(int(self.stay_unit.max()) + 1, _NEVER, dtype=np.int64)
        since[self.stay_unit[fled]] = self.stay_from[fled]
        hidden: NDArray[np.bool_] = self.stay_from >= since[self.stay_unit]
        return hidden

    def stay_until(self) -> Days:
        """The day each stay ends, or far after the simulated days."""
        until = np.full(len(self.stay_unit), _NEVER, dtype=np.int64)
        same = self.stay_unit[1:] == self.stay_unit[:-1]
        until[:-1][same] = self.stay_from[1:][same]
        return until


def draw_residences(
    population: Population, rng: np.random.Generator, *, refuge_families: Days
) -> Residences:
    """Draw units and stays; ``refuge_families`` flee to a refuge for certain."""
    families = len(population.group)
    fled = _refuge_days(families, refuge_families, rng)
    next_unit, leaves, units = _leavers(population, fled, rng)
    poverty = np.concatenate(
        [population.poverty, np.zeros(units - families, dtype=population.poverty.dtype)]
    )
    parted = np.flatnonzero(next_unit >= families)
    poverty[next_unit[parted]] = population.poverty[population.family[parted]]
    unit, day, place = _stays(poverty, fled, rng)
    return Residences(
        unit=population.family.copy(),
        next_unit=next_unit,
        leaves=leaves,
        stay_unit=unit,
        stay_from=day,
        stay_place=place,
    )


def _refuge_days(families: int, forced: Days, rng: np.random.Generator) -> Days:
    days = np.full(families, _NEVER, dtype=np.int64)
    chosen = np.union1d(some(families, REFUGES, rng), forced)
    days[chosen] = rng.integers(FIRST + 400, LAST - 400, size=len(chosen))
    days[forced] = LAST - 60  # still there at the end
    return days


def _leavers(
    population: Population, fled: Days, rng: np.random.Generator
) -> tuple[Days, Days, int]:
    """The next unit and the day of leaving of each person, and how many units there are."""
    count = len(population)
    leaves = np.full(count, _NEVER, dtype=np.int64)
    fathers = np.flatnonzero(population.role == FATHER)
    parted = fathers[rng.random(len(fathers)) < SEPARATIONS]
    leaves[parted] = rng.integers(FIRST, LAST, size=len(parted))
    leaves[fathers] = np.minimum(leaves[fathers], fled[population.family[fathers]])
    children = np.flatnonzero(population.role == CHILD)
    grown = population.born[children] + (rng.uniform(18.2, 24, len(children)) * 365.25).astype(int)
    leaves[children] = np.where(grown < LAST, grown, _NEVER)
    gone = np.flatnonzero(leaves < _NEVER)
    next_unit = population.family.copy()
    next_unit[gone] = len(population.group) + np.arange(len(gone))
    return next_unit, leaves, len(population.group) + len(gone)


def _stays(
    poverty: NDArray[np.int8], fled: Days, rng: np.random.Generator
) -> tuple[Days, Days, NDArray[np.int8]]:
    """Unit, first day and place of every stay, sorted; nobody begins two stays on one day."""
    moves = rng.poisson(MOVES_A_YEAR[poverty] * ((LAST - FIRST) / 365.25))
    moved = np.repeat(np.arange(len(poverty)), moves)
    moved_on = rng.integers(FIRST, LAST, size=len(moved))
    sheltered = _sheltered(poverty[moved])
    fleeing = np.flatnonzero(fled < _NEVER)
    parts = [
        (np.arange(len(poverty)), np.zeros(len(poverty), dtype=np.int64), HOME),
        (np.delete(moved, sheltered), np.delete(moved_on, sheltered), HOME),
        (moved[sheltered], moved_on[sheltered], SHELTER),
        (moved[sheltered], moved_on[sheltered] + rng.integers(40, 200, len(sheltered)), HOME),
        (fleeing, fled[fleeing], REFUGE),
        (fleeing, fled[fleeing] + 120, HOME),
    ]
    unit = np.concatenate([part[0] for part in parts])
    day = np.concatenate([part[1] for part in parts])
    place = np.concatenate([np.full(len(part[0]), part[2], dtype=np.int8) for part in parts])
    order = np.lexsort((-place, day, unit))
    unit, day, place = unit[order], day[order], place[order]
    keep = np.append(True, (unit[1:] != unit[:-1]) | (day[1:] != day[:-1]))
    return unit[keep], day[keep], place[keep]


def _sheltered(poverty: NDArray[np.int8]) -> Days:
    """Moves into the town's shelter: every thirtieth of families under strain, eight at least."""
    strained = np.flatnonzero(poverty > 0)
    poorest = strained[np.argsort(-poverty[strained], kind="stable")]
    return np.sort(poorest[: max(8, len(poorest) // 30)])
