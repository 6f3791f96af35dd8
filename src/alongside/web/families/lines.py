"""A family in words: who is who to whom, since when, who says so, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.genogram.words import AT, TOGETHER
from alongside.web.families.reading import Drawn, FamilyRead
from alongside.web.people.family import tie_words
from alongside.web.people.wordings import Wordings
from alongside.web.people.words import DateWords

AHEAD, NOW, OVER = 2, 0, 1  # the order of the table


@dataclass(frozen=True, slots=True, kw_only=True)
class TieLine:
    """One relationship. ``change`` is an address, empty where nothing can be done."""

    says: str
    when: str
    who_says: str
    note: str = ""
    over: bool = False
    inferred: bool = False  # the records suggest it; nobody said so
    change: str = ""


def tie_lines(
    read: FamilyRead, *, on: date, say: DateWords, words: Wordings, change: str = ""
) -> list[TieLine]:
    """Those that held on the day first, then those that were over; homes last."""
    teller = _Teller(read, on, say, words, change)
    begun = [tie for tie in read.ties if tie.from_on is None or tie.from_on <= on]
    begun.sort(key=teller.is_over)
    return [*(teller.line(tie) for tie in begun), *teller.homes()]


def contradicting_lines(
    read: FamilyRead, *, on: date, say: DateWords, words: Wordings
) -> list[TieLine]:
    """What was said and cannot be drawn beside the rest."""
    teller = _Teller(read, on, say, words, "")
    return [teller.line(tie) for tie in read.contradicting]


class _Teller:
    def __init__(
        self, read: FamilyRead, on: date, say: DateWords, words: Wordings, change: str
    ) -> None:
        self.read, self.on, self.say, self.words, self.change = read, on, say, words, change

    def is_over(self, tie: Drawn) -> bool:
        return tie.until_on is not None and tie.until_on <= self.on

    def line(self, tie: Drawn) -> TieLine:
        until = tie.until_on if self.is_over(tie) else None
        key = tie.said.row.key if tie.said and tie.said.ending is None else None
        return TieLine(
            says=f"{self.sentence(tie)}.",
            when=_capital(self.say.span(tie.from_on, until)) if tie.from_on or until else "",
            who_says=self.who_says(tie),
            note=tie.said.row.note if tie.said else "",
            over=self.is_over(tie),
            change=self.change.format(key=key) if self.change and key else "",
        )

    def sentence(self, tie: Drawn) -> str:
        one, other = self.name(tie.one), self.name(tie.other)
        if tie.kind is not None:
            return _capital(tie.kind.sentence(one, other))
        return _("%(one)s: %(what)s of %(other)s") % {
            "one": _capital(one),
            "what": tie_words(tie.called),
            "other": other,
        }

    def who_says(self, tie: Drawn) -> str:
        if tie.said is None:
            return self.words.source(tie.source)
        row = tie.said.row
        written = f"{row.by.name}, {self.say.day(self.say.local(row.at))}"
        if not row.told_by:
            return written
        return _("%(who)s, written down by %(worker)s") % {"who": row.told_by, "worker": written}

    def name(self, one: UUID) -> str:
        return self.read.names.get(one) or _("somebody whose name is not known")

    def homes(self) -> Iterable[TieLine]:
        for home in self.read.family.standing().homes:
            names = [self.name(UUID(one.id)) for one in self.read.family.members
                     if one.id in home.members]  # fmt: skip
            joined = _("%(some)s and %(last)s") % {
                "some": ", ".join(names[:-1]),
                "last": names[-1],
            }
            template = _(AT) if home.label else _(TOGETHER)
            says = template % {"names": joined, "where": home.label}
            yield TieLine(
                says=f"{says}.",
                when="",
                who_says=_("Computed from addresses in the joined records"),
                inferred=True,
            )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
