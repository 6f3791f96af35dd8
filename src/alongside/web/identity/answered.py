"""What was answered, by whom and why, as far as a worker may know of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from alongside.privacy import Refusal, Worker
from alongside.privacy.access import AccessDenied
from alongside.web.identity.lookup import unseen_people
from alongside.web.identity.models import DecisionRow
from alongside.web.identity.queue import names_of_people
from alongside.web.people.words import DateWords

A_PAGE = 25
SAYS = {
    "join": _("The same person"),
    "confirm": _("The same person"),
    "keep_apart": _("Two people"),
    "split": _("Two people, parted"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer of the list; ``undone`` says who took it back and why."""

    id: UUID
    says: str
    names: tuple[tuple[UUID, str], ...]
    by: str
    when: str
    reason: str
    undone: str


def answered_page(worker: Worker, number: str | None) -> Page[UUID]:
    """One page of answers, the newest first; those that touch a hidden life take no place."""
    hidden = {str(one) for one in unseen_people(worker)}
    rows = DecisionRow.objects.order_by("-at", "-id").values_list("id", "people")
    return Paginator([one for one, people in rows if not hidden & set(people)], A_PAGE).get_page(
        number
    )


def answered_lines(ids: Sequence[UUID], say: DateWords) -> list[Answered]:
    """The answers in words."""
    rows = DecisionRow.objects.filter(id__in=list(ids)).select_related("by", "undone_by")
    people = {UUID(one) for row in rows for one in row.people}
    names = names_of_people(people)
    return [_answered(row, names, say) for row in sorted(rows, key=_newest_first, reverse=True)]


def answered_one(decision_id: UUID, worker: Worker, say: DateWords) -> Answered:
    """One answer.

    Raises
    ------
    AccessDenied
        When there is none, or it touches somebody whom the worker may not see.
    """
    row = DecisionRow.objects.filter(id=decision_id).first()
    hidden = {str(one) for one in unseen_people(worker)}
    if row is None or hidden & set(row.people):
        raise AccessDenied(Refusal.NOT_YOURS)
    return answered_lines([row.id], say)[0]


def _newest_first(row: DecisionRow) -> tuple[object, UUID]:
    return (row.at, row.id)


def _answered(row: DecisionRow, names: Mapping[UUID, str], say: DateWords) -> Answered:
    people = [UUID(one) for one in row.people]
    return Answered(
        id=row.id,
        says=SAYS[row.answer],
        names=tuple((one, names.get(one) or _("Name not published yet")) for one in people),
        by=row.by.name,
        when=f"{say.day(say.local(row.at))}, {say.time(row.at)}",
        reason=row.reason,
        undone=_undone(row, say),
    )


def _undone(row: DecisionRow, say: DateWords) -> str:
    if row.undone_at is None or row.undone_by is None:
        return ""
    return _("Taken back by %(name)s on %(day)s: %(reason)s") % {
        "name": row.undone_by.name,
        "day": say.day(say.local(row.undone_at)),
        "reason": row.undone_reason,
    }
