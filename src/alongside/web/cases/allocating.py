"""Offer a case to a worker or a team, and take the offer back."""

from __future__ import annotations

from django.db import transaction

from alongside.governance.casework import AssignmentState
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.accounts.models import User
from alongside.web.cases.assignments import at_work, could_take, move, offers, receiving_teams
from alongside.web.cases.models import AssignmentRow, CaseRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.refusing import (
    cannot_take_on,
    needs_words,
    no_offer,
    nobody_leads,
    offered_already,
)
from alongside.web.cases.steps import hold, take_step

NOTE_WANTED = "a hand-over note: what the next worker must know"


def offer_case(
    opened: OpenedCase, *, worker: User, leads: bool = True, handover: str = ""
) -> AssignmentRow:
    """Ask a worker of the supervisor's own team to lead the case, or to work beside who leads it.

    Where somebody leads it already this is a transfer, and needs a hand-over note: she stays until
    the other has said yes. The supervisor of a team that the case was offered to gives it to a
    worker with this as well; the note of that offer goes on with it.

    Raises
    ------
    AccessDenied
        When she may not allocate this case.
    AlongsideError
        ``AL-U061`` while somebody is asked already, ``AL-U062`` for a worker who cannot take it on,
        ``AL-U063`` without a note where one is needed, ``AL-U064`` beside nobody.
    """
    opened.check(Verb.ALLOCATE_CASES)
    with transaction.atomic():
        row = hold(opened)
        team, asked = _giving_team(row, opened)
        if not could_take(worker, team, opened):
            raise cannot_take_on()
        handover = handover.strip() or (asked.handover if asked else "")
        _check_offer(row, worker, leads=leads, handover=handover)
        if leads and asked is None and offers(row).filter(worker=None).exists():
            raise offered_already()
        return _offer(
            opened,
            worker=worker,
            team=team,
            leads=leads,
            handover=handover,
            says="" if asked and handover == asked.handover else handover,
        )


def transfer_case(
    opened: OpenedCase, *, handover: str, worker: User | None = None, team: str = ""
) -> AssignmentRow:
    """Hand a case over: to a worker of the team, or to another team as a whole.

    The other team's supervisor sees it and gives it to a worker with :func:`offer_case`. Whoever
    leads it now goes on until that worker has said yes.

    Raises
    ------
    AccessDenied
        When she may not allocate this case.
    AlongsideError
        As :func:`offer_case`; ``AL-U062`` for a team in which nobody allocates.
    """
    if not handover.strip():
        raise needs_words(NOTE_WANTED)
    if worker is not None:
        return offer_case(opened, worker=worker, handover=handover)
    opened.check(Verb.ALLOCATE_CASES)
    with transaction.atomic():
        row = hold(opened)
        check_own_team(row, opened)
        if team not in receiving_teams(row.team):
            raise cannot_take_on()
        if offers(row).filter(leads=True).exists():
            raise offered_already()
        note = handover.strip()
        return _offer(opened, worker=None, team=team, leads=True, handover=note, says=note)


def withdraw_offer(opened: OpenedCase, assignment_id: int, *, reason: str = "") -> None:
    """Take an offer back before it is answered; one to a team goes with what it led to.

    Raises
    ------
    AccessDenied
        When she may not allocate this case, or it was another team's supervisor who offered it.
    AlongsideError
        ``AL-U060`` when it was answered meanwhile.
    """
    opened.check(Verb.ALLOCATE_CASES)
    with transaction.atomic():
        row = hold(opened)
        offer = offers(row).filter(pk=assignment_id).first()
        if offer is None:
            raise no_offer()
        if offer.worker_id is None or offer.team != opened.acting.access.worker.team:
            check_own_team(row, opened)
        with_it = offers(row).filter(leads=True) if offer.worker_id is None else [offer]
        for one in with_it:
            move(one, AssignmentState.WITHDRAWN, opened, reason)
        take_step(opened, "offer_withdrawn", verb=None, reason=reason, about=about(offer))


def end_beside(opened: OpenedCase, assignment_id: int, *, reason: str) -> None:
    """End the work of somebody who works beside who leads the case.

    Raises
    ------
    AccessDenied
        When she may not allocate this case, and it is not herself who stops.
    AlongsideError
        ``AL-U060`` when she works on it no longer, ``AL-U063`` without a reason.
    """
    opened.check(Verb.VIEW_CASES)
    if not reason.strip():
        raise needs_words("a reason that the family may read")
    with transaction.atomic():
        row = hold(opened)
        found = at_work(row).filter(pk=assignment_id, leads=False).first()
        if found is None:
            raise no_offer()
        if str(found.worker_id) != opened.acting.access.worker.id:
            opened.check(Verb.ALLOCATE_CASES)
            check_own_team(row, opened)
        move(found, AssignmentState.ENDED, opened, reason.strip())
        take_step(opened, "worker_left_case", verb=None, reason=reason, about=about(found))


def about(offer: AssignmentRow) -> str:
    """How a step names an assignment."""
    return f"assignment:{offer.pk}"


def _check_offer(row: CaseRow, worker: User, *, leads: bool, handover: str) -> None:
    led_by = at_work(row).filter(leads=True).values_list("worker_id", flat=True).first()
    if worker.pk == led_by:
        raise cannot_take_on()
    if leads and led_by is not None and not handover:
        raise needs_words(NOTE_WANTED)
    if not leads and led_by is None:
        raise nobody_leads()
    waits = offers(row).filter(leads=leads, worker__isnull=False)
    works = at_work(row).filter(leads=False, worker=worker)
    if (waits if leads else waits.filter(worker=worker) | works).exists():
        raise offered_already()


def _offer(
    opened: OpenedCase, *, worker: User | None, team: str, leads: bool, handover: str, says: str
) -> AssignmentRow:
    """``says`` is what the history tells of it: a note that went on is told once."""
    made = AssignmentRow.objects.create(
        case=opened.row,
        worker=worker,
        team=team,
        leads=leads,
        offered_by_id=opened.acting.access.worker.id,
        offered_at=opened.acting.now,
        handover=handover,
    )
    take_step(opened, "case_offered", verb=Verb.ALLOCATE_CASES, reason=says, about=about(made))
    return made


def _giving_team(row: CaseRow, opened: OpenedCase) -> tuple[str, AssignmentRow | None]:
    """The team whose workers she may ask: the case's, or the one that it was offered to."""
    mine = opened.acting.access.worker.team
    if mine == row.team:
        return mine, None
    asked = offers(row).filter(worker=None, team=mine).first()
    if asked is None:
        raise no_offer()
    return mine, asked


def check_own_team(row: CaseRow, opened: OpenedCase) -> None:
    """What only the team that has the case may do: a team that it is offered to may read it."""
    if opened.acting.access.worker.team != row.team:
        raise AccessDenied(Refusal.READ_ONLY)
