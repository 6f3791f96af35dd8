"""The benefits office: Parquet, capital letters without accents, a number for everybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calendar import FIRST, LAST, UNKNOWN_DAY, Days
from alongside.simulate.chance import pick, some
from alongside.simulate.extracts.base import Columns, Text, Written, numbered
from alongside.simulate.families import CHILD, FATHER, MOTHER
from alongside.simulate.records import Habits, Rows, keys, with_duplicates, write_down
from alongside.simulate.world import World

HABITS = Habits(
    nickname=0.005,
    typo=0.01,
    respelt=0.015,
    no_id=0.02,
    no_email=0.5,
    accents=False,
    shouts=True,
    swapped_born=0.004,
    old_address=0.06,
)
CLAIMANTS = np.array([0.06, 0.55, 0.92])  # share of families, by poverty
TWICE = 0.006
PROGRAMMES = ("food assistance", "cash assistance", "rent support", "medical cover")
MEDICAL_COVER = 3
# Nearly all children who may have public medical cover do (92 %: Haley and others, Urban Institute
# 2020, of Medicaid and CHIP in 2018), and most keep it for years.
CHILDREN_COVERED = 0.92
SANCTIONS = 0.10  # of spells


def write(world: World, folder: Path) -> Written:
    """Write people with the head of their household, spells of benefit and sanctions."""
    rng = world.rng("benefits")
    persons = with_duplicates(_people(world, rng), TWICE, rng)
    key = keys(len(persons), "B", rng)
    since = np.maximum(FIRST, world.population.born[persons])
    entered = since + (rng.random(len(since)) ** 2 * (LAST - since)).astype(np.int64)
    entered = np.where(_newborn(world, persons), since + rng.integers(0, 90, len(since)), entered)
    entered = np.minimum(entered, LAST - 1)
    rows = write_down(world, persons, entered, source="benefits", habits=HABITS)
    head = _heads(world, persons, key)
    spells, sanctions = _spells(world, persons, key, entered, rng)
    spells = _joined(spells, _cover(world, persons, key, entered, len(spells["spell_id"])))
    files = (
        write_parquet(folder / "benefit_people.parquet", _people_table(rows, key, head, world)),
        write_parquet(folder / "benefit_spells.parquet", spells),
        write_parquet(folder / "benefit_sanctions.parquet", sanctions),
    )
    return Written(
        source="benefits",
        keys=key,
        persons=persons,
        events=len(spells["spell_id"]) + len(sanctions["sanction_id"]),
        files=files,
    )


def write_parquet(path: Path, columns: Columns) -> Path:
    """Write columns; day numbers (named ``*_on``) become dates, empty texts null."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrays = {name: _arrow(name, np.asarray(column)) for name, column in columns.items()}
    pq.write_table(pa.table(arrays), path, compression="zstd")
    return path


def _arrow(name: str, column: NDArray[Any]) -> Any:
    import pyarrow as pa

    if name.endswith("_on"):
        return pa.array(column.astype(np.int32), pa.date32(), mask=column <= UNKNOWN_DAY)
    if column.dtype == object:
        return pa.array([text or None for text in column.tolist()], pa.string())
    return pa.array(column)


def _people(world: World, rng: np.random.Generator) -> Days:
    population = world.population
    claims = rng.random(len(population.group)) < CLAIMANTS[population.poverty]
    everybody = np.arange(len(population))
    there = claims[population.family] & (
        (population.role == CHILD) | (rng.random(len(everybody)) < 0.9)
    )
    return rng.permutation(world.showcase_first(np.flatnonzero(there), everybody))


def _heads(world: World, persons: Days, key: Text) -> Text:
    """The key of the head of each person's household: the mother, or nobody."""
    row = np.full(len(world.population), -1, dtype=np.int64)
    row[persons[::-1]] = np.arange(len(persons))[::-1]
    mother = world.population.of_family(MOTHER)[world.population.family[persons]]
    found = row[mother]
    return np.where((found >= 0) & (found != np.arange(len(persons))), key[found], "")


def _newborn(world: World, persons: Days) -> NDArray[np.bool_]:
    """Babies whose cover begins at birth, as it does where the mother has it (42 CFR 435.117)."""
    baby = world.population.role[persons] == CHILD
    newborn: NDArray[np.bool_] = baby & (world.population.born[persons] >= FIRST)
    return newborn


def _people_table(rows: Rows, key: Text, head: Text, world: World) -> Columns:
    role = world.population.role[rows.person]
    tie = np.select([role == CHILD, role == FATHER], ["parent_of", "partner_of"], "relative_of")
    return {
        "person_id": key,
        "head_id": head,
        "head_is": np.where(head == "", "", tie).astype(object),
        "first_name": rows.given,
        "last_name": rows.family,
        "born_on": rows.born,
        "sex": rows.sex,
        "ssn": rows.id_number,
        "street": rows.street,
        "zip": rows.postcode,
        "town": rows.place,
        "phone": rows.phone,
        "email": rows.email,
        "entered_on": rows.day,
    }


def _spells(
    world: World, persons: Days, key: Text, entered: Days, rng: np.random.Generator
) -> tuple[Columns, Columns]:
    """Spells of adults with their starts and stops, and sanctions within them."""
    adults = np.flatnonzero(world.population.role[persons] != CHILD)
    row = np.repeat(adults, rng.poisson(1.0 + 0.8 * world.poverty(persons[adults])))
    start = entered[row] + (rng.random(len(row)) * (LAST - entered[row])).astype(np.int64)
    stop = start + rng.gamma(1.5, 320, size=len(row)).astype(np.int64) + 28
    ended = stop < LAST
    spells: dict[str, Any] = {
        "spell_id": numbered("S", (rng.permutation(len(row)) + 1).tolist()),
        "person_id": key[row],
        "programme": np.array(PROGRAMMES, dtype=object)[pick((0.4, 0.2, 0.2, 0.2), len(row), rng)],
        "monthly": np.round(rng.gamma(3.0, 120, size=len(row)), 2),
        "start_on": start,
        "stop_on": np.where(ended, stop, UNKNOWN_DAY),
        "known_on": np.minimum(start + rng.integers(0, 20, size=len(row)), LAST - 1),
    }
    punished = np.flatnonzero(rng.random(len(row)) < SANCTIONS)
    span = np.minimum(stop, LAST) - start
    day = start[punished] + (rng.random(len(punished)) * span[punished]).astype(np.int64)
    late = np.where(rng.random(len(day)) < 0.05, 200, 5)
    sanctions: dict[str, Any] = {
        "sanction_id": numbered("X", range(1, len(punished) + 1)),
        "person_id": key[row[punished]],
        "sanctioned_on": day,
        "weeks": rng.integers(2, 14, size=len(punished)),
        "known_on": np.minimum(day + late, LAST - 1),
    }
    return spells, sanctions


def _cover(world: World, persons: Days, key: Text, entered: Days, numbered_so_far: int) -> Columns:
    """Medical cover of the children, from their entry until they are 19 or it lapses."""
    rng = world.rng("medical cover")
    children = np.flatnonzero(world.population.role[persons] == CHILD)
    row = children[some(len(children), CHILDREN_COVERED, rng)]
    grown = world.population.born[persons[row]] + 19 * 365
    row, grown = row[grown > entered[row] + 28], grown[grown > entered[row] + 28]
    stop = np.minimum(grown, entered[row] + 180 + rng.gamma(2.0, 900, len(row)).astype(np.int64))
    return {
        "spell_id": numbered("S", range(numbered_so_far + 1, numbered_so_far + len(row) + 1)),
        "person_id": key[row],
        "programme": np.full(len(row), PROGRAMMES[MEDICAL_COVER], dtype=object),
        "monthly": np.round(rng.gamma(8.0, 28, size=len(row)), 2),
        "start_on": entered[row],
        "stop_on": np.where(stop < LAST, stop, UNKNOWN_DAY),
        "known_on": np.minimum(entered[row] + rng.integers(0, 20, size=len(row)), LAST - 1),
    }


def _joined(one: Columns, other: Columns) -> Columns:
    return {name: np.concatenate([one[name], other[name]]) for name in one}
