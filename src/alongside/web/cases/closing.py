"""Close a case with its outcome, once a supervisor agreed where the agency asks for that."""

from __future__ import annotations

from django.db import transaction

from alongside.governance.casework import (
    CLOSING_TRANSITIONS,
    AssignmentState,
    ClosingState,
    check_move,
)
from alongside.privacy import Verb
from alongside.web.agency import current_agency
from alongside.web.cases.allocating import check_own_team
from alongside.web.cases.assignments import at_work, move, offers
from alongside.web.cases.leftovers import end_with_case
from alongside.web.cases.models import CaseRow, ClosingRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.refusing import needs_words, no_closure_waits, no_such_outcome
from alongside.web.cases.steps import hold, take_step


def close_case(opened: OpenedCase, *, outcome: str, reason: str) -> ClosingRow:
    """Close the case, or ask a supervisor to where the agency's file wants her agreement.

    ``outcome`` is a name of ``[case.outcomes]``. The closing's state says which of the two it was.

    Raises
    ------
    AccessDenied
        When she may not work on the case.
    AlongsideError
        ``AL-U067`` for an outcome that is not on the list, ``AL-U063`` without a reason,
        ``AL-U068`` while a closure is asked for already, ``AL-G041`` when the case is closed.
    """
    opened.check(Verb.WORK_CASES)
    if outcome not in current_agency().file.case.outcomes:
        raise no_such_outcome()
    if not reason.strip():
        raise needs_words("why the work ends, in words that the family may read")
    with transaction.atomic():
        row = hold(opened)
        if waiting_closure(row) is not None:
            raise no_closure_waits()
        made: ClosingRow = ClosingRow.objects.create(
            case=row,
            team=row.team,
            outcome=outcome,
            reason=reason.strip(),
            asked_by_id=opened.acting.access.worker.id,
            asked_at=opened.acting.now,
        )
        if needs_agreement(opened):
            take_step(opened, "closure_asked", reason=reason.strip(), about=_about(made))
        else:
            _end(opened, row, made)
    return made


def agree_closure(opened: OpenedCase) -> None:
    """A supervisor of the team agrees: the case is closed with what was asked.

    Raises
    ------
    AccessDenied
        When she is no supervisor of the case's team.
    AlongsideError
        ``AL-U068`` when no closure waits (any longer).
    """
    with transaction.atomic():
        row, waits = _to_answer(opened)
        _end(opened, row, waits)


def send_back_closure(opened: OpenedCase, *, reason: str) -> None:
    """A supervisor does not agree: the work goes on. Whoever asked takes it back with this too.

    Raises
    ------
    AccessDenied
        When she neither asked nor supervises the case's team.
    AlongsideError
        ``AL-U068`` when no closure waits (any longer), ``AL-U063`` without a reason.
    """
    if not reason.strip():
        raise needs_words("what has to happen before the case can be closed")
    with transaction.atomic():
        _row, waits = _to_answer(opened, or_asker=True)
        asker = str(waits.asked_by_id) == opened.acting.access.worker.id
        _answer(waits, ClosingState.WITHDRAWN if asker else ClosingState.SENT_BACK, opened)
        waits.answer = reason.strip()[:500]
        waits.save(update_fields=["answer"])
        take_step(
            opened, "closure_sent_back", verb=None, reason=reason.strip(), about=_about(waits)
        )


def needs_agreement(opened: OpenedCase) -> bool:
    """Whether a supervisor has to agree to what this worker asks for."""
    own = opened.acting.access.worker.team == opened.row.team
    agrees = own and opened.may(Verb.SUPERVISE_CASES)
    return current_agency().file.case.closure_agreed and not agrees


def waiting_closure(row: CaseRow) -> ClosingRow | None:
    """The closure that waits for an answer."""
    rows = ClosingRow.objects.filter(case=row, state=ClosingState.ASKED.value)
    found: ClosingRow | None = rows.select_related("asked_by").first()
    return found


def _to_answer(opened: OpenedCase, *, or_asker: bool = False) -> tuple[CaseRow, ClosingRow]:
    opened.check(Verb.VIEW_CASES)
    row = hold(opened)
    waits = waiting_closure(row)
    asker = waits is not None and str(waits.asked_by_id) == opened.acting.access.worker.id
    if not (or_asker and asker):
        opened.check(Verb.SUPERVISE_CASES)
        check_own_team(row, opened)
    if waits is None:
        raise no_closure_waits()
    return row, waits


def _end(opened: OpenedCase, row: CaseRow, closing: ClosingRow) -> None:
    """End all that ends with the case, then the case: nothing is left that waits for nobody."""
    end_with_case(opened)
    for offer in offers(row):
        move(offer, AssignmentState.WITHDRAWN, opened)
    for assigned in at_work(row):
        move(assigned, AssignmentState.ENDED, opened)
    _answer(closing, ClosingState.AGREED, opened)
    CaseRow.objects.filter(pk=row.pk).update(outcome=closing.outcome)
    take_step(opened, "case_closed", verb=None, reason=closing.reason, about=_about(closing))


def _answer(closing: ClosingRow, state: ClosingState, opened: OpenedCase) -> None:
    check_move(CLOSING_TRANSITIONS, ClosingState(closing.state), state)
    closing.state = state.value
    closing.answered_by_id = opened.acting.access.worker.id
    closing.answered_at = opened.acting.now
    closing.save(update_fields=["state", "answered_by", "answered_at"])


def _about(closing: ClosingRow) -> str:
    return f"closing:{closing.pk}"
