"""Families and the people in them: who belongs together, born when, living under what strain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calendar import FIRST, LAST, OLDEST_CHILD, Days
from alongside.simulate.exposure import GROUP_SHARES, poverty_of, spread
from alongside.simulate.harm import AGES

MOTHER, FATHER, GRANDPARENT, CHILD = 0, 1, 2, 3
AT_MOST = 6  # children of one mother
_SIZES = np.array([0.24, 0.36, 0.23, 0.11, 0.04, 0.02])
_FIRST_BIRTHS_FROM = OLDEST_CHILD - 11 * 365
TWIN_BIRTHS = 0.016
BOTH_PARENTS = 0.72


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Population:
    """Families (``group``, ``poverty``, ``frailty``) and persons, sorted by family.

    ``family`` and ``role`` are one a person; ``born`` counts days from 1970-01-01; ``twin`` says
    that a child was born together with the child before it.
    """

    group: NDArray[np.int8]
    poverty: NDArray[np.int8]
    frailty: NDArray[np.float64]
    family: Days
    role: NDArray[np.int8]
    born: Days
    female: NDArray[np.bool_]
    twin: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.family)

    @property
    def children(self) -> Days:
        """The persons who were a child on some simulated day."""
        return np.flatnonzero(self.role == CHILD)

    def of_family(self, role: int) -> Days:
        """The person with this role in each family, or -1."""
        found = np.full(len(self.group), -1, dtype=np.int64)
        people = np.flatnonzero(self.role == role)
        found[self.family[people][::-1]] = people[::-1]
        return found


def draw_population(people: int, frailty_shape: float, rng: np.random.Generator) -> Population:
    """Draw families until there are exactly ``people`` persons in them."""
    count = int(people / 2.4) + 20
    births, twins = _births(count, rng)
    parents = _adults(births, rng)
    born = np.concatenate([parents, births], axis=1)
    present = born > np.iinfo(np.int64).min
    last = int(np.searchsorted(np.cumsum(present.sum(axis=1)), people)) + 1
    born, twins, present = born[:last], twins[:last], present[:last]
    family, place = (index[:people] for index in np.nonzero(present))
    size = _childhood(born[:, CHILD:])
    group = spread(GROUP_SHARES, size, rng)
    role = np.minimum(place, CHILD).astype(np.int8)
    return Population(
        group=group,
        poverty=poverty_of(group, size, rng),
        frailty=rng.gamma(frailty_shape, 1 / frailty_shape, size=last),
        family=family,
        role=role,
        born=born[family, place],
        female=_female(role, rng),
        twin=np.where(role == CHILD, twins[family, np.maximum(place - CHILD, 0)], False),
    )


def observed_days(born: Days) -> tuple[Days, Days]:
    """First day and number of days observed in each year of age, both ``(children, 18)``."""
    birthdays = born[:, None] + np.round(np.arange(AGES + 1) * 365.25).astype(np.int64)[None, :]
    clipped = np.clip(birthdays, FIRST, LAST)
    return clipped[:, :-1], np.diff(clipped, axis=1)


def _childhood(births: Days) -> NDArray[np.float64]:
    """Years of childhood in the simulated time, by family."""
    start = np.clip(births, FIRST, LAST)
    end = np.clip(births + 18 * 365, FIRST, LAST)
    years: NDArray[np.float64] = np.where(births > 0, end - start, 0).sum(axis=1) / 365.25
    return years


def _births(count: int, rng: np.random.Generator) -> tuple[Days, NDArray[np.bool_]]:
    """Days of birth ``(families, 6)``; a child outside the simulated years is not there.

    First births are spread evenly and begin so early that children of every age are as many.
    """
    nobody = np.iinfo(np.int64).min
    first = rng.integers(_FIRST_BIRTHS_FROM, LAST, size=count)
    gaps = (430 + rng.gamma(2.0, 330, size=(count, AT_MOST))).astype(np.int64)
    gaps[:, 0] = 0
    twins = rng.random((count, AT_MOST)) < TWIN_BIRTHS
    twins[:, 0] = False
    gaps[twins] = 0
    births = first[:, None] + np.cumsum(gaps, axis=1)
    size = np.searchsorted(np.cumsum(_SIZES)[:-1], rng.random(count), side="right") + 1
    there = np.arange(AT_MOST)[None, :] < size[:, None]
    there &= (births >= OLDEST_CHILD) & (births < LAST)
    return np.where(there, births, nobody), twins


def _adults(births: Days, rng: np.random.Generator) -> Days:
    """Days of birth of mother, father and grandparent ``(families, 3)``."""
    nobody = np.iinfo(np.int64).min
    count = len(births)
    first = births.max(axis=1)
    earliest = np.where(births == nobody, np.iinfo(np.int64).max, births).min(axis=1)
    childless = first == nobody
    earliest[childless] = rng.integers(_FIRST_BIRTHS_FROM, OLDEST_CHILD, size=childless.sum())
    age = np.clip(rng.normal(26.5, 5.2, size=count), 16, 42)
    mother = earliest - (age * 365.25).astype(np.int64)
    father = mother - (rng.normal(2.2, 4.5, size=count) * 365.25).astype(np.int64)
    elder = mother - (np.clip(rng.normal(26, 5, size=count), 17, 42) * 365.25).astype(np.int64)
    father[rng.random(count) > BOTH_PARENTS] = nobody
    elder[rng.random(count) > 0.07] = nobody
    return np.stack([mother, father, elder], axis=1)


def _female(role: NDArray[np.int8], rng: np.random.Generator) -> NDArray[np.bool_]:
    by_chance: NDArray[np.bool_] = rng.random(len(role)) < 0.488
    female: NDArray[np.bool_] = np.where(role == MOTHER, True, by_chance)
    female[role == FATHER] = False
    female[role == GRANDPARENT] = rng.random(int((role == GRANDPARENT).sum())) < 0.8
    return female
