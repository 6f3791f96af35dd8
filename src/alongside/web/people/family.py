"""Household and relationships over time, as lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.timeline import Stay, Tie
from alongside.web.people.opening import Opening
from alongside.web.people.picture import Moment
from alongside.web.people.wordings import Wordings
from alongside.web.people.words import DateWords, age_words

HOME_LANE = "Home"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Somebody beside the person: ``person_id`` makes the link to their page."""

    person_id: UUID
    name: str
    about: str  # age, what they are, since when


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A household that the person belonged to."""

    where: str
    when: str
    is_past: bool
    others: tuple[Relative, ...]


def read_homes(
    opening: Opening, stays: list[Stay], say: DateWords, *, shielded: bool
) -> list[Home]:
    """The person's households, the present one first, with who shared the time."""
    own = _own(opening, stays)
    return [
        Home(
            where=_place(stay, shielded=shielded),
            when=say.span(stay.from_on, _known_end(stay.until_on, opening.as_of_on)),
            is_past=_known_end(stay.until_on, opening.as_of_on) is not None,
            others=tuple(_others(stay, stays, opening, say)),
        )
        for stay in own
    ]


def read_ties(opening: Opening, say: DateWords, words: Wordings) -> list[Relative]:
    """Declared relationships, each with what the other is to the person and who says so."""
    return [_relative_of(tie, opening, say, words) for tie in opening.person.ties()]


def home_moments(
    opening: Opening, stays: list[Stay], say: DateWords, *, shielded: bool
) -> list[Moment]:
    """The person's own stays, for the picture."""
    moments = []
    for stay in _own(opening, stays):
        if stay.from_on is None:
            continue
        where = _place(stay, shielded=shielded)
        until = _known_end(stay.until_on, opening.as_of_on)
        moments.append(
            Moment(
                lane=HOME_LANE,
                label=where.split(",")[0],
                on=stay.from_on,
                until=until,
                is_span=True,
                said=f"{where}, {say.span(stay.from_on, until)}",
            )
        )
    return moments


def _own(opening: Opening, stays: Iterable[Stay]) -> list[Stay]:
    ids = opening.own_ids
    begun = [stay for stay in stays if stay.from_on is None or stay.from_on <= opening.as_of_on]
    return [stay for stay in begun if stay.person_id in ids]


def _others(
    own: Stay, stays: Iterable[Stay], opening: Opening, say: DateWords
) -> Iterable[Relative]:
    ids = opening.own_ids
    for stay in stays:
        if stay.household_id != own.household_id or stay.person_id in ids:
            continue
        if _overlap(own, stay):
            age = age_words(stay.birth_on, opening.as_of_on)
            until = _known_end(stay.until_on, opening.as_of_on)
            about = f"{age}. {_capital(say.span(stay.from_on, until))}"
            yield Relative(
                person_id=stay.person_id, name=stay.name or _("Name not known"), about=about
            )


def _relative_of(tie: Tie, opening: Opening, say: DateWords, words: Wordings) -> Relative:
    parts = [_capital(tie_words(tie.kind)), age_words(tie.birth_on, opening.as_of_on)]
    if tie.from_on or tie.until_on:
        parts.append(say.span(tie.from_on, _known_end(tie.until_on, opening.as_of_on)))
    about = f"{', '.join(parts)}. {words.source(tie.source)}"
    return Relative(person_id=tie.other_id, name=tie.name or _("Name not known"), about=about)


_TIES = {
    "parent": gettext_lazy("parent"),
    "child": gettext_lazy("child"),
    "partner": gettext_lazy("partner"),
    "sibling": gettext_lazy("brother or sister"),
    "carer": gettext_lazy("carer"),
    "cared_for": gettext_lazy("cared for by them"),
    "grandparent": gettext_lazy("grandparent"),
    "grandchild": gettext_lazy("grandchild"),
    "guardian": gettext_lazy("guardian"),
    "spouse": gettext_lazy("husband or wife"),
}


def tie_words(kind: str) -> str:
    """What somebody is to the person."""
    plain = kind.removesuffix("_of")
    return str(_TIES.get(plain) or plain.replace("_", " "))


def _place(stay: Stay, *, shielded: bool) -> str:
    if shielded:
        return _("Address protected")
    return stay.address or _("Shared household")


def _known_end(until_on: date | None, as_of_on: date) -> date | None:
    """An end that lies after the as-of day had not come yet."""
    return until_on if until_on is not None and until_on <= as_of_on else None


def _overlap(one: Stay, other: Stay) -> bool:
    starts_before_end = (
        other.from_on is None or one.until_on is None or other.from_on < one.until_on
    )
    ends_after_start = other.until_on is None or one.from_on is None or other.until_on > one.from_on
    return starts_before_end and ends_after_start


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
