"""One question, with both sides read: each reading is checked and in the ledger before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from alongside.actions.identity import plan_join
from alongside.core import AlongsideError
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.timeline import RecordVersion
from alongside.web.identity.acting import Acting
from alongside.web.identity.compare import findings
from alongside.web.identity.models import DecisionRow, ProposalRow
from alongside.web.identity.preview import Preview, Previewer
from alongside.web.identity.queue import visible_questions
from alongside.web.identity.sides import Line, LineWriter, Side
from alongside.web.identity.snapshot import person_now, person_of, words_around
from alongside.web.people.joined import record_name
from alongside.web.people.opening import Opening, open_living
from alongside.web.people.wordings import Wordings
from alongside.web.people.words import DateWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A question in view."""

    proposal: ProposalRow
    left: Side
    right: Side
    lines: Sequence[Line]
    together: bool  # both records are one person's now
    others: Sequence[RecordVersion]  # records that could go with the right one
    joined: Preview | None  # pages after *the same person*
    obstacle: AlongsideError | None  # why *the same person* would be refused
    readable: bool  # whether the joined records could be opened
    decision: DecisionRow | None  # the answer that stands


def read_question(proposal_id: int, acting: Acting, say: DateWords, words: Wordings) -> Read:
    """Open both sides and compare them.

    Raises
    ------
    AccessDenied
        When there is no such question, or one side may not be seen: the same answer.
    LedgerUnavailable
        When the reading could not be written down.
    """
    proposal = visible_questions(acting.access).filter(id=proposal_id).first()
    if proposal is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    owners = _owners(proposal)
    acting.check(Verb.REVIEW_LINKS, owners)
    acting.note(Verb.REVIEW_LINKS, "link", str(proposal.id))
    opened = {one: _open(one, acting) for one in dict.fromkeys(owners)}
    if _owners(proposal) != owners:  # a colleague's answer moved a record while it was read
        return read_question(proposal_id, acting, say, words)
    return _read(proposal, opened[owners[0]], opened[owners[1]], say, words)


def _owners(proposal: ProposalRow) -> tuple[UUID, UUID]:
    return person_of(proposal.left_record), person_of(proposal.right_record)


def last_decision(proposal: ProposalRow) -> DecisionRow | None:
    """The answer to a question that stands, or the one that was taken back last."""
    return proposal.decisions.select_related("by", "undone_by").order_by("-at").first()


def _open(person_id: UUID, acting: Acting) -> Opening:
    return open_living(person_id, access=acting.access, now=acting.now, address=acting.address)


def _read(
    proposal: ProposalRow, left: Opening, right: Opening, say: DateWords, words: Wordings
) -> Read:
    together = left.where.person_id == right.where.person_id
    sides = (
        _side(left, proposal.left_record, alone=together),
        _side(right, proposal.right_record, alone=together),
    )
    if left.joined_at is not None and not all(side.in_view for side in sides):
        raise AccessDenied(Refusal.NOT_YOURS)  # what was compared would tell of a closed record
    protected = any(side.protected for side in sides)
    found = findings(proposal.agreements, protected=protected)
    joined, obstacle = None, None
    if not together:
        joined, obstacle = _preview(proposal, left, right, Previewer(say=say, words=words))
    return Read(
        proposal=proposal,
        left=sides[0],
        right=sides[1],
        lines=LineWriter(say=say, words=words, protected=protected).lines(*sides, found),
        together=together,
        others=_others(proposal, left) if together else (),
        joined=joined,
        obstacle=obstacle,
        readable=left.joined_at is not None,
        decision=last_decision(proposal),
    )


def _side(opening: Opening, record_id: str, *, alone: bool) -> Side:
    """A side is the whole person, or the one record when both records are one person's."""
    records = [one for one in opening.person.records() if not alone or one.record_id == record_id]
    versions = [
        one
        for one in opening.person.record_versions()
        if one.known_from <= opening.access.as_of and (not alone or one.record_id == record_id)
    ]
    asked = [one for one in records if one.record_id == record_id] or records
    return Side(
        person_id=opening.where.person_id,
        record_id=record_id,
        name=record_name(asked[0]) if asked else "",
        records=records,
        versions=versions,
    )


def _others(proposal: ProposalRow, opening: Opening) -> list[RecordVersion]:
    pair = (proposal.left_record, proposal.right_record)
    return [one for one in opening.person.records() if one.record_id not in pair]


def _preview(
    proposal: ProposalRow, left: Opening, right: Opening, previewer: Previewer
) -> tuple[Preview | None, AlongsideError | None]:
    """Pages after a join, or why it would be refused: nobody should write a reason in vain."""
    people = person_now(left.where.person_id), person_now(right.where.person_id)
    try:
        plan = plan_join(
            proposal.left_record,
            proposal.right_record,
            left_person=people[0],
            right_person=people[1],
            words=words_around(people[0].records | people[1].records),
        )
    except AlongsideError as error:
        return None, error
    kept, retired = (left, right) if plan.kept == people[0].id else (right, left)
    return previewer.join(kept.person, retired.person), None
