"""The housing service: semicolons, Latin-1, day first, decimal commas, names in one cell."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from alongside.simulate.calendar import FIRST, LAST, UNKNOWN_DAY, Days, write_days
from alongside.simulate.chance import pick, some
from alongside.simulate.extracts.base import Columns, Text, Written, numbered, write_csv
from alongside.simulate.families import CHILD
from alongside.simulate.history import address_history
from alongside.simulate.records import Habits, keys, with_duplicates, write_down
from alongside.simulate.residences import SHELTER
from alongside.simulate.world import World

HABITS = Habits(
    typo=0.02,
    nickname=0.02,
    no_id=0.45,
    no_phone=0.1,
    swapped_born=0.015,
    no_email=0.4,
    old_address=0.03,
    halved=0.25,
)
TENANTS = np.array([0.05, 0.40, 0.70])  # share of families, by poverty
CHILDREN_LISTED = 0.75
TWICE = 0.012
LATE = 0.05
IMPOSSIBLE = 0.0015  # of events: dated on a day that there never was
EVENTS_A_YEAR = np.array([0.2, 0.45, 0.8])
TYPES = ("application", "arrears", "eviction notice", "repair request", "rent agreement")


def write(world: World, folder: Path) -> Written:
    """Write people, the addresses they lived at, and what happened with the tenancy."""
    rng = world.rng("housing")
    persons = with_duplicates(_people(world, rng), TWICE, rng)
    key = keys(len(persons), "H", rng)
    since = np.maximum(FIRST, world.population.born[persons])
    entered = since + (rng.random(len(since)) ** 2 * (LAST - since)).astype(np.int64)
    events = _events(world, persons, key, entered, rng)
    files = (
        _csv(folder / "housing_people.csv", _people_table(world, persons, key, entered)),
        _csv(folder / "housing_tenancies.csv", _tenancies(world, persons, key, entered)),
        _csv(folder / "housing_events.csv", events),
    )
    return Written(
        source="housing",
        keys=key,
        persons=persons,
        events=len(next(iter(events.values()))),
        files=files,
    )


def _csv(path: Path, columns: Columns) -> Path:
    return write_csv(path, columns, delimiter=";", encoding="latin-1")


def _people(world: World, rng: np.random.Generator) -> Days:
    population = world.population
    chosen = rng.random(len(population.group)) < TENANTS[population.poverty]
    everybody = np.arange(len(population))
    listed = (population.role != CHILD) | (rng.random(len(everybody)) < CHILDREN_LISTED)
    return rng.permutation(
        world.showcase_first(np.flatnonzero(chosen[population.family] & listed), everybody)
    )


def _people_table(world: World, persons: Days, key: Text, entered: Days) -> Columns:
    rows = write_down(world, persons, entered, source="housing", habits=HABITS)
    names = zip(rows.given.tolist(), rows.family.tolist(), strict=True)
    return {
        "PersonRef": key,
        "Name": [f"{family}, {given}" for given, family in names],
        "DOB": write_days(rows.born, "dmy"),
        "NationalID": rows.id_number,
        "Phone": rows.phone,
        "Email": rows.email,
        "Address": rows.street,
        "Postcode": rows.postcode,
        "Town": rows.place,
        "Entered": write_days(entered, "dmy"),
    }


def _tenancies(world: World, persons: Days, key: Text, entered: Days) -> Columns:
    spells = address_history(world, persons, entered)
    told = np.flatnonzero(~world.addresses.protected[spells.stay])  # nobody tells it of a refuge
    row, stay = spells.row[told], spells.stay[told]
    recorded = np.clip(np.maximum(spells.since[told] + 5, entered[row]), FIRST, LAST - 1)
    return {
        "TenancyRef": numbered("T", range(1, len(told) + 1)),
        "PersonRef": key[row],
        "Address": world.addresses.street[stay],
        "Postcode": world.addresses.postcode[stay],
        "Town": world.addresses.place[stay],
        "From": write_days(spells.since[told], "dmy"),
        "Until": write_days(spells.until[told], "dmy"),
        "Recorded": write_days(recorded, "dmy"),
    }


def _events(
    world: World, persons: Days, key: Text, entered: Days, rng: np.random.Generator
) -> Columns:
    """What happened with the tenancies of adults, and stays in the shelter of everybody."""
    adults = np.flatnonzero(world.population.role[persons] != CHILD)
    years = (LAST - entered[adults]) / 365.25
    times = rng.poisson(EVENTS_A_YEAR[world.poverty(persons[adults])] * years)
    row = np.repeat(adults, times)
    day = entered[row] + (rng.random(len(row)) * (LAST - entered[row])).astype(np.int64)
    kind = pick((0.2, 0.33, 0.07, 0.3, 0.1), len(row), rng)
    money = np.isin(kind, (1, 4))
    amount = np.where(money, np.round(rng.gamma(2.0, 300, size=len(row)), 2), 0.0)
    spells = address_history(world, persons, entered)
    shelter = (world.residences.stay_place[spells.stay] == SHELTER) & (spells.since >= FIRST)
    words = np.array(TYPES, dtype=object)[kind]
    row = np.concatenate([row, spells.row[shelter]])
    day = np.concatenate([day, spells.since[shelter]])
    until = np.concatenate([np.full(len(kind), UNKNOWN_DAY), spells.until[shelter]])
    words = np.concatenate([words, np.full(int(shelter.sum()), "temporary accommodation", object)])
    amounts = [f"{value:.2f}".replace(".", ",") if value else "" for value in amount.tolist()]
    recorded = day + rng.integers(0, 10, size=len(day))
    late = some(len(day), LATE, rng)
    recorded[late] += rng.integers(30, 400, size=len(late))
    return {
        "EventRef": numbered("V", (rng.permutation(len(row)) + 1).tolist()),
        "PersonRef": key[row],
        "Date": _dates(day, rng),
        "Until": write_days(until, "dmy"),
        "Recorded": write_days(np.minimum(recorded, LAST - 1), "dmy"),
        "Type": words,
        "Amount": amounts + [""] * int(shelter.sum()),
    }


def _dates(day: Days, rng: np.random.Generator) -> Text:
    """Dates as typed in by hand: a few are the 31st of February."""
    text = write_days(day, "dmy")
    wrong = np.union1d(some(len(text), IMPOSSIBLE, rng), [0])
    text[wrong] = [f"31/02/{date[-4:]}" for date in text[wrong].tolist()]
    return text
