"""The GEDCOM file is what the standard asks for, and holds what is drawn and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from alongside.genogram import (
    Bond,
    Family,
    Kin,
    Member,
    ParentOf,
    Partners,
    Symbol,
    write_gedcom,
)
from tests.genogram.families import ON, grow_family

# Level D [Xref D] Tag [D LineVal], FamilySearch GEDCOM 7.0, chapter 1
LINE = re.compile(r"(0|[1-9]\d*) (?:@([A-Z0-9_]+)@ )?([A-Z][A-Z0-9_]*)(?: (.*))?")
DORA = Member(id="d", name="Dora", symbol=Symbol.CIRCLE, born_on=date(1994, 5, 1))
MAUD = Member(id="a", name="Maud", symbol=Symbol.CIRCLE, born_on=date(1991, 2, 2))
MILA = Member(id="m", name="Mila", symbol=Symbol.CIRCLE, born_on=date(2019, 3, 12))
FAMILY = Family(
    centre="m",
    on=ON,
    members=(DORA, MAUD, MILA),
    parents=(
        ParentOf(one="d", other="m", kin=Kin.ADOPTIVE),
        ParentOf(one="a", other="m", kin=Kin.ADOPTIVE),
    ),
    partners=(Partners(one="d", other="a", bond=Bond.MARRIED, from_on=date(2015, 6, 1)),),
)


def lines_of(family: Family) -> list[tuple[int, str, str, str]]:
    """Level, pointer, tag and value of every line; the grammar of the standard is asked."""
    text = write_gedcom(family, sender="Northmere")
    assert text.startswith("\ufeff0 HEAD\n1 GEDC\n2 VERS 7.0\n")
    assert text.endswith("0 TRLR\n")
    found = []
    for line in text.removeprefix("\ufeff").splitlines():
        match = LINE.fullmatch(line)
        assert match, line
        level, pointer, tag, value = match.groups()
        found.append((int(level), pointer or "", tag, value or ""))
    return found


def test_an_adopted_child_of_a_couple() -> None:
    lines = lines_of(FAMILY)
    assert [line[1:] for line in lines if line[0] == 0] == [
        ("", "HEAD", ""), ("I1", "INDI", ""), ("I2", "INDI", ""), ("I3", "INDI", ""),
        ("F1", "FAM", ""), ("", "TRLR", ""),
    ]  # fmt: skip
    text = write_gedcom(FAMILY, sender="Northmere")
    assert "1 NAME Mila\n1 SEX F\n1 BIRT\n2 DATE 12 MAR 2019" in text
    assert "1 ADOP\n2 FAMC @F1@\n1 FAMC @F1@\n2 PEDI ADOPTED" in text
    assert "1 CHIL @I3@\n1 MARR\n2 DATE 1 JUN 2015" in text


def test_a_divorce_and_a_death() -> None:
    family = replace(
        FAMILY,
        members=(DORA, replace(MAUD, died_on=date(2024, 2, 3)), MILA),
        partners=(Partners(one="d", other="a", bond=Bond.DIVORCED, from_on=date(2020, 1, 2)),),
    )
    text = write_gedcom(family, sender="Northmere")
    assert "1 DIV\n2 DATE 2 JAN 2020" in text
    assert "1 DEAT\n2 DATE 3 FEB 2024" in text
    assert "DEAT" not in write_gedcom(replace(family, on=date(2022, 1, 1)), sender="Northmere")


def test_a_name_cannot_add_a_line() -> None:
    for name in ("Mila\n0 @X@ INDI", "@I1@", "Mi/la/", "Mi\x00la", "عل\u202eي"):
        family = replace(FAMILY, members=(DORA, MAUD, replace(MILA, name=name)))
        lines = lines_of(family)
        assert sum(tag == "INDI" for _level, _pointer, tag, _value in lines) == 3
    at = write_gedcom(replace(FAMILY, members=(DORA, MAUD, replace(MILA, name="@I1@"))), sender="x")
    assert "1 NAME @@I1@" in at


@given(st.integers(0, 2000))
def test_every_pointer_leads_to_a_record_and_back(seed: int) -> None:
    lines = lines_of(grow_family(seed))
    records = {pointer for level, pointer, _tag, _value in lines if level == 0 and pointer}
    ties: set[tuple[str, str, str]] = set()
    at, before = "", 0
    for level, pointer, tag, value in lines:
        assert level <= before + 1
        before = level
        if level == 0:
            at = pointer
        elif value.startswith("@") and not value.startswith("@@"):
            assert value.strip("@") in records
            if level == 1:
                ties.add((at, tag, value.strip("@")))
    for one, tag, other in ties:
        back = {"CHIL": ("FAMC",), "FAMC": ("CHIL",), "HUSB": ("FAMS",), "WIFE": ("FAMS",),
                "FAMS": ("HUSB", "WIFE")}[tag]  # fmt: skip
        assert any((other, each, one) in ties for each in back), (one, tag, other)
