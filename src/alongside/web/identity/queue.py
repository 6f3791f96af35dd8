"""The queue of open questions, as far as a worker may know of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from alongside.core import Sensitivity, split_record_id
from alongside.governance import ProposalState
from alongside.privacy import Access
from alongside.web.agency import current_agency
from alongside.web.identity.lookup import names_of
from alongside.web.identity.models import MembershipRow, ProposalRow, SealRow
from alongside.web.people.wordings import Wordings
from alongside.web.people.words import DateWords, percent, sure_words

A_PAGE = 25
KINDS = {
    "pair": _("Two records, perhaps one person"),
    "merge": _("Two people, perhaps one"),
    "split": _("One person, perhaps two"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """What of the queue to show; empty means everything."""

    kind: str = ""
    source: str = ""

    @property
    def filtered(self) -> bool:
        """Whether something is left out."""
        return bool(self.kind or self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """One question of the list."""

    id: int
    left: str
    right: str
    together: bool  # both records are one person's now
    sources: str
    sure: str
    percent: str
    since: str


def visible_questions(access: Access) -> QuerySet[ProposalRow]:
    """Questions that this access may know of, whatever their state.

    They touch nobody whose seal leaves the worker out, and no source that her purpose or
    clearance closes.
    """
    worker = access.worker
    sealed = (
        SealRow.objects.filter(lifted_at__isnull=True)
        .exclude(person_id__in=[UUID(one) for one in worker.named_on])
        .values("person_id")
    )
    records = MembershipRow.objects.filter(
        Q(person_id__in=sealed) | Q(person__tombstones__in=sealed), until_at__isnull=True
    ).values("record_id")
    rows = ProposalRow.objects.exclude(left_record__in=records).exclude(right_record__in=records)
    for source in _closed_sources(access):
        rows = rows.exclude(_touches(source))
    return rows


def open_questions(access: Access, show: Show = Show()) -> QuerySet[ProposalRow]:
    """Open questions, the most likely pair first."""
    rows = visible_questions(access).filter(state=ProposalState.OPEN.value)
    if show.kind:
        rows = rows.filter(kind=show.kind)
    if show.source:
        rows = rows.filter(_touches(show.source))
    return rows.order_by("-probability", "id")


def page_of(rows: QuerySet[ProposalRow], number: str | None) -> Page[ProposalRow]:
    """One page; a number that cannot be read gives the first, one too high the last."""
    return Paginator(rows, A_PAGE).get_page(number)


def question_lines(
    rows: Sequence[ProposalRow], say: DateWords, words: Wordings
) -> list[QuestionLine]:
    """The rows in words, with the names that the search index holds."""
    records = [record for row in rows for record in (row.left_record, row.right_record)]
    open_now = MembershipRow.objects.filter(record_id__in=records, until_at__isnull=True)
    owners = dict(open_now.values_list("record_id", "person_id"))
    names = names_of_people(owners.values())
    return [_line(row, owners, names, say, words) for row in rows]


def names_of_people(people: Iterable[UUID]) -> dict[UUID, str]:
    """What each person is called in the search index, with their commonest other name."""
    listed = set(people)
    rows = names_of(listed)
    found: dict[UUID, list[str]] = {}
    for row in rows.order_by("id"):
        owner = row.person_id if row.person_id in listed else row.person.merged_into_id
        name = f"{row.given_name} {row.family_name}".strip()
        known = found.setdefault(owner, [])  # type: ignore[arg-type]
        if name not in known:
            known.append(name)
    return {person: _joined(names) for person, names in found.items()}


def next_question(access: Access, after: ProposalRow) -> ProposalRow | None:
    """The open question that follows in the queue, from the start again at its end."""
    rows = open_questions(access).exclude(id=after.id)
    later = rows.filter(
        Q(probability__lt=after.probability) | Q(probability=after.probability, id__gt=after.id)
    )
    return later.first() or rows.first()


def _touches(source: str) -> Q:
    prefix = f"{source}:"
    return Q(left_record__startswith=prefix) | Q(right_record__startswith=prefix)


def _closed_sources(access: Access) -> list[str]:
    """Sources none of whose kinds of records the access may read."""
    clearance = access.worker.clearance(access.purpose) or 0
    return [
        name
        for name, source in current_agency().sources.items()
        if not any(
            Sensitivity[block.sensitivity.upper()] <= clearance and access.purpose in block.purposes
            for block in source.record
        )
    ]


def _joined(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("%(name)s, also %(other)s") % {"name": names[0], "other": names[1]}


def _line(
    row: ProposalRow,
    owners: Mapping[str, UUID],
    names: Mapping[UUID, str],
    say: DateWords,
    words: Wordings,
) -> QuestionLine:
    pair = (row.left_record, row.right_record)
    sources = dict.fromkeys(words.source(split_record_id(record)[0]) for record in pair)
    people = [owners.get(record) for record in pair]
    left, right = (names.get(one) if one else None for one in people)
    return QuestionLine(
        id=row.id,
        left=left or _("Name not known"),
        right=right or _("Name not known"),
        together=people[0] is not None and people[0] == people[1],
        sources=_(" and ").join(sources),
        sure=sure_words(row.probability),
        percent=percent(row.probability),
        since=say.day(say.local(row.raised_at)),
    )
