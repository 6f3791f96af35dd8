"""Carry a plan out, and keep all that is needed to take it back. Callers hold a transaction."""

from __future__ import annotations

from uuid import UUID

from alongside.actions.identity import Answer, Plan
from alongside.core import new_person_id
from alongside.privacy import Verb
from alongside.web.identity.acting import Acting
from alongside.web.identity.models import (
    DecisionRow,
    JudgementRow,
    MembershipRow,
    PersonRow,
    ProposalRow,
)

TOLD = {
    Answer.JOIN: "people_joined",
    Answer.CONFIRM: "people_confirmed",
    Answer.KEEP_APART: "people_kept_apart",
    Answer.SPLIT: "people_split",
}


def carry_out(
    plan: Plan, acting: Acting, *, reason: str, proposal: ProposalRow | None = None
) -> DecisionRow:
    """Write the decision, its words and moves, the ledger and the timelines."""
    if plan.minted is not None:
        PersonRow.objects.create(id=plan.minted, minted_at=acting.now)
    decision = DecisionRow.objects.create(
        id=new_person_id(),
        answer=plan.answer.value,
        proposal=proposal,
        by_id=acting.access.worker.id,
        reason=reason,
        at=acting.now,
        people=[str(one) for one in plan.people],
        retired_id=plan.retired,
        kept_id=plan.kept,
        minted_id=plan.minted,
    )
    _write_words(plan, decision)
    decision.moves = [_move(move.record, move.to_id, decision) for move in plan.moves]
    decision.save(update_fields=["moves"])
    if plan.retired is not None:
        PersonRow.objects.filter(id=plan.retired).update(merged_into=plan.kept)
    for person_id in plan.people:
        acting.note(Verb.CHANGE_IDENTITY, "person", str(person_id), reason=reason)
    acting.tell_timelines(TOLD[plan.answer], plan.people)
    _move_facts(decision, acting)
    return decision


def _move_facts(decision: DecisionRow, acting: Acting) -> None:
    """What workers wrote about one person who is two now waits to be assigned."""
    from alongside.web.facts.parting import after_answer  # facts rest on identity, not it on them

    after_answer(decision, acting)


def _write_words(plan: Plan, decision: DecisionRow) -> None:
    JudgementRow.objects.bulk_create(
        JudgementRow(
            left_record=left,
            right_record=right,
            same=same,
            decision=decision,
            by_id=decision.by_id,
            reason=decision.reason,
            at=decision.at,
        )
        for left, right, same in plan.words
    )


def _move(record: str, to_id: UUID, decision: DecisionRow) -> dict[str, object]:
    """Close a membership and open the next. A tie by a person is known from her answer on."""
    was = MembershipRow.objects.get(record_id=record, until_at__isnull=True)
    MembershipRow.objects.filter(id=was.id).update(until_at=decision.at)
    now = MembershipRow.objects.create(
        record_id=record,
        person_id=to_id,
        from_at=decision.at,
        known_at=decision.at,
        by=str(decision.by_id),
        reason=decision.reason,
        evidence={"decision": str(decision.id)},
    )
    return {"record": record, "was": was.id, "now": now.id}
