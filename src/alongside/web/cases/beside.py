"""What a person's page says of the cases they are part of, to who may know it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from alongside.governance.casework import CaseState
from alongside.privacy import CaseGuard, Verb, can_case
from alongside.web.cases.assignments import team_workers
from alongside.web.cases.models import CasePersonRow, CaseRow
from alongside.web.cases.opening import guard_of
from alongside.web.cases.words import phase_words
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import merged_into

SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseBeside:
    """One line: the case, for who may open it; for others only whom to ask."""

    says: str
    href: str = ""
    title: str = ""


def cases_beside(person_id: UUID, acting: Acting) -> list[CaseBeside]:
    """The open cases of a living person, and closed ones for who may open them.

    To another team a line says that a colleague works with the family and whom to ask: that is
    needed to keep children safe. It says neither what the case is about nor how it stands, and
    nothing at all where somebody in it is sealed to who reads.
    """
    if not acting.access.worker.may(Verb.VIEW_CASES):
        return []
    ids = {person_id} | merged_into({person_id})
    parts = CasePersonRow.objects.filter(person_id__in=ids, until_at__isnull=True)
    rows = CaseRow.objects.filter(id__in=parts.values("case_id")).select_related("worker")
    open_first = F("closed_at").desc(nulls_first=True)
    lines = (_line(row, acting) for row in rows.order_by(open_first, "-opened_at")[:SHOWN])
    return [line for line in lines if line is not None]


def _line(row: CaseRow, acting: Acting) -> CaseBeside | None:
    guard = guard_of(row)
    closed = row.state == CaseState.CLOSED.value
    if can_case(acting.access, Verb.VIEW_CASES, guard) is None:
        who = row.worker.name if row.worker else _("nobody leads it yet")
        says = f"{phase_words(row.state)}, {who}"
        return CaseBeside(says=says, href=f"/cases/{row.key}/", title=row.title)
    if closed or not _may_know(acting, guard):
        return None
    words = {"team": row.team, "name": row.worker.name if row.worker else _asked(row.team)}
    if not words["name"]:
        return CaseBeside(says=_("Team %(team)s works with this family") % words)
    return CaseBeside(
        says=_("A colleague of team %(team)s works with this family: ask %(name)s") % words
    )


def _may_know(acting: Acting, guard: CaseGuard) -> bool:
    """Whether another team may know that somebody works with the family."""
    clearance = acting.access.worker.clearance(acting.access.purpose)
    return (
        guard.sealed_people <= acting.access.worker.named_on
        and acting.access.purpose in guard.purposes
        and clearance is not None
        and guard.sensitivity <= clearance
    )


def _asked(team: str) -> str:
    """Whom to ask while nobody leads a case: a supervisor of its team."""
    return next((one.name for one in team_workers(team, verb=Verb.ALLOCATE_CASES)), "")
