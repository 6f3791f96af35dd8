"""Who lived together on a day, as the joined records suggest it: nobody said so."""

from __future__ import annotations

from datetime import date

from alongside.genogram import LiveTogether
from alongside.timeline import Stay
from alongside.web.identity.lookup import living_among
from alongside.web.people.opening import Opening


def homes_on(opening: Opening, on: date, *, shielded: bool) -> tuple[LiveTogether, ...]:
    """The person's households of the day. A protected address has no name and shows nowhere."""
    stays = [stay for stay in opening.person.stays() if _there(stay, on)]
    own = {stay.household_id for stay in stays if stay.person_id in opening.own_ids}
    now = living_among({stay.person_id for stay in stays})
    found = []
    for household in sorted(own):
        together = [stay for stay in stays if stay.household_id == household]
        addresses = [stay.address for stay in together if stay.address]
        members = frozenset(str(now[stay.person_id]) for stay in together)
        label = "" if shielded or not addresses else addresses[0].split(",")[0]
        if len(members) > 1:
            found.append(LiveTogether(members=members, label=label, inferred=True))
    return tuple(found)


def _there(stay: Stay, on: date) -> bool:
    begun = stay.from_on is None or stay.from_on <= on
    return begun and (stay.until_on is None or stay.until_on > on)
