"""Take an answer back: the same memberships and the same ids as before it, none used anew."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from alongside.actions.identity import Answer, check_undo, refused
from alongside.core import AlongsideError
from alongside.governance import ProposalState, check_transition
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.identity.acting import Acting
from alongside.web.identity.decide import checked_reason
from alongside.web.identity.models import (
    DecisionRow,
    JudgementRow,
    MembershipRow,
    PersonRow,
    ProposalRow,
)
from alongside.web.identity.snapshot import living_end, person_now, words_around
from alongside.web.publishing.store import LINKAGE

UNDONE = "answer_taken_back"


def undo(decision_id: UUID, acting: Acting, *, reason: str) -> DecisionRow:
    """Take one answer back.

    Raises
    ------
    AccessDenied
        When there is no such answer, or the worker may not change one of the people.
    AlongsideError
        ``AL-G002`` when it was taken back already, ``AL-C050``, ``AL-C051`` or ``AL-C056`` when a
        later answer rests on it.
    """
    with transaction.atomic():
        decision = DecisionRow.objects.select_for_update().filter(id=decision_id).first()
        if decision is None:
            raise AccessDenied(Refusal.NOT_YOURS)
        people = touched(decision)
        acting.check(Verb.CHANGE_IDENTITY, people)
        check_transition(_state(decision), ProposalState.UNDONE)
        list(PersonRow.objects.select_for_update(no_key=True).filter(id__in=people).order_by("id"))
        if decision.moves:
            _move_back(decision, acting)
            _move_facts_back(decision, acting)
        _withdraw(decision, acting, reason=checked_reason(reason))
        for person_id in people:
            acting.note(Verb.CHANGE_IDENTITY, "person", str(person_id), reason=reason)
        acting.tell_timelines(UNDONE, people)
    return decision


def _move_facts_back(decision: DecisionRow, acting: Acting) -> None:
    """What workers wrote while two were one waits; the rest goes back to whom it was about."""
    from alongside.web.facts.parting import after_undo  # facts rest on identity, not it on them

    after_undo(decision, acting)


def touched(decision: DecisionRow) -> list[UUID]:
    """Everybody whose page the answer changed, and who stands for them today."""
    named = [UUID(one) for one in decision.people]
    return list(dict.fromkeys([*named, *(living_end(one) for one in named)]))


def _state(decision: DecisionRow) -> ProposalState:
    if decision.undone_at is not None:
        return ProposalState.UNDONE
    joined = decision.answer in (Answer.JOIN, Answer.CONFIRM)
    return ProposalState.JOINED if joined else ProposalState.KEPT_APART


def _move_back(decision: DecisionRow, acting: Acting) -> None:
    before = [MembershipRow.objects.get(id=move["was"]) for move in decision.moves]
    records = {membership.record_id for membership in before}
    target = before[0].person_id
    source = _where_they_are(decision, records)
    if decision.retired_id is not None:
        PersonRow.objects.filter(id=target, merged_into=decision.kept_id).update(merged_into=None)
    target_now = person_now(target)
    if not target_now.living:
        raise _rests_on_it("One of the two was joined with somebody else since")
    source_now = person_now(source)
    words = words_around(source_now.records | target_now.records, without=decision.id)
    check_undo(records, source=source_now, target=target_now, words=words)
    for membership in before:
        _restore(membership, acting)
    if decision.minted_id == source and source_now.records == records:
        PersonRow.objects.filter(id=source).update(merged_into=target)


def _where_they_are(decision: DecisionRow, records: Iterable[str]) -> UUID:
    """The one person who holds the records still, as this answer or the machine left them."""
    held = MembershipRow.objects.filter(record_id__in=list(records), until_at__isnull=True)
    holders = set()
    for membership in held:
        ours = membership.evidence.get("decision") == str(decision.id)
        if not ours and membership.by != LINKAGE:
            raise _rests_on_it("A later answer moved one of these records")
        holders.add(membership.person_id)
    if len(holders) != 1:
        raise _rests_on_it("These records belong to several people since")
    return holders.pop()


def _restore(was: MembershipRow, acting: Acting) -> None:
    """Open a membership as it was before; what it says of itself stays, with who put it back."""
    MembershipRow.objects.filter(record_id=was.record_id, until_at__isnull=True).update(
        until_at=acting.now
    )
    MembershipRow.objects.create(
        record_id=was.record_id,
        person_id=was.person_id,
        from_at=acting.now,
        known_at=was.known_at,
        by=was.by,
        reason=was.reason,
        evidence={**was.evidence, "restored_by": acting.access.worker.id},
    )


def _withdraw(decision: DecisionRow, acting: Acting, *, reason: str) -> None:
    worker_id = acting.access.worker.id
    JudgementRow.objects.filter(decision=decision).update(
        withdrawn_at=acting.now, withdrawn_by_id=worker_id
    )
    decision.undone_at, decision.undone_reason = acting.now, reason
    decision.undone_by_id = UUID(worker_id)
    decision.save(update_fields=["undone_at", "undone_reason", "undone_by"])
    if decision.proposal_id is not None:
        ProposalRow.objects.filter(
            id=decision.proposal_id,
            state__in=[ProposalState.JOINED.value, ProposalState.KEPT_APART.value],
        ).update(state=ProposalState.UNDONE.value)


def _rests_on_it(seen: str) -> AlongsideError:
    return refused("AL-C056", seen, "Take the later answer back first, or split the records")
