"""No line of descent crosses another, and none runs through somebody it is not about."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.genogram import (
    Bond,
    Family,
    Kin,
    Member,
    ParentOf,
    Partners,
    Symbol,
    Twins,
    draw_genogram,
    lay_out,
)
from tests.genogram.crossings import Segment, crossings, segments_of, through_symbols
from tests.genogram.families import ON, grow_family

FAMILIES = 50


@pytest.mark.parametrize("seed", range(FAMILIES))
def test_three_generations_with_half_siblings_and_second_marriages(seed: int) -> None:
    svg = draw_genogram(grow_family(seed))
    assert (crossings(svg), through_symbols(svg)) == (0, 0)


def test_the_families_are_what_they_are_said_to_be() -> None:
    families = [grow_family(seed) for seed in range(FAMILIES)]
    partners = [
        max(
            sum(one.id in (tie.one, tie.other) for tie in family.partners) for one in family.members
        )
        for family in families
    ]
    assert sum(count >= 2 for count in partners) >= 25  # second marriages
    assert sum(count >= 3 for count in partners) >= 5
    assert all(len(lay_out(family).rows) == 3 for family in families)
    assert sum(bool(family.twins) for family in families) >= 3


def test_the_counter_sees_two_lines_that_cross() -> None:
    cross = (
        '<path class="g-line g-plain" d="M0 50L100 50" data-union="0"/>'
        '<path class="g-line g-plain" d="M50 0L50 100" data-union="1"/>'
    )
    assert segments_of(cross)[0] == Segment(0, 50, 100, 50, 0)
    assert crossings(cross) == 1
    assert crossings(cross.replace('data-union="1"', 'data-union="0"')) == 0


def _people(*names: str, year: int = 1980) -> tuple[Member, ...]:
    return tuple(
        Member(id=one, name=one, symbol=Symbol.CIRCLE, born_on=date(year + number, 1, 1))
        for number, one in enumerate(names)
    )


def _children(*pairs: tuple[str, str]) -> tuple[ParentOf, ...]:
    return tuple(ParentOf(one=one, other=other) for one, other in pairs)


def test_a_person_with_three_partners_and_children_with_each() -> None:
    adults = (*_people("Ilona", year=1940), *_people("Dora", "Aron", "Ben", "Cem", year=1970))
    kids = _people("Mila", "Teo", "Zoe", year=2005)
    family = Family(
        centre="Dora",
        on=ON,
        members=(*adults, *kids),
        parents=_children(
            ("Ilona", "Dora"),
            ("Dora", "Mila"), ("Aron", "Mila"),
            ("Dora", "Teo"), ("Ben", "Teo"),
            ("Dora", "Zoe"), ("Cem", "Zoe"),
        ),
        partners=tuple(Partners(one="Dora", other=one) for one in ("Aron", "Ben", "Cem")),
    )  # fmt: skip
    assert crossings(draw_genogram(family)) == 0


def test_partners_with_parents_of_their_own_on_both_sides() -> None:
    members = (
        _people("Oma", "Opa", "Nan", "Pop", year=1940)
        + _people("Dora", "Aron", "Bela", year=1970)
        + _people("Mila", year=2010)
    )
    family = Family(
        centre="Mila",
        on=ON,
        members=members,
        parents=_children(
            ("Oma", "Dora"), ("Opa", "Dora"), ("Oma", "Bela"), ("Opa", "Bela"),
            ("Nan", "Aron"), ("Pop", "Aron"), ("Dora", "Mila"), ("Aron", "Mila"),
        ),
        partners=(Partners(one="Dora", other="Aron", bond=Bond.MARRIED),),
    )  # fmt: skip
    rows = lay_out(family).rows
    assert [len(row) for row in rows] == [4, 3, 1]
    together = [{rows[1][0], rows[1][1]}, {rows[1][1], rows[1][2]}]
    assert {"Dora", "Aron"} in together
    assert crossings(draw_genogram(family)) == 0


def test_twins_hang_from_one_point() -> None:
    members = _people("Dora", year=1980) + _people("Mila", "Teo", "Zoe", year=2010)
    family = Family(
        centre="Mila",
        on=ON,
        members=members,
        parents=_children(("Dora", "Mila"), ("Dora", "Teo"), ("Dora", "Zoe")),
        twins=(Twins(one="Mila", other="Teo"),),
    )
    tilted = [
        one
        for one in segments_of(draw_genogram(family))
        if abs(one.x1 - one.x2) > 1 and one.y1 != one.y2
    ]
    assert len(tilted) == 2
    assert tilted[0][:2] == tilted[1][:2]


def test_an_adopted_child_keeps_both_families() -> None:
    members = _people("Dora", "Ilona", "Maud", year=1975) + _people("Mila", year=2015)
    family = Family(
        centre="Mila",
        on=ON,
        members=members,
        parents=(
            ParentOf(one="Dora", other="Mila"),
            ParentOf(one="Ilona", other="Mila", kin=Kin.ADOPTIVE),
            ParentOf(one="Maud", other="Mila", kin=Kin.ADOPTIVE),
        ),
        partners=(Partners(one="Ilona", other="Maud", bond=Bond.MARRIED),),
    )
    svg = draw_genogram(family)
    assert lay_out(family).rows[1] == ("Mila",)
    assert svg.count("g-adoptive") >= 1
    assert crossings(svg) == 0


def test_cousins_who_marry_are_drawn_too() -> None:
    members = (
        _people("Oma", year=1940)
        + _people("Dora", "Bela", year=1965)
        + _people("Mila", "Teo", year=1990)
        + _people("Zoe", year=2015)
    )
    family = Family(
        centre="Zoe",
        on=ON,
        members=members,
        parents=_children(
            ("Oma", "Dora"), ("Oma", "Bela"), ("Dora", "Mila"), ("Bela", "Teo"),
            ("Mila", "Zoe"), ("Teo", "Zoe"),
        ),
        partners=(Partners(one="Mila", other="Teo"),),
    )  # fmt: skip
    layout = lay_out(family)
    assert sorted(one for row in layout.rows for one in row) == sorted(one.id for one in members)
    assert [len(row) for row in layout.rows] == [1, 2, 2, 1]
