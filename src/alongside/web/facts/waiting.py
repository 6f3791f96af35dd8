"""What waits to be assigned, as far as this worker may know of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.privacy import Verb, can_case
from alongside.web.cases.models import CaseRow
from alongside.web.cases.opening import guard_of
from alongside.web.facts.models import AboutRow
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import living_among, unseen_people


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAssign:
    """A fact and the people, living today, that it may be about."""

    row: AboutRow
    among: tuple[UUID, ...]


def waiting_for(acting: Acting) -> list[ToAssign]:
    """What she may assign, the longest waiting first; nothing near a life hidden from her."""
    rows = AboutRow.objects.filter(to_assign=True, until_at__isnull=True).select_related("case")
    listed = list(rows.order_by("from_at", "id"))
    ids = {UUID(one) for row in listed for one in row.among}
    now, hidden = living_among(ids), unseen_people(acting.access.worker) if ids else frozenset()
    cases: dict[int, bool] = {}
    found = []
    for row in listed:
        among = tuple(dict.fromkeys(now[UUID(one)] for one in row.among))
        if hidden.intersection(among) or not _may(row, acting, cases):
            continue
        found.append(ToAssign(row=row, among=among))
    return found


def _may(row: AboutRow, acting: Acting, cases: dict[int, bool]) -> bool:
    """Who may say who is who may say whose a fact is; in a case, only who may see the case."""
    worker = acting.access.worker
    if row.case_id is None:
        return worker.may(Verb.CHANGE_IDENTITY)
    if row.case_id not in cases:
        cases[row.case_id] = _may_in(row.case, acting)
    return cases[row.case_id]


def _may_in(case: CaseRow | None, acting: Acting) -> bool:
    if case is None:
        return False
    guard, worker = guard_of(case), acting.access.worker
    if can_case(acting.access, Verb.VIEW_CASES, guard) is not None:
        return False
    works = can_case(acting.access, Verb.WORK_CASES, guard) is None
    return works or worker.may(Verb.CHANGE_IDENTITY)


def waits_in(case: CaseRow) -> list[str]:
    """The kinds of the facts of a case that wait to be assigned, one entry a fact."""
    rows = AboutRow.objects.filter(case=case, to_assign=True, until_at__isnull=True)
    return list(rows.values_list("fact_kind", flat=True))


def of_ids(waiting: Iterable[ToAssign], ids: Iterable[int]) -> list[ToAssign]:
    """Those with these row ids."""
    wanted = set(ids)
    return [one for one in waiting if one.row.pk in wanted]
