"""A family as GEDCOM 7.0, so that other programs can read it (gedcom.io/specifications)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from alongside.genogram.family import Bond, Family, Kin, Member, Stage, Symbol
from alongside.genogram.unions import Kinship, read_kinship

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
SEX = {Symbol.SQUARE: "M", Symbol.CIRCLE: "F", Symbol.DIAMOND: "U"}
PEDIGREE = {Kin.BIRTH: "BIRTH", Kin.ADOPTIVE: "ADOPTED", Kin.FOSTER: "FOSTER"}


def write_gedcom(family: Family, *, sender: str) -> str:
    """The family of its day as a GEDCOM 7.0 file: what the drawing shows, and nothing else."""
    family = family.standing()
    kinship = read_kinship(family)
    lines = ["0 HEAD", "1 GEDC", "2 VERS 7.0", "1 SOUR ALONGSIDE", *_text(2, "NAME", "Alongside")]
    lines += [*_text(2, "CORP", sender), f"1 DATE {_day(family.on)}"]
    ids = {one.id: f"@I{number}@" for number, one in enumerate(family.members, 1)}
    families = _families(kinship)
    for one in family.members:
        lines += [f"0 {ids[one.id]} INDI", *_person(one, family), *_families_of(one, families)]
    for number, (parents, children) in enumerate(families, 1):
        lines += [f"0 @F{number}@ FAM", *_parents(parents, family, ids)]
        lines += [f"1 CHIL {ids[child]}" for child, _kin in children]
        lines += _couple(parents, family)
    return "\ufeff" + "\n".join([*lines, "0 TRLR"]) + "\n"


Group = tuple[tuple[str, ...], list[tuple[str, Kin]]]


def _families(kinship: Kinship) -> list[Group]:
    groups: list[Group] = []
    for union in kinship.unions:
        children = [(one, kinship.kin[one]) for one in union.children]
        children += [
            (one.child, one.kin) for one in kinship.further if one.parents == union.parents
        ]
        groups.append((union.parents, children))
    return groups


def _person(one: Member, family: Family) -> Iterable[str]:
    if one.name:
        yield from _text(1, "NAME", " ".join(one.name.replace("/", " ").split()))
    yield f"1 SEX {SEX[one.symbol]}"
    if one.stage is Stage.BORN and one.born_on:
        yield from ("1 BIRT", f"2 DATE {_day(one.born_on)}")
    if one.died_on and one.died_on <= family.on:
        yield from ("1 DEAT", f"2 DATE {_day(one.died_on)}")


def _families_of(one: Member, families: list[Group]) -> Iterable[str]:
    for number, (_parents_of, children) in enumerate(families, 1):
        for child, kin in children:
            if child == one.id:
                if kin is Kin.ADOPTIVE:
                    yield from ("1 ADOP", f"2 FAMC @F{number}@")
                yield from (f"1 FAMC @F{number}@", f"2 PEDI {PEDIGREE[kin]}")
    for number, (parents, _children) in enumerate(families, 1):
        if one.id in parents:
            yield f"1 FAMS @F{number}@"


def _parents(parents: tuple[str, ...], family: Family, ids: dict[str, str]) -> Iterable[str]:
    """The first in the place of the husband, unless she is a woman and the other is not."""
    order = sorted(parents, key=lambda one: family.by_id[one].symbol is Symbol.CIRCLE)
    if len(order) == 1:
        tag = "WIFE" if family.by_id[order[0]].symbol is Symbol.CIRCLE else "HUSB"
        return [f"1 {tag} {ids[order[0]]}"]
    return [f"1 HUSB {ids[order[0]]}", f"1 WIFE {ids[order[1]]}"]


def _couple(parents: tuple[str, ...], family: Family) -> Iterable[str]:
    ties = [tie for tie in family.partners if {tie.one, tie.other} == set(parents)]
    for tie in ties:
        if tie.bond is Bond.DIVORCED:
            yield from _event("DIV", tie.from_on)
        elif tie.bond in (Bond.MARRIED, Bond.WIDOWED):
            yield from _event("MARR", tie.from_on if tie.bond is Bond.MARRIED else None)
        elif tie.bond is Bond.SEPARATED:
            yield from ("1 EVEN", "2 TYPE Separated")
            if tie.from_on:
                yield f"2 DATE {_day(tie.from_on)}"


def _event(tag: str, on: date | None) -> Iterable[str]:
    """An event with its day, or only that it happened."""
    return [f"1 {tag}", f"2 DATE {_day(on)}"] if on else [f"1 {tag} Y"]


def _day(on: date) -> str:
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def _text(level: int, tag: str, value: str) -> list[str]:
    """A line of text; a leading @ is doubled, further lines are continued, controls left out."""
    kept = "".join(one for one in value if one == "\n" or one.isprintable())
    first, *more = kept.split("\n") or [""]
    lines = [f"{level} {tag} {_escaped(first)}".rstrip()]
    return lines + [f"{level + 1} CONT {_escaped(line)}".rstrip() for line in more]


def _escaped(line: str) -> str:
    return f"@{line}" if line.startswith("@") else line
