"""The same family in words: a sentence for every line of the picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from alongside.genogram.family import (
    Between,
    Bond,
    Family,
    Feeling,
    Kin,
    Member,
    ParentOf,
    Partners,
    Stage,
    Symbol,
    Tie,
)
from alongside.genogram.labels import age_on, has_died

Translate = Callable[[str], str]

PARENTS = {
    (Kin.BIRTH, Symbol.CIRCLE): "%(one)s is the mother of %(other)s",
    (Kin.BIRTH, Symbol.SQUARE): "%(one)s is the father of %(other)s",
    (Kin.BIRTH, Symbol.DIAMOND): "%(one)s is a parent of %(other)s",
    (Kin.ADOPTIVE, Symbol.CIRCLE): "%(one)s is the adoptive mother of %(other)s",
    (Kin.ADOPTIVE, Symbol.SQUARE): "%(one)s is the adoptive father of %(other)s",
    (Kin.ADOPTIVE, Symbol.DIAMOND): "%(one)s adopted %(other)s",
    (Kin.FOSTER, Symbol.CIRCLE): "%(one)s is the foster mother of %(other)s",
    (Kin.FOSTER, Symbol.SQUARE): "%(one)s is the foster father of %(other)s",
    (Kin.FOSTER, Symbol.DIAMOND): "%(one)s fosters %(other)s",
    (Kin.STEP, Symbol.CIRCLE): "%(one)s is the stepmother of %(other)s",
    (Kin.STEP, Symbol.SQUARE): "%(one)s is the stepfather of %(other)s",
    (Kin.STEP, Symbol.DIAMOND): "%(one)s is a step-parent of %(other)s",
}
COUPLES = {
    Bond.MARRIED: "%(one)s and %(other)s are married",
    Bond.TOGETHER: "%(one)s and %(other)s are a couple",
    Bond.SEPARATED: "%(one)s and %(other)s are separated",
    Bond.DIVORCED: "%(one)s and %(other)s are divorced",
    Bond.WIDOWED: "%(one)s and %(other)s were married until one of them died",
}
FEELINGS = {
    Feeling.CLOSE: "%(one)s and %(other)s are close",
    Feeling.CONFLICT: "There is conflict between %(one)s and %(other)s",
    Feeling.CUT_OFF: "%(one)s and %(other)s have broken off contact",
}
TWINS, IDENTICAL = "%(one)s and %(other)s are twins", "%(one)s and %(other)s are identical twins"
TOGETHER, AT = "%(names)s live together", "%(names)s live together: %(where)s"
SINCE = "%(said)s, since %(day)s"
UNKNOWN = "somebody whose name is not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What one tie says, and the tie itself (``None`` for a household)."""

    says: str
    tie: Tie | None = None


def as_is(text: str) -> str:
    """English, as the templates stand."""
    return text


def tell_genogram(
    family: Family,
    *,
    translate: Translate = as_is,
    say_day: Callable[[date], str] = date.isoformat,
) -> list[Sentence]:
    """Every tie of the family of its day, parents first, in the order of age."""
    family = family.standing()
    age = {one.id: (one.born_on or date.max, number) for number, one in enumerate(family.members)}
    teller = _Teller(family, translate, say_day)
    ties: tuple[Tie, ...] = (
        *sorted(family.partners, key=lambda tie: age[tie.one]),
        *sorted(family.parents, key=lambda tie: (age[tie.one], age[tie.other])),
        *family.twins,
        *family.feelings,
    )
    return [Sentence(says=teller.tie(tie), tie=tie) for tie in ties] + teller.homes()


class _Teller:
    def __init__(
        self, family: Family, translate: Translate, say_day: Callable[[date], str]
    ) -> None:
        self.family, self.translate, self.say_day = family, translate, say_day

    def tie(self, tie: Tie) -> str:
        names = {"one": self.name(tie.one), "other": self.name(tie.other)}
        said = self.translate(self._template(tie)) % names
        dated = isinstance(tie, Partners | Between) or (
            isinstance(tie, ParentOf) and tie.kin is not Kin.BIRTH
        )
        if dated and tie.from_on:
            said = self.translate(SINCE) % {"said": said, "day": self.say_day(tie.from_on)}
        return said[:1].upper() + said[1:] + "."

    def _template(self, tie: Tie) -> str:
        if isinstance(tie, ParentOf):
            return PARENTS[tie.kin, self.family.by_id[tie.one].symbol]
        if isinstance(tie, Partners):
            return COUPLES[tie.bond]
        if isinstance(tie, Between):
            return FEELINGS[tie.feeling]
        return IDENTICAL if getattr(tie, "identical", False) else TWINS

    def homes(self) -> list[Sentence]:
        found = []
        for home in self.family.homes:
            names = self.joined([one.id for one in self.family.members if one.id in home.members])
            template = self.translate(AT if home.label else TOGETHER)
            said = template % {"names": names, "where": home.label}
            found.append(Sentence(says=f"{said}."))
        return found

    def name(self, one: str) -> str:
        return self.family.by_id[one].name or self.translate(UNKNOWN)

    def joined(self, ids: list[str]) -> str:
        names = [self.name(one) for one in ids]
        if len(names) < 2:
            return "".join(names)
        return self.translate("%(some)s and %(last)s") % {
            "some": ", ".join(names[:-1]),
            "last": names[-1],
        }


def person_words(
    member: Member,
    on: date,
    *,
    translate: Translate = as_is,
    say_day: Callable[[date], str] = date.isoformat,
) -> str:
    """Who a symbol stands for: name, age, and whether she died or is to be born."""
    parts = [member.name or translate("Name not known")]
    age = age_on(member, on)
    if has_died(member, on) and member.died_on:
        parts.append(translate("died %(day)s") % {"day": say_day(member.died_on)})
    if age is not None:
        parts.append(str(age))
    if member.stage is Stage.EXPECTED:
        parts.append(translate("not born yet"))
    if member.stage is Stage.LOST:
        parts.append(translate("lost before birth"))
    if member.about:
        parts.append(member.about)
    return ", ".join(parts)
