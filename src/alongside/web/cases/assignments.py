"""Who works on a case, who was asked to, and who could be."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet

from alongside.governance.casework import ASSIGNMENT_TRANSITIONS, AssignmentState, check_move
from alongside.privacy import Access, Verb, Worker, can_case
from alongside.privacy.access import roles_named
from alongside.web.accounts.models import User
from alongside.web.accounts.workers import worker_from
from alongside.web.agency import current_agency
from alongside.web.cases.models import AssignmentRow, CaseRow
from alongside.web.cases.opening import OpenedCase

OFFERED, ACCEPTED = AssignmentState.OFFERED, AssignmentState.ACCEPTED


def offers(case: CaseRow) -> QuerySet[AssignmentRow]:
    """What waits for an answer, the lead first."""
    rows = AssignmentRow.objects.filter(case=case, state=OFFERED.value)
    return rows.select_related("worker").order_by("-leads", "id")


def at_work(case: CaseRow) -> QuerySet[AssignmentRow]:
    """Who said yes, the lead first."""
    rows = AssignmentRow.objects.filter(case=case, state=ACCEPTED.value)
    return rows.select_related("worker").order_by("-leads", "id")


def live(case: CaseRow) -> tuple[list[AssignmentRow], list[AssignmentRow]]:
    """Who said yes, and who was asked, in one query."""
    rows = AssignmentRow.objects.filter(case=case, state__in=(OFFERED.value, ACCEPTED.value))
    found = list(rows.select_related("worker").order_by("-leads", "id"))
    works = [one for one in found if one.state == ACCEPTED.value]
    return works, [one for one in found if one.state == OFFERED.value]


def move(row: AssignmentRow, state: AssignmentState, opened: OpenedCase, why: str = "") -> None:
    """Answer or end an assignment, as the table of its states allows."""
    check_move(ASSIGNMENT_TRANSITIONS, AssignmentState(row.state), state)
    row.state, row.reason = state.value, why[:500] or row.reason
    if state is AssignmentState.ENDED:
        row.ended_at = opened.acting.now
    else:
        row.answered_at = opened.acting.now
    row.save(update_fields=["state", "reason", "answered_at", "ended_at"])


def team_workers(team: str, *, verb: Verb = Verb.WORK_CASES) -> list[User]:
    """Who of a team works on cases (or has another right), by name; nobody of no team."""
    users = User.objects.filter(team=team, is_active=True).order_by("name", "id") if team else ()
    return [user for user in users if _has(user, verb)]


def receiving_teams(but: str) -> list[str]:
    """Teams in which somebody gives cases to workers, without one of them."""
    users = User.objects.filter(is_active=True).exclude(team__in=("", but))
    return sorted({user.team for user in users if _has(user, Verb.ALLOCATE_CASES)})


def _has(user: User, verb: Verb) -> bool:
    roles = roles_named(user.roles, current_agency().file.role_table())
    return any(verb in role.verbs for role in roles)


def could_take(user: User, team: str, opened: OpenedCase) -> bool:
    """Whether a worker of the team could open the case and work on it, were it hers."""
    worker = worker_from(user)
    if not user.is_active or user.team != team or not worker.purposes:
        return False
    return worker.may(Verb.WORK_CASES) and _would_see(worker, opened)


def _would_see(worker: Worker, opened: OpenedCase) -> bool:
    guard = replace(opened.guard, asked_workers=opened.guard.asked_workers | {worker.id})
    access = Access(worker=worker, purpose=worker.purposes[0], as_of=opened.acting.now)
    return can_case(access, Verb.VIEW_CASES, guard) is None
