"""Facts that wait for somebody to say whose they are, grouped by the people they may be about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.web.agency import current_agency
from alongside.web.facts.models import AboutRow
from alongside.web.facts.titles import FactWords, words_of
from alongside.web.facts.waiting import ToAssign
from alongside.web.families.vitals import Vitals, vitals_of
from alongside.web.identity.acting import Acting
from alongside.web.people.words import DateWords, age_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody whose a fact may be."""

    person_id: UUID
    name: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One fact: what it is, when it was written, in which case."""

    id: int
    words: FactWords
    when: str
    case_title: str
    case_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Facts about one of the same people; assigned together or one by one."""

    number: int
    candidates: tuple[Candidate, ...]
    lines: tuple[FactLine, ...]


def groups_of(facts: Iterable[ToAssign], acting: Acting) -> list[Group]:
    """The facts of the page, in the order in which they began to wait."""
    by_people: dict[tuple[UUID, ...], list[ToAssign]] = {}
    for fact in facts:
        by_people.setdefault(tuple(sorted(fact.among)), []).append(fact)
    zone = current_agency().file.zone
    say = DateWords(acting.now.astimezone(zone).date(), zone)
    vitals = vitals_of({one for people in by_people for one in people}, acting.access)
    written = _written([fact for listed in by_people.values() for fact in listed])
    return [
        Group(
            number=number,
            candidates=tuple(_candidate(one, vitals.get(one, Vitals()), say) for one in people),
            lines=tuple(_line(one.row, say, written) for one in listed),
        )
        for number, (people, listed) in enumerate(by_people.items(), 1)
    ]


def _candidate(person_id: UUID, vitals: Vitals, say: DateWords) -> Candidate:
    about = age_words(vitals.birth_on, say.today)
    if vitals.birth_on:
        about += ", " + _("born %(day)s") % {"day": say.full(vitals.birth_on)}
    return Candidate(person_id=person_id, name=vitals.name or _("Name not known"), about=about)


def _written(facts: list[ToAssign]) -> dict[tuple[str, str], AboutRow]:
    """The first row of each fact: when it was written, and by whom."""
    rows = AboutRow.objects.filter(fact_id__in=[one.row.fact_id for one in facts])
    found: dict[tuple[str, str], AboutRow] = {}
    for row in rows.select_related("by").order_by("id"):
        found.setdefault((row.fact_kind, row.fact_id), row)
    return found


def _line(row: AboutRow, say: DateWords, written: dict[tuple[str, str], AboutRow]) -> FactLine:
    first = written[row.fact_kind, row.fact_id]
    when = _("written %(day)s by %(name)s") % {
        "day": say.day(say.local(first.from_at)),
        "name": first.by.name,
    }
    return FactLine(
        id=row.pk,
        words=words_of(row),
        when=when,
        case_title=row.case.title if row.case else "",
        case_href=f"/cases/{row.case.key}/" if row.case else "",
    )
