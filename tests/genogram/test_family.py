"""What a family can be, what it is on a day, and the same in words."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import AlongsideError
from alongside.genogram import (
    Between,
    Bond,
    Family,
    Feeling,
    Kin,
    LiveTogether,
    Member,
    ParentOf,
    Partners,
    Stage,
    Symbol,
    check_parents,
    draw_genogram,
    lay_out,
    tell_genogram,
)
from tests.genogram.families import ON, grow_family

DORA = Member(id="d", name="Dora", symbol=Symbol.CIRCLE, born_on=date(1994, 5, 1))
ARON = Member(
    id="a", name="Aron", symbol=Symbol.SQUARE, born_on=date(1991, 2, 2), died_on=date(2024, 8, 9)
)
MILA = Member(
    id="m", name="Mila", symbol=Symbol.CIRCLE, born_on=date(2019, 3, 12), href="/people/m/"
)
TEO = Member(id="t", name="Teo", born_on=date(2026, 9, 1), stage=Stage.EXPECTED)
MOTHER, FATHER = ParentOf(one="d", other="m"), ParentOf(one="a", other="m")


def family(*ties: ParentOf, on: date = ON, **more: object) -> Family:
    return Family(centre="m", on=on, members=(DORA, ARON, MILA, TEO), parents=ties, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "ties"),
    [
        ("AL-N001", (MOTHER, ParentOf(one="m", other="d", kin=Kin.ADOPTIVE))),
        ("AL-N002", (ParentOf(one="nobody", other="m"),)),
        ("AL-N004", (ParentOf(one="m", other="d"),)),
        ("AL-N005", (MOTHER, FATHER, ParentOf(one="t", other="m"))),
    ],
)
def test_what_no_family_is(code: str, ties: tuple[ParentOf, ...]) -> None:
    with pytest.raises(AlongsideError, match=code):
        family(*ties)


def test_nobody_is_her_own_mother() -> None:
    with pytest.raises(AlongsideError, match="AL-N003"):
        ParentOf(one="m", other="m")


def test_a_circle_of_three_generations_is_refused_and_names_nobody() -> None:
    ties = [ParentOf(one=one, other=two) for one, two in ("ab", "bc", "ca")]
    with pytest.raises(AlongsideError, match="AL-N001") as refused:
        check_parents(ties)
    assert "Dora" not in str(refused.value)


def test_a_couple_is_what_was_said_last_before_the_day() -> None:
    history = (
        Partners(one="d", other="a", bond=Bond.MARRIED, from_on=date(2017, 1, 1)),
        Partners(one="a", other="d", bond=Bond.SEPARATED, from_on=date(2022, 1, 1)),
        Partners(one="d", other="a", bond=Bond.DIVORCED, from_on=date(2023, 1, 1)),
    )
    said = {
        year: tell_genogram(family(MOTHER, FATHER, on=date(year, 6, 1), partners=history))[0].says
        for year in (2020, 2022, 2025)
    }
    assert said == {
        2020: "Dora and Aron are married, since 2017-01-01.",
        2022: "Aron and Dora are separated, since 2022-01-01.",
        2025: "Dora and Aron are divorced, since 2023-01-01.",
    }


def test_before_her_birth_a_child_is_in_no_picture() -> None:
    grown = family(MOTHER, on=date(2018, 1, 1))
    alone = Family(centre="d", on=grown.on, members=grown.members, parents=grown.parents)
    assert {one for row in lay_out(alone).rows for one in row} == {"d", "a", "t"}


def test_a_child_to_come_is_a_triangle_without_an_age() -> None:
    svg = draw_genogram(family(MOTHER, ParentOf(one="d", other="t")))
    assert "not born yet" in svg
    assert svg.count("<polygon") == 1


def test_who_died_has_a_cross_and_the_age_at_death() -> None:
    svg = draw_genogram(family(MOTHER, FATHER))
    assert svg.count('class="g-cross"') == 2
    assert "Aron, died 2024-08-09, 33" in svg
    before = draw_genogram(family(MOTHER, FATHER, on=date(2024, 1, 1)))
    assert "g-cross" not in before


def test_the_record_s_person_has_a_double_edge() -> None:
    svg = draw_genogram(family(MOTHER))
    assert svg.count('<circle class="g-symbol"') == 3  # Dora once, Mila twice


def test_every_line_has_a_sentence() -> None:
    told = tell_genogram(
        family(
            MOTHER,
            ParentOf(one="a", other="m", kin=Kin.FOSTER, from_on=date(2021, 1, 5)),
            partners=(Partners(one="d", other="a", bond=Bond.SEPARATED),),
            feelings=(
                Between(one="d", other="m", feeling=Feeling.CLOSE),
                Between(one="d", other="a", feeling=Feeling.CONFLICT),
            ),
            homes=(LiveTogether(members=frozenset("dm"), label="Weir Court"),),
        )
    )
    assert {one.says for one in told} == {
        "Dora and Aron are separated.",
        "Dora is the mother of Mila.",
        "Aron is the foster father of Mila, since 2021-01-05.",
        "Dora and Mila are close.",
        "There is conflict between Dora and Aron.",
        "Dora and Mila live together: Weir Court.",
    }


def test_a_father_nobody_knows_is_a_question_mark() -> None:
    unknown = Member(id="u", symbol=Symbol.SQUARE)
    known = Family(
        centre="m",
        on=ON,
        members=(DORA, MILA, unknown),
        parents=(MOTHER, ParentOf(one="u", other="m")),
    )
    assert ">?</text>" in draw_genogram(known)
    assert "Somebody whose name is not known is the father of Mila." in {
        one.says for one in tell_genogram(known)
    }


NAMES = ["<script>alert(1)</script>", "=1+1", 'a"onload="x', "علي الحسن", "👩‍👧 Mila", "x" * 300]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_text_whatever_is_in_it(name: str) -> None:
    strange = Member(id="m", name=name, href="/people/m/")
    svg = draw_genogram(Family(centre="m", on=ON, members=(strange,)))
    root = ElementTree.fromstring(svg)
    assert not [one for one in root.iter() if one.tag.endswith("script") or "onload" in one.attrib]
    assert "style=" not in svg
    link = next(one for one in root.iter() if one.tag.endswith("}a"))
    assert link[0].tag.endswith("title")
    assert link[0].text == name


def test_the_lines_are_an_image_and_the_people_are_links_outside_it() -> None:
    root = ElementTree.fromstring(draw_genogram(family(MOTHER)))
    image = next(one for one in root if one.attrib.get("role") == "img")
    assert image.attrib["aria-label"].startswith("Genogram of Mila with 4 people")
    assert not [one for one in image.iter() if one.tag.endswith("}a")]


@given(st.integers(0, 10_000))
def test_everybody_has_a_place_of_their_own_and_brothers_and_sisters_one_row(seed: int) -> None:
    grown = grow_family(seed)
    layout = lay_out(grown)
    standing = sorted(layout.places.values(), key=lambda one: (one.row, one.x))
    assert len(standing) == len(grown.members)
    for left, right in pairwise(standing):
        assert left.row != right.row or right.x - left.x >= 60
    for union in layout.kinship.unions:
        assert len({layout.places[one].row for one in union.children}) <= 1


def test_who_joins_no_other_family_stands_by_age() -> None:
    for seed in range(50):
        layout = lay_out(grow_family(seed))
        centre = layout.family.centre
        sisters = next(one.children for one in layout.kinship.unions if centre in one.children)
        row = [one for one in layout.rows[2] if one in sisters]
        assert row == sorted(row, key=layout.kinship.age_order.__getitem__)
