"""Spark and DuckDB give the same numbers for the same tables, nulls and dates too."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from tests.spec.engines import needs
from tests.timeline.matrix.world import World, model, rows_of
from tests.timeline.matrix.worlds import every_feature

PEOPLE, EVENTS, SEED = 24, 900, 5


def town() -> World:
    """A small town with text and numbers missing here and there."""
    chance = random.Random(SEED)
    world = World()
    for of in range(1, PEOPLE + 1):
        world.record(f"cases:{of}", of, birth_on=chance.choice([None, date(2010, 2, 28)]))
        world.record(f"school:{of}", of, known=_day(chance)).link(f"cases:{of}", f"school:{of}")
        world.lives(of, f"h{of % 7}", _day(chance), chance.choice([None, "2021-12-01"]))
        world.tie(of, chance.randint(1, PEOPLE), chance.choice(["parent", "child", "sibling"]))
        world.event(f"r{of}", f"cases:{of}", "referral", _day(chance))
    for number in range(EVENTS):
        world.event(
            str(number),
            f"{chance.choice(['cases', 'school'])}:{chance.randint(1, PEOPLE)}",
            chance.choice(["visit", "move"]),
            _day(chance),
            value=chance.choice([None, -2.0, 0.1, 0.2, 1e6, chance.gauss(0, 1)]),
            detail=chance.choice([None, "", "x", "y", "NaN", "null", "Ägäis"]),
        )
    return world.event("end", "cases:1", "other", "2023-01-01")


def _day(chance: random.Random) -> str:
    return (date(2020, 1, 1) + timedelta(days=chance.randint(0, 700))).isoformat()


@pytest.mark.slow
def test_spark_gives_the_numbers_of_duckdb() -> None:
    needs("spark")
    file = model([*every_feature(), {"name": "age", "aggregate": "age"}])
    duck, spark = (rows_of(town(), file, engine=engine) for engine in ("duckdb", "spark"))
    assert len(duck) == PEOPLE
    for one, other in zip(duck, spark, strict=True):
        for name, value in one.items():
            if isinstance(value, float):
                assert other[name] == pytest.approx(value, rel=1e-9, abs=1e-9), name
            else:
                assert other[name] == value, name
