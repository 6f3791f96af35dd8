"""People who may be the same as somebody who is being named, with the reasons in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.linkage import Candidate, LinkageModel, Match, find_matches
from alongside.privacy import Access, Verb, check_can
from alongside.timeline.search import Query, plain_words
from alongside.web.agency import current_agency
from alongside.web.decisions.waiting import names_for
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import living_among, unseen_people
from alongside.web.identity.models import MembershipRow, NameRow
from alongside.web.identity.said import Said
from alongside.web.identity.search import Found, find_people
from alongside.web.people.joined import field_words
from alongside.web.people.opening import readable_warehouse
from alongside.web.people.words import DateWords, age_words
from alongside.web.publishing.models import LinkageModelRow

SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """Somebody who is known already."""

    person_id: UUID
    name: str
    about: str  # age and birth date
    reasons: str  # what agrees, what differs


def find_likely(acting: Acting, said: Said) -> list[Likely]:
    """Known people who may be the one who is being named, the likeliest first.

    The linkage model scores each against what was typed; without one the search index's likeness
    does, with a plain comparison. Nothing is written but the line of the ledger, nobody is joined.

    Raises
    ------
    AccessDenied
        When the worker may not search.
    """
    check_can(acting.access.worker, Verb.SEARCH_PEOPLE, purpose=acting.access.purpose)
    query = Query(words=plain_words(said.name), birth_on=_exact(said))
    if not (query.words or query.birth_on or said.phone):
        return []
    acting.note(Verb.SEARCH_PEOPLE, "search", "people")
    found = {one.person_id: one for one in find_people(query, acting.access.worker, limit=SHOWN)}
    scored = _scored(said, acting.access)
    order = list(dict.fromkeys([*scored, *found]))[:SHOWN]
    names, births = names_for(order, acting.access), _births(order, acting.access)
    say = DateWords(acting.now.astimezone(current_agency().file.zone).date(), _zone())
    return [
        Likely(
            person_id=one,
            name=names[one],
            about=_about(births.get(one), say),
            reasons=_reasons(scored[one]) if one in scored else _plainly(said, found.get(one)),
        )
        for one in order
        if one in names
    ]


def _exact(said: Said) -> date | None:
    return said.birth_on if said.birth_precision == "day" else None


def _zone() -> Any:
    return current_agency().file.zone


def _scored(said: Said, access: Access) -> dict[UUID, Match]:
    """The best match of each living person whom she may see, the likeliest first."""
    warehouse, model = readable_warehouse(), _model()
    if warehouse is None or model is None:
        return {}
    matches = find_matches(warehouse.con, model, _candidate(said), limit=4 * SHOWN)
    records = [match.record_id for match in matches]
    rows = MembershipRow.objects.filter(record_id__in=records, until_at__isnull=True)
    owners = dict(rows.values_list("record_id", "person_id"))
    lives, unseen = living_among(owners.values()), unseen_people(access.worker)
    best: dict[UUID, Match] = {}
    for match in matches:
        owner = owners.get(match.record_id)
        if owner is not None and owner not in unseen and lives[owner] not in unseen:
            best.setdefault(lives[owner], match)
    return best


def _candidate(said: Said) -> Candidate:
    return Candidate(
        given_name=said.given_name or None,
        family_name=said.family_name or None,
        birth_on=_exact(said),
        sex=said.sex or None,
        address=said.address or None,
        phone=said.phone or None,
    )


def _model() -> LinkageModel | None:
    key = LinkageModelRow.objects.order_by("-trained_at").values_list("hash", flat=True).first()
    return _read_model(key) if key else None


@lru_cache(maxsize=2)
def _read_model(key: str) -> LinkageModel:
    """A model is named by its content, so it is read once a process."""
    return LinkageModel.from_bytes(bytes(LinkageModelRow.objects.get(hash=key).content))


def _births(people: Iterable[UUID], access: Access) -> dict[UUID, date]:
    """Birth dates as names that she may read carry them."""
    rows = NameRow.objects.filter(
        person_id__in=list(people),
        birth_on__isnull=False,
        sensitivity__lte=access.worker.clearance(access.purpose) or 0,
        purposes__contains=f",{access.purpose},",
    )
    return {row.person_id: row.birth_on for row in rows.order_by("-id") if row.birth_on}


def _about(birth_on: date | None, say: DateWords) -> str:
    text = age_words(birth_on, say.today)
    if birth_on is None:
        return text
    return f"{text}, " + _("born %(day)s") % {"day": say.full(birth_on)}


def _reasons(match: Match) -> str:
    """*Agrees on given name, birth date. Differs on address.*"""
    agree = [field_words(one["field"]) for one in match.agreements if one["weight"] > 0]
    differ = [field_words(one["field"]) for one in match.agreements if one["weight"] < 0]
    return _words(agree, differ)


def _plainly(said: Said, found: Found | None) -> str:
    """The same from a name and a birth date alone."""
    if found is None:
        return ""
    agree: list[str] = []
    differ: list[str] = []
    if said.name:
        same = plain_words(said.name) == plain_words(found.name)
        agree.append(_("name") if same else _("the sound of the name"))
    born = _exact(said)
    if born and found.birth_on:
        (agree if born == found.birth_on else differ).append(_("birth date"))
    return _words(agree, differ)


def _words(agree: list[str], differ: list[str]) -> str:
    parts = []
    if agree:
        parts.append(_("Agrees on %(fields)s.") % {"fields": ", ".join(agree)})
    if differ:
        parts.append(_("Differs on %(fields)s.") % {"fields": ", ".join(differ)})
    return " ".join(parts) or _("Little can be compared.")
