"""A family on a day: its members and the dated ties that somebody said are between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from alongside.genogram.errors import (
    born_before_parent,
    circle_of_parents,
    tied_to_herself,
    too_many_parents,
    unknown_member,
)


class Symbol(StrEnum):
    """How a member is drawn."""

    SQUARE = "square"  # male
    CIRCLE = "circle"  # female
    DIAMOND = "diamond"  # other, or nobody said


class Stage(StrEnum):
    """Whether a child was born."""

    BORN = "born"
    EXPECTED = "expected"
    LOST = "lost"  # before birth


class Kin(StrEnum):
    """How somebody is a parent."""

    BIRTH = "birth"
    ADOPTIVE = "adoptive"
    FOSTER = "foster"
    STEP = "step"  # told in words: the couple's line shows it


class Bond(StrEnum):
    """What two partners are to each other."""

    MARRIED = "married"
    TOGETHER = "together"
    SEPARATED = "separated"
    DIVORCED = "divorced"
    WIDOWED = "widowed"


class Feeling(StrEnum):
    """What is between two people, as somebody said."""

    CLOSE = "close"
    CONFLICT = "conflict"
    CUT_OFF = "cut_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person. ``about`` is a second line under the name; ``href`` makes the symbol a link."""

    id: str
    name: str = ""
    symbol: Symbol = Symbol.DIAMOND
    born_on: date | None = None  # or due on
    died_on: date | None = None
    stage: Stage = Stage.BORN
    about: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Something between two members, from when until when (half-open)."""

    one: str
    other: str
    from_on: date | None = None
    until_on: date | None = None

    def __post_init__(self) -> None:
        if self.one == self.other:
            raise tied_to_herself()

    def begun(self, on: date) -> bool:
        """Whether it had come about on that day."""
        return self.from_on is None or self.from_on <= on

    def ended(self, on: date) -> bool:
        """Whether it was over on that day."""
        return self.until_on is not None and self.until_on <= on


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentOf(Tie):
    """``one`` is a parent of ``other``."""

    kin: Kin = Kin.BIRTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners(Tie):
    """Two who are or were a couple; a later tie of the same two says what became of it."""

    bond: Bond = Bond.TOGETHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Between(Tie):
    """Close, in conflict, or cut off."""

    feeling: Feeling


@dataclass(frozen=True, slots=True, kw_only=True)
class Twins(Tie):
    """Born together."""

    identical: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveTogether:
    """Those who share a home on the day; ``inferred``: the records say so, nobody did."""

    members: frozenset[str]
    label: str = ""
    inferred: bool = False


@dataclass(frozen=True, kw_only=True)
class Family:
    """Members and ties. ``centre`` is the person whose record it is.

    Raises
    ------
    AlongsideError
        ``AL-N001`` when somebody descends from herself, ``AL-N002`` for a tie to nobody,
        ``AL-N004`` for a child older than a birth parent, ``AL-N005`` for a third one.
    """

    centre: str
    on: date
    members: tuple[Member, ...]
    parents: tuple[ParentOf, ...] = ()
    partners: tuple[Partners, ...] = ()
    feelings: tuple[Between, ...] = ()
    twins: tuple[Twins, ...] = ()
    homes: tuple[LiveTogether, ...] = ()

    def __post_init__(self) -> None:
        ties: tuple[Tie, ...] = (*self.parents, *self.partners, *self.feelings, *self.twins)
        known = set(self.by_id)
        homed = {one for home in self.homes for one in home.members}
        if not known >= {self.centre} | homed | {
            end for tie in ties for end in (tie.one, tie.other)
        }:
            raise unknown_member()
        check_parents(self.parents)
        for tie in self.parents:
            born = self.by_id[tie.one].born_on, self.by_id[tie.other].born_on
            check_born_first(*born, kin=tie.kin)

    @cached_property
    def by_id(self) -> dict[str, Member]:
        """Members by their id."""
        return {one.id: one for one in self.members}

    def standing(self) -> Family:
        """The family of its day: who was born, what had come about, what was not over.

        A couple is drawn also when it is over, because children come from it; its newest tie that
        had begun says what it was.
        """
        there = {one.id for one in self.members if _is_there(one, self)}
        homes = (replace(home, members=home.members & there) for home in self.homes)
        return Family(
            centre=self.centre,
            on=self.on,
            members=tuple(one for one in self.members if one.id in there),
            parents=_kept(self.parents, there, self.on),
            partners=_newest(_kept(self.partners, there, self.on, over=True), self.on),
            feelings=_kept(self.feelings, there, self.on),
            twins=_kept(self.twins, there, self.on),
            homes=tuple(home for home in homes if len(home.members) > 1),
        )


AnyTie = TypeVar("AnyTie", bound=Tie)


def check_parents(parents: Iterable[ParentOf]) -> None:
    """Refuse parentage that leads back to where it began, and a third birth parent."""
    above: dict[str, set[str]] = {}
    birth: dict[str, set[str]] = {}
    for tie in parents:
        above.setdefault(tie.other, set()).add(tie.one)
        if tie.kin is Kin.BIRTH:
            birth.setdefault(tie.other, set()).add(tie.one)
    if any(len(two) > 2 for two in birth.values()):
        raise too_many_parents()
    cleared: set[str] = set()
    for child in above:
        _climb(child, above, cleared, [])


def _climb(child: str, above: dict[str, set[str]], cleared: set[str], way: list[str]) -> None:
    if child in way:
        raise circle_of_parents()
    if child in cleared:
        return
    for parent in above.get(child, ()):
        _climb(parent, above, cleared, [*way, child])
    cleared.add(child)


def check_born_first(parent: date | None, child: date | None, *, kin: Kin) -> None:
    """Refuse a birth parent who was not born before the child, where both days are known."""
    if kin is Kin.BIRTH and parent and child and child <= parent:
        raise born_before_parent()


def _is_there(one: Member, family: Family) -> bool:
    if one.id == family.centre or one.born_on is None:
        return True
    return one.born_on <= family.on or one.stage is Stage.EXPECTED


def _kept(
    ties: Iterable[AnyTie], there: set[str], on: date, *, over: bool = False
) -> tuple[AnyTie, ...]:
    return tuple(
        tie
        for tie in ties
        if {tie.one, tie.other} <= there and tie.begun(on) and (over or not tie.ended(on))
    )


def _newest(ties: Iterable[Partners], on: date) -> tuple[Partners, ...]:
    newest: dict[frozenset[str], Partners] = {}
    for tie in sorted(ties, key=lambda one: one.from_on or date.min):
        newest[frozenset((tie.one, tie.other))] = tie
    return tuple(_as_it_is(tie, on) for tie in newest.values())


def _as_it_is(tie: Partners, on: date) -> Partners:
    """A couple that is over, of which nothing later was said, is apart."""
    if tie.ended(on) and tie.bond in (Bond.MARRIED, Bond.TOGETHER):
        return replace(tie, bond=Bond.SEPARATED)
    return tie
