"""What of a case waits for a worker: an offer to answer, a case to allocate, a closure to agree."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from alongside.governance.casework import AssignmentState, CaseState, ClosingState
from alongside.privacy import Verb, Worker
from alongside.web.cases.models import AssignmentRow, CaseRow, ClosingRow
from alongside.web.identity.acting import Acting
from alongside.web.today.hidden import open_to
from alongside.web.today.items import Item

MOST = 200  # nobody reads further, and the list of cases has them all
OFFERED = AssignmentState.OFFERED.value


def on_today(acting: Acting) -> list[Item]:
    """What waits for the worker who asks, each once: two queries, and one for seals."""
    worker = acting.access.worker
    if not worker.may(Verb.VIEW_CASES):
        return []
    asked = {row.case_id: row for row in _asked(worker)}
    wanted = _of_the_team(worker)
    if asked:
        wanted |= Q(id__in=list(asked))
    if not wanted:
        return []
    rows = CaseRow.objects.filter(wanted, open_to(acting.access)).annotate(closes=_CLOSES)
    return [
        _item(row, asked)
        for row in rows.order_by("state_since", "id")[:MOST]
        if acting.access.purpose in row.purposes
    ]


_CLOSES = Exists(ClosingRow.objects.filter(case=OuterRef("pk"), state=ClosingState.ASKED.value))
_LED = Exists(AssignmentRow.objects.filter(case=OuterRef("pk"), state=OFFERED, leads=True))


def _asked(worker: Worker) -> list[AssignmentRow]:
    """What is offered to her, or to the team that she gives cases for; her own wins."""
    asked = Q(worker_id=UUID(worker.id))
    if worker.may(Verb.ALLOCATE_CASES) and worker.team:
        asked |= Q(worker__isnull=True, team=worker.team)
    rows = AssignmentRow.objects.filter(asked, state=OFFERED)
    return list(rows.order_by("worker_id", "-id"))


def _of_the_team(worker: Worker) -> Q:
    """For a supervisor: cases that nobody was asked to lead, and closures that wait for her."""
    wanted = Q()
    if worker.team and worker.may(Verb.ALLOCATE_CASES):
        wanted |= Q(team=worker.team, state=CaseState.TO_ALLOCATE.value) & ~Q(_LED)
    if worker.team and worker.may(Verb.SUPERVISE_CASES):
        waits = ClosingRow.objects.filter(team=worker.team, state=ClosingState.ASKED.value)
        wanted |= Q(team=worker.team, id__in=waits.values("case_id"))
    return wanted


def _item(row: CaseRow, asked: Mapping[int, AssignmentRow]) -> Item:
    offer = asked.get(row.pk)
    kind, says, since = "allocate", _("Offer the case to a worker"), row.state_since
    if offer is not None:
        kind, says, since = "offer", _offer_says(offer), offer.offered_at
    elif getattr(row, "closes", False):
        kind, says = "closure", _("Answer whether you agree to the closure")
    return Item(kind=kind, says=says, who=row.title, href=f"/cases/{row.key}/", since=since)


def _offer_says(row: AssignmentRow) -> str:
    if row.worker_id is None:
        return _("Answer whether your team takes the case over")
    if row.leads:
        return _("Answer whether you take the case on")
    return _("Answer whether you work on the case, beside who leads it")
