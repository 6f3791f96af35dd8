"""A search, as the page shows it: recorded first, then run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.governance import Entry
from alongside.privacy import Verb, check_can
from alongside.timeline import read_query
from alongside.web.agency import current_agency
from alongside.web.identity.search import Found, find_people
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.people.asking import Asking
from alongside.web.people.words import DateWords, age_words

SHOWN = 20
MOST_LETTERS = 200


class FoundLine(NamedTuple):
    """One person of the list."""

    person_id: UUID
    name: str
    other_names: str
    about: str  # age, birth date
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What was asked and what was found; ``count`` is the sentence that is read out."""

    asked: str
    people: list[FoundLine]
    count: str
    has_more: bool = False


def find_for_page(asking: Asking, text: str) -> Results:
    """Search for a worker. The ledger keeps that a search was made, never what was asked.

    Raises
    ------
    AccessDenied
        When she may not search.
    """
    check_can(asking.worker, Verb.SEARCH_PEOPLE, purpose=asking.purpose)
    text = text.replace("\x00", "").strip()[:MOST_LETTERS]
    query = read_query(text, day_first=_day_first())
    if not query.words and query.birth_on is None:
        return Results(asked=text, people=[], count="")
    _record(asking)
    found = find_people(query, asking.worker, limit=SHOWN + 1)
    say = DateWords(asking.today, current_agency().file.zone)
    people = [_line(one, say, asking.today) for one in found[:SHOWN]]
    return Results(asked=text, people=people, count=_count(len(found)), has_more=len(found) > SHOWN)


def _record(asking: Asking) -> None:
    DatabaseLedger().write(
        Entry(
            at=asking.now,
            worker_id=asking.worker.id,
            verb=Verb.SEARCH_PEOPLE.value,
            object_kind="search",
            object_id="people",
            purpose=asking.purpose,
            as_of=asking.now,
            address=asking.address,
        )
    )


def _line(found: Found, say: DateWords, today: date) -> FoundLine:
    about = age_words(found.birth_on, today)
    if found.birth_on:
        about += ", " + _("born %(day)s") % {"day": say.full(found.birth_on)}
    return FoundLine(
        person_id=found.person_id,
        name=found.name,
        other_names=", ".join(found.other_names[:4]),
        about=about,
        place=found.place,
    )


def _count(found: int) -> str:
    if found > SHOWN:
        return _("The %(n)s most alike") % {"n": SHOWN}
    return ngettext("%(n)s person", "%(n)s people", found) % {"n": found}


def _day_first() -> bool:
    """Whether 3/4 is the third of April here: everywhere but in the United States."""
    return not current_agency().file.jurisdiction.lower().startswith("us")
