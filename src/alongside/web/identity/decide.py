"""What a worker says about who is who. Each answer is one transaction: all of it, or nothing.

Everybody touched is locked first, so of two workers who answer at once one wins, and the other is
told what became of the question.
"""

from __future__ import annotations

from collections.abc import Set
from uuid import UUID

from django.db import transaction

from alongside.actions.identity import (
    PersonNow,
    plan_confirm,
    plan_join,
    plan_keep_apart,
    plan_split,
    refused,
)
from alongside.core import new_person_id
from alongside.governance import ProposalState, check_transition
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.identity.acting import Acting
from alongside.web.identity.carry_out import carry_out
from alongside.web.identity.models import DecisionRow, PersonRow, ProposalRow
from alongside.web.identity.snapshot import person_now, person_of, words_around

REASON_AT_MOST = 500


def join(proposal_id: int, acting: Acting, *, reason: str) -> DecisionRow:
    """The two records of a question are the same person.

    Raises
    ------
    AccessDenied
        When the worker may not change one of the two.
    AlongsideError
        ``AL-G002`` when a colleague answered first; see :mod:`alongside.actions.identity`.
    """
    with transaction.atomic():
        proposal, left, right = _question(proposal_id, acting, ProposalState.JOINED)
        words = words_around(left.records | right.records)
        pair = (proposal.left_record, proposal.right_record)
        if left.id == right.id:
            plan = plan_confirm(*pair, person=left, words=words)
        else:
            plan = plan_join(*pair, left_person=left, right_person=right, words=words)
        decision = carry_out(plan, acting, reason=checked_reason(reason), proposal=proposal)
        _answer(proposal, ProposalState.JOINED, decision)
    return decision


def keep_apart(
    proposal_id: int, acting: Acting, *, reason: str, with_right: Set[str] = frozenset()
) -> DecisionRow:
    """The two records of a question are two people.

    When they are one person's now, the right one leaves, and ``with_right`` leave with it.
    """
    with transaction.atomic():
        proposal, left, right = _question(proposal_id, acting, ProposalState.KEPT_APART)
        words = words_around(left.records | right.records)
        pair = (proposal.left_record, proposal.right_record)
        if left.id == right.id:
            leaving = (with_right | {pair[1]}) - {pair[0]}
            plan = plan_split(leaving, person=left, new_id=new_person_id(), words=words)
        else:
            plan = plan_keep_apart(*pair, left_person=left, right_person=right, words=words)
        decision = carry_out(plan, acting, reason=checked_reason(reason), proposal=proposal)
        _answer(proposal, ProposalState.KEPT_APART, decision)
    return decision


def split(leaving: Set[str], acting: Acting, *, reason: str) -> DecisionRow:
    """These records of one person are someone else, who gets a new id.

    Raises
    ------
    AccessDenied
        When one of them is nobody's, or the worker may not change whose they are.
    AlongsideError
        ``AL-C055`` when they are not all of one person, or all that the person has.
    """
    with transaction.atomic():
        owners = {person_of(record) for record in leaving}
        acting.check(Verb.CHANGE_IDENTITY, owners)
        _lock(owners)
        if len(owners) != 1:
            raise refused(
                "AL-C055",
                "These records do not belong to one person",
                "Choose again; the page shows the records as they are now",
            )
        person = person_now(owners.pop())
        words = words_around(person.records)
        plan = plan_split(leaving, person=person, new_id=new_person_id(), words=words)
        return carry_out(plan, acting, reason=checked_reason(reason))


def reopen(proposal_id: int, acting: Acting) -> None:
    """Ask a question again whose answer was taken back."""
    with transaction.atomic():
        proposal, _, _ = _question(proposal_id, acting, ProposalState.OPEN)
        proposal.state = ProposalState.OPEN.value
        proposal.answered_at = proposal.answered_by = None
        proposal.reason = ""
        proposal.save()
        acting.note(Verb.CHANGE_IDENTITY, "link", str(proposal.id), reason="asked again")


def checked_reason(reason: str) -> str:
    """A reason without blanks around it.

    Raises
    ------
    AlongsideError
        ``AL-C057`` when there is none, or one that is too long to keep whole.
    """
    reason = reason.strip()
    if not reason or len(reason) > REASON_AT_MOST:
        raise refused(
            "AL-C057",
            f"An answer needs a reason of 1 to {REASON_AT_MOST} characters",
            "Say in a sentence what you base it on",
        )
    return reason


def _question(
    proposal_id: int, acting: Acting, then: ProposalState
) -> tuple[ProposalRow, PersonNow, PersonNow]:
    proposal = ProposalRow.objects.select_for_update().filter(id=proposal_id).first()
    if proposal is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    owners = [person_of(proposal.left_record), person_of(proposal.right_record)]
    acting.check(Verb.CHANGE_IDENTITY, owners)
    check_transition(ProposalState(proposal.state), then)
    _lock(owners)
    left, right = (
        person_now(person_of(record)) for record in (proposal.left_record, proposal.right_record)
    )
    return proposal, left, right


def _lock(people: Set[UUID] | list[UUID]) -> None:
    """Hold these people, always in the same order, so that no two answers wait for each other."""
    list(PersonRow.objects.select_for_update(no_key=True).filter(id__in=people).order_by("id"))


def _answer(proposal: ProposalRow, state: ProposalState, decision: DecisionRow) -> None:
    proposal.state = state.value
    proposal.answered_at = decision.at
    proposal.answered_by_id = decision.by_id
    proposal.reason = decision.reason
    proposal.save()
