"""What people can be to each other: how it is said, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from alongside.genogram import Bond, Feeling, Kin, Symbol


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of relationship; ``says`` names both, the first is ``one``.

    ``symbol`` is what the sentence tells about the first of the two.
    """

    name: str
    says: object  # translated when it is read
    kin: Kin | None = None
    bond: Bond | None = None
    feeling: Feeling | None = None
    symbol: Symbol | None = None

    @property
    def both_ways(self) -> bool:
        """Whether it says the same of either."""
        return self.kin is None

    def sentence(self, one: str, other: str) -> str:
        """*Dora is the mother of Mila*."""
        return str(self.says) % {"one": one, "other": other}


_PARENTS = (
    Kind(name="mother", says=_("%(one)s is the mother of %(other)s"), kin=Kin.BIRTH,
         symbol=Symbol.CIRCLE),
    Kind(name="father", says=_("%(one)s is the father of %(other)s"), kin=Kin.BIRTH,
         symbol=Symbol.SQUARE),
    Kind(name="parent", says=_("%(one)s is a parent of %(other)s"), kin=Kin.BIRTH),
    Kind(name="step_parent", says=_("%(one)s is a step-parent of %(other)s"), kin=Kin.STEP),
    Kind(name="adoptive_parent", says=_("%(one)s adopted %(other)s"), kin=Kin.ADOPTIVE),
    Kind(name="foster_parent", says=_("%(one)s fosters %(other)s"), kin=Kin.FOSTER),
)  # fmt: skip
_COUPLES = (
    Kind(name="married", says=_("%(one)s and %(other)s are married"), bond=Bond.MARRIED),
    Kind(name="together", says=_("%(one)s and %(other)s are a couple"), bond=Bond.TOGETHER),
    Kind(name="separated", says=_("%(one)s and %(other)s are separated"), bond=Bond.SEPARATED),
    Kind(name="divorced", says=_("%(one)s and %(other)s are divorced"), bond=Bond.DIVORCED),
    Kind(name="widowed", says=_("%(one)s and %(other)s were married until one of them died"),
         bond=Bond.WIDOWED),
)  # fmt: skip
_BETWEEN = (
    Kind(name="close", says=_("%(one)s and %(other)s are close"), feeling=Feeling.CLOSE),
    Kind(name="conflict", says=_("There is conflict between %(one)s and %(other)s"),
         feeling=Feeling.CONFLICT),
    Kind(name="cut_off", says=_("%(one)s and %(other)s have broken off contact"),
         feeling=Feeling.CUT_OFF),
    Kind(name="twins", says=_("%(one)s and %(other)s are twins")),
)  # fmt: skip

KINDS: dict[str, Kind] = {kind.name: kind for kind in (*_PARENTS, *_COUPLES, *_BETWEEN)}

# what sources call a relationship, read from one person's side: the other is the ...
OF_SOURCES: dict[str, tuple[str, bool]] = {  # kind, whether the other comes first
    "parent": ("parent", True),
    "mother": ("mother", True),
    "father": ("father", True),
    "child": ("parent", False),
    "partner": ("together", True),
    "spouse": ("married", True),
}
