"""What is true, kept apart from what was written down. No refresh reads it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from alongside.core import record_id
from alongside.simulate.attainable import READERS, attainable, harm_ahead
from alongside.simulate.calendar import FIRST, LAST, UNKNOWN_DAY, Days, write_days
from alongside.simulate.exposure import POVERTY_LEVELS
from alongside.simulate.extracts.base import Text, Written, write_csv
from alongside.simulate.extracts.hotline import calls
from alongside.simulate.harm import HARM_KINDS
from alongside.simulate.published import GROUPS
from alongside.simulate.reporting import NO_HARM
from alongside.simulate.showcase import ROLES
from alongside.simulate.world import World

_ROLES = ("mother", "father", "grandparent", "child")


def write_truth(world: World, written: Sequence[Written], folder: Path) -> tuple[Path, ...]:
    """Write persons, whose each record is, households, harm, referrals, adoptions, the showcase."""
    folder.mkdir(parents=True, exist_ok=True)
    return (
        _persons(world, folder / "persons.csv"),
        _records(world, written, folder / "records.csv"),
        _households(world, folder / "households.csv"),
        _harms(world, folder / "harms.csv"),
        _referrals(world, folder / "referrals.csv"),
        _adoptions(world, folder / "adoptions.csv"),
        _showcase(world, written, folder / "showcase.csv"),
    )


def person_ids(persons: Days) -> Text:
    """The true id of each person, such as ``P0000017``."""
    return np.array([f"P{person:07d}" for person in persons.tolist()], dtype=object)


def sealed_id(person: str) -> str:
    """The id under which a sealed life counts: nothing may join it to the person of today."""
    return f"{person}-sealed"


def _groups(world: World, persons: Days) -> Text:
    group = world.population.group[world.population.family[persons]]
    return np.array(GROUPS, dtype=object)[group]


def _persons(world: World, path: Path) -> Path:
    population, identities = world.population, world.identities
    everybody = np.arange(len(population))
    return write_csv(
        path,
        {
            "person_id": person_ids(everybody),
            "family": population.family.tolist(),
            "role": np.array(_ROLES, dtype=object)[population.role],
            "given_name": identities.given,
            "family_name": identities.family,
            "later_family_name": identities.later_family,
            "born_on": write_days(population.born),
            "sex": np.where(population.female, "female", "male"),
            "twin": np.where(population.twin, "yes", "no"),
            "group": _groups(world, everybody),
            "poverty": np.array(POVERTY_LEVELS, dtype=object)[world.poverty(everybody)],
            "own_id_number": np.where(identities.own_id, "yes", "no"),
        },
    )


def _records(world: World, written: Sequence[Written], path: Path) -> Path:
    parts = [_record_ids(one) for one in written]
    persons = np.concatenate([one.persons for one in written])
    sealed = np.concatenate([_sealed(one) for one in written])
    ids = person_ids(persons)
    ids[sealed] = [sealed_id(person) for person in ids[sealed].tolist()]
    return write_csv(
        path,
        {
            "record_id": np.concatenate(parts),
            "person_id": ids,
            "group": _groups(world, persons),
        },
    )


def _record_ids(one: Written) -> Text:
    return np.array([record_id(one.source, key) for key in one.keys.tolist()], dtype=object)


def _sealed(one: Written) -> NDArray[np.bool_]:
    return np.zeros(len(one.keys), dtype=bool) if one.sealed is None else one.sealed


def _households(world: World, path: Path) -> Path:
    """Who lived in which dwelling unit from when until when (empty: before, still)."""
    population, residences = world.population, world.residences
    everybody = np.arange(len(population))
    left = np.flatnonzero(residences.leaves < LAST)
    start = np.where(population.born >= FIRST, population.born, UNKNOWN_DAY)
    end = np.where(residences.leaves < LAST, residences.leaves, UNKNOWN_DAY)
    return write_csv(
        path,
        {
            "household": np.concatenate([residences.unit, residences.next_unit[left]]),
            "person_id": person_ids(np.concatenate([everybody, left])),
            "from_on": write_days(np.concatenate([start, residences.leaves[left]])),
            "until_on": write_days(
                np.concatenate([end, np.full(len(left), UNKNOWN_DAY, dtype=np.int64)])
            ),
        },
    )


def _harms(world: World, path: Path) -> Path:
    harms = world.harms
    reported = np.zeros(len(harms.child), dtype=bool)
    came = world.referrals.harm[world.referrals.harm != NO_HARM]
    reported[came] = True
    return write_csv(
        path,
        {
            "person_id": person_ids(world.population.children[harms.child]),
            "happened_on": write_days(harms.day),
            "kind": np.array(HARM_KINDS, dtype=object)[harms.kind],
            "reported_probability": np.round(world.reported, 6),
            "reported": np.where(reported, "yes", "no"),
        },
    )


def _referrals(world: World, path: Path) -> Path:
    """One row a call: what was behind it, and how well anybody could have known what followed."""
    told = calls(world)
    population, referrals = world.population, world.referrals
    family = population.family[told.child]
    reported = world.solved.reported()[population.group[family], population.poverty[family]]
    known = {
        f"p_{label}_{reader}": np.round(getattr(chances, reader), 6)
        for label, chances in attainable(world, told).items()
        for reader in READERS
    }
    return write_csv(
        path,
        {
            "referral_no": told.number,
            "person_id": person_ids(told.child),
            "received_on": write_days(told.day),
            "known_on": write_days(told.entered),
            "harm": np.where(referrals.harm[told.referral] != NO_HARM, "yes", "no"),
            "harms_in_a_year": np.round(harm_ahead(world, told), 6),
            "reported_probability": np.round(reported, 6),
            **known,
        },
    )


def _adoptions(world: World, path: Path) -> Path:
    ids = person_ids(world.adoptees)
    sealed = [sealed_id(person) for person in ids.tolist()]
    return write_csv(path, {"person_id": ids, "sealed_person_id": sealed})


def _showcase(world: World, written: Sequence[Written], path: Path) -> Path:
    """One row for each record of the people who are always there."""
    role_of = {person: role for role, person in world.showcase.persons.items()}
    rows: list[tuple[str, str, str, str]] = []
    for one in written:
        found = np.flatnonzero(np.isin(one.persons, world.showcase.everybody()))
        ids, sealed = _record_ids(one)[found].tolist(), _sealed(one)[found].tolist()
        for name, hidden, person in zip(ids, sealed, one.persons[found].tolist(), strict=True):
            known = str(person_ids(np.array([person]))[0])
            role = role_of[person]
            rows.append((role, sealed_id(known) if hidden else known, name, ROLES[role]))
    rows.sort(key=lambda row: (list(ROLES).index(row[0]), row[1], row[2]))
    names = ("role", "person_id", "record_id", "what")
    return write_csv(path, {name: [row[place] for row in rows] for place, name in enumerate(names)})
