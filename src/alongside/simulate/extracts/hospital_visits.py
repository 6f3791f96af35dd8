"""Why and when people come to the hospital."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calendar import FIRST, LAST, Days
from alongside.simulate.chance import pick, pick_each, some
from alongside.simulate.families import CHILD, MOTHER
from alongside.simulate.world import World

EMERGENCY, APPOINTMENT, STAY, CHILDBIRTH, BIRTH = range(5)

SNOMED = (
    ("195967001", "Asthma"),
    ("54150009", "Upper respiratory infection"),
    ("65363002", "Otitis media"),
    ("25374005", "Gastroenteritis"),
    ("125593007", "Injury of head"),
    ("263102004", "Fracture subluxation of wrist"),
    ("125666000", "Burn"),
    ("35489007", "Depressive disorder"),
    ("197480006", "Anxiety disorder"),
    ("59621000", "Hypertension"),
    ("44054006", "Type 2 diabetes mellitus"),
    ("66214007", "Substance abuse"),
    ("410620009", "Well child visit"),
    ("424441002", "Prenatal initial visit"),
    ("406506008", "Attention deficit hyperactivity disorder"),
    ("125605004", "Fracture of bone"),
    ("236973005", "Delivery procedure"),
    ("3950001", "Birth"),
)
ASTHMA, HEAD_INJURY, FRACTURE, DELIVERY, NEWBORN = 0, 4, 15, 16, 17
_REASONS = np.zeros((3, len(SNOMED)))  # under five, other children, adults
_REASONS[0, [0, 1, 2, 3, 4, 6, 12]] = [8, 28, 15, 14, 6, 2, 27]
_REASONS[1, [0, 1, 3, 4, 5, 7, 8, 14, 15, 12]] = [16, 18, 8, 7, 9, 5, 9, 9, 4, 15]
_REASONS[2, [0, 1, 3, 5, 7, 8, 9, 10, 11, 13]] = [7, 14, 8, 6, 14, 14, 16, 10, 6, 5]
_REASONS /= _REASONS.sum(axis=1, keepdims=True)

VISITS_A_YEAR = np.array([0.45, 0.30, 0.28])
MORE_BY_POVERTY = np.array([1.0, 1.15, 1.35])
# Of appointments, by poverty. People of the poorest places miss more than twice as many as those of
# the richest (Ellis and others, Lancet Public Health 2017, of 9 million Scottish appointments).
MISSED = np.array([0.09, 0.14, 0.20])
INJURY_SEEN = 0.3  # of physical abuse
DIAGNOSED = 0.25
MANY_VISITS = 215  # of the showcase child


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Visits:
    """One row a visit, in order of day. ``patient`` is a row of the patients given."""

    patient: Days
    day: Days
    until: Days
    hour: Days
    kind: Days
    reason: Days
    missed: NDArray[np.bool_]
    diagnosed: NDArray[np.bool_]
    recorded: Days


def draw_visits(world: World, persons: Days, rng: np.random.Generator) -> Visits:
    """Ordinary visits, injuries that harm left, births, and the many of one child."""
    parts = [
        _ordinary(world, persons, rng),
        _injuries(world, persons, rng),
        _births(world, persons),
        _childbirths(world, persons),
        _many(world, persons, rng),
    ]
    patient, day, kind, reason = (
        np.concatenate([part[place] for part in parts]) for place in range(4)
    )
    order = np.lexsort((patient, reason, day))
    order = order[(day[order] >= FIRST) & (day[order] < LAST)]
    patient, day, kind, reason = patient[order], day[order], kind[order], reason[order]
    count = len(order)
    stays = np.isin(kind, (STAY, CHILDBIRTH, BIRTH))
    missed = (kind == APPOINTMENT) & (rng.random(count) < MISSED[world.poverty(persons[patient])])
    late = np.where(rng.random(count) < 0.04, rng.integers(60, 600, count), 0)
    return Visits(
        patient=patient,
        day=day,
        until=np.minimum(day + np.where(stays, rng.integers(1, 6, count), 0), LAST - 1),
        hour=rng.integers(7, 22, size=count),
        kind=kind,
        reason=reason,
        missed=missed,
        diagnosed=~missed & (reason < DELIVERY) & (rng.random(count) < DIAGNOSED),
        recorded=np.minimum(day + late, LAST - 1),
    )


_Part = tuple[Days, Days, Days, Days]  # patient, day, kind, reason


def _ordinary(world: World, persons: Days, rng: np.random.Generator) -> _Part:
    since = np.maximum(FIRST, world.population.born[persons] + 14)
    years = np.maximum(LAST - since, 0) / 365.25
    child = world.population.role[persons] == CHILD
    rate = np.where(child, VISITS_A_YEAR[1], VISITS_A_YEAR[2])
    rate = rate * MORE_BY_POVERTY[world.poverty(persons)]
    patient = np.repeat(np.arange(len(persons)), rng.poisson(rate * years))
    span = np.maximum(LAST - since, 1)
    day = since[patient] + (rng.random(len(patient)) * span[patient]).astype(np.int64)
    age = (day - world.population.born[persons[patient]]) / 365.25
    stage = np.where(age < 5, 0, np.where(age < 18, 1, 2))
    kind = pick((0.42, 0.5, 0.08), len(patient), rng)
    return patient, day, kind, pick_each(_REASONS[stage], rng)


def _injuries(world: World, persons: Days, rng: np.random.Generator) -> _Part:
    harms = world.harms
    seen = np.flatnonzero(harms.kind == 1)
    seen = seen[some(len(seen), INJURY_SEEN, rng)]
    patient = _row_of(world, persons)[world.population.children[harms.child[seen]]]
    seen, patient = seen[patient >= 0], patient[patient >= 0]
    reason = np.where(rng.random(len(seen)) < 0.5, HEAD_INJURY, FRACTURE)
    return patient, harms.day[seen], np.full(len(seen), EMERGENCY), reason


def _births(world: World, persons: Days) -> _Part:
    baby = world.population.role[persons] == CHILD
    rows = np.flatnonzero(baby & (world.population.born[persons] >= FIRST))
    day = world.population.born[persons[rows]]
    return rows, day, np.full(len(rows), BIRTH), np.full(len(rows), NEWBORN)


def _childbirths(world: World, persons: Days) -> _Part:
    population = world.population
    babies = np.flatnonzero(
        (population.role == CHILD) & (population.born >= FIRST) & ~population.twin
    )
    mothers = population.of_family(MOTHER)[population.family[babies]]
    rows = _row_of(world, persons)[mothers]
    babies, rows = babies[rows >= 0], rows[rows >= 0]
    day = population.born[babies]
    return rows, day, np.full(len(rows), CHILDBIRTH), np.full(len(rows), DELIVERY)


def _many(world: World, persons: Days, rng: np.random.Generator) -> _Part:
    child = world.showcase.persons["many_events"]
    row = int(_row_of(world, persons)[child])
    since = max(FIRST, int(world.population.born[child]))
    day = np.sort(rng.integers(since, LAST, size=MANY_VISITS))
    kind = pick((0.2, 0.75, 0.05), MANY_VISITS, rng)
    return np.full(MANY_VISITS, row), day, kind, np.full(MANY_VISITS, ASTHMA)


def _row_of(world: World, persons: Days) -> Days:
    """The first row of each person among the patients, or -1."""
    row = np.full(len(world.population), -1, dtype=np.int64)
    row[persons[::-1]] = np.arange(len(persons))[::-1]
    return row
