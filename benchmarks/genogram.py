"""How often drawn lines of families cross, and how long sixty people take to draw."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from datetime import date
from typing import Any

from alongside.genogram import Between, Family, Feeling, Member, ParentOf, draw_genogram
from tests.genogram.crossings import crossings, through_symbols
from tests.genogram.families import grow_family

FAMILIES, PEOPLE, RUNS = 50, 60, 20
Row = dict[str, Any]


def genogram() -> list[Row]:
    """Every one of these families can be drawn without a crossing, so each one is avoidable."""
    drawn = [draw_genogram(grow_family(seed)) for seed in range(FAMILIES)]
    crossed = sum(crossings(svg) + through_symbols(svg) for svg in drawn)
    return [
        _row("genogram.crossings", crossed, f"in {FAMILIES} families"),
        _row("genogram.ms", round(_milliseconds(_large()), 1), f"CPU ms, {PEOPLE} people"),
    ]


def _milliseconds(family: Family) -> float:
    times = []
    for _ in range(RUNS):
        begun = time.process_time()
        draw_genogram(family)
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


def _large() -> Family:
    """A family of three generations with as many children of its youngest as make it sixty."""
    family = max((grow_family(seed) for seed in range(300)), key=lambda one: len(one.members))
    parents = [one.id for one in family.members if one.id != family.centre]
    number = 0
    while len(family.members) < PEOPLE:
        child = Member(id=f"more{number}", name=f"Child {number}", born_on=date(2022, 1, 1))
        tie = ParentOf(one=parents[-1 - number % 6], other=child.id)
        family = replace(family, members=(*family.members, child), parents=(*family.parents, tie))
        number += 1
    kinds = list(Feeling)
    others = [one.id for one in family.members if one.id != family.centre]
    feelings = tuple(
        Between(one=family.centre, other=other, feeling=kinds[place % 3])
        for place, other in enumerate(others[::6])
    )
    return replace(family, feelings=feelings)


def _row(figure: str, value: float, what: str) -> Row:
    return {
        "figure": figure,
        "value": value,
        "unit": what,
        "peer": None,
        "peer_value": None,
        "command": "script/bench genogram",
    }
