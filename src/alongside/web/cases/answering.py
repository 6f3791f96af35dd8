"""Say yes or no to a case that is offered."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from alongside.governance.casework import AssignmentState, CaseState
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.cases.allocating import about
from alongside.web.cases.assignments import at_work, move, offers
from alongside.web.cases.models import AssignmentRow, CaseRow
from alongside.web.cases.opening import OpenedCase, again
from alongside.web.cases.refusing import needs_words, no_offer
from alongside.web.cases.steps import hold, take_step


def accept_case(opened: OpenedCase) -> OpenedCase:
    """The worker who acts takes on what she was offered; gives the case as it is then.

    Who led it before hands it over with that; a case that came to another team leaves its former
    workers behind.

    Raises
    ------
    AccessDenied
        When she works on no cases (any longer).
    AlongsideError
        ``AL-U060`` when nothing is offered to her (any longer).
    """
    with transaction.atomic():
        row = hold(opened)
        offer = _own_offer(row, opened)
        if not opened.acting.access.worker.may(Verb.WORK_CASES):
            raise AccessDenied(Refusal.READ_ONLY)
        kind = _lead(row, offer, opened) if offer.leads else "worker_joined_case"
        move(offer, AssignmentState.ACCEPTED, opened)
        take_step(opened, kind, verb=None, about=about(offer))
    return again(opened)


def decline_case(opened: OpenedCase, *, reason: str) -> None:
    """Say why she cannot take it on. A supervisor of a team that it is offered to declines for it.

    Raises
    ------
    AlongsideError
        ``AL-U060`` when nothing is offered to her (any longer), ``AL-U063`` without a reason.
    """
    if not reason.strip():
        raise needs_words("why the case cannot be taken on now")
    with transaction.atomic():
        row = hold(opened)
        offer = _own_offer(row, opened, for_team=True)
        if offer.worker_id is None:  # whom she had asked in her team is not asked any longer
            for given in offers(row).filter(worker__isnull=False, leads=True):
                move(given, AssignmentState.WITHDRAWN, opened)
        move(offer, AssignmentState.DECLINED, opened, reason.strip())
        take_step(opened, "case_declined", verb=None, reason=reason.strip(), about=about(offer))


def _own_offer(row: CaseRow, opened: OpenedCase, *, for_team: bool = False) -> AssignmentRow:
    """What is offered to her, leading first; else to the team that she allocates for."""
    worker = opened.acting.access.worker
    opened.check(Verb.VIEW_CASES)
    offer = offers(row).filter(worker_id=UUID(worker.id)).first()
    if offer is None and for_team and worker.may(Verb.ALLOCATE_CASES):
        offer = offers(row).filter(worker=None, team=worker.team).first()
    if offer is None:
        raise no_offer()
    return offer


def _lead(row: CaseRow, offer: AssignmentRow, opened: OpenedCase) -> str:
    """Make room for who leads now; the kind of step that it is."""
    for former in at_work(row):
        if former.leads or former.team != offer.team or former.worker_id == offer.worker_id:
            move(former, AssignmentState.ENDED, opened)
    for asked in offers(row).filter(worker=None):  # the team said yes with her
        move(asked, AssignmentState.ACCEPTED, opened)
        move(asked, AssignmentState.ENDED, opened)
    for beside in offers(row).filter(leads=False).exclude(team=offer.team):
        move(beside, AssignmentState.WITHDRAWN, opened)
    CaseRow.objects.filter(pk=row.pk).update(worker=offer.worker_id, team=offer.team)
    fresh = CaseState(row.state) is CaseState.TO_ALLOCATE
    return "case_accepted" if fresh else "case_transferred"
