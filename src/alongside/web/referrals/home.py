"""Who else lives at home, read from the joined records: offered, never added by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.timeline import Stay
from alongside.web.people.family import tie_words
from alongside.web.people.opening import Opening
from alongside.web.people.words import age_words

ADULT = 18
PART_OF_TIE = {
    "parent": "parent",
    "sibling": "sibling",
    "carer": "carer",
    "guardian": "carer",
    "partner": "partner",
    "spouse": "partner",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHome:
    """Somebody who lives with a person today, and the part that the records suggest."""

    person_id: UUID
    name: str
    about: str  # what they are to the person, and their age
    part: str


def people_at_home(opening: Opening) -> tuple[AtHome, ...]:
    """Everybody who shares a household with the person on the agency's day, the oldest last."""
    on, own = opening.today, opening.own_ids
    stays = [stay for stay in opening.person.stays() if _now(stay, on)]
    homes = {stay.household_id for stay in stays if stay.person_id in own}
    ties = {tie.other_id: tie.kind.removesuffix("_of") for tie in opening.person.ties()}
    found: dict[UUID, AtHome] = {}
    for stay in stays:
        if stay.household_id in homes and stay.person_id not in own:
            found.setdefault(stay.person_id, _at_home(stay, ties.get(stay.person_id, ""), on))
    return tuple(found.values())


def _now(stay: Stay, on: date) -> bool:
    begun = stay.from_on is None or stay.from_on <= on
    return begun and (stay.until_on is None or stay.until_on > on)


def _at_home(stay: Stay, tie: str, on: date) -> AtHome:
    said = [tie_words(tie)] if tie else []
    if stay.birth_on:
        said.append(age_words(stay.birth_on, on))
    return AtHome(
        person_id=stay.person_id,
        name=stay.name or _("Name not known"),
        about=", ".join(said),
        part=_part(tie, stay.birth_on, on),
    )


def _part(tie: str, birth_on: date | None, on: date) -> str:
    """The part that a tie suggests; without one, a child at home is a brother or sister."""
    if tie in PART_OF_TIE:
        return PART_OF_TIE[tie]
    years = (on - birth_on).days // 365 if birth_on else ADULT
    return "sibling" if years < ADULT and not tie else "other"
