"""Every state of case work and every step between states, as visible tables."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from alongside.core import AlongsideError, ExitCode


class ReferralState(StrEnum):
    """Someone asks us to look."""

    RECEIVED = "received"  # waits for screening
    SECOND_LOOK = "second_look"  # screened out, and a colleague looks again
    SCREENED_IN = "screened_in"
    SCREENED_OUT = "screened_out"


class CaseState(StrEnum):
    """The phase of a case."""

    TO_ALLOCATE = "to_allocate"  # nobody has said yes to it
    ASSESSING = "assessing"
    PLANNING = "planning"
    SUPPORTING = "supporting"  # a plan is in force, and is reviewed
    CLOSED = "closed"


class AssignmentState(StrEnum):
    """A worker and a case."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"  # with a reason
    WITHDRAWN = "withdrawn"  # the offer was taken back
    ENDED = "ended"  # transferred, or the case closed


class ClosingState(StrEnum):
    """A closure that a worker asked for."""

    ASKED = "asked"
    AGREED = "agreed"  # the case is closed
    SENT_BACK = "sent_back"  # with a reason
    WITHDRAWN = "withdrawn"


class FilledState(StrEnum):
    """A form somebody fills in."""

    DRAFT = "draft"
    FINISHED = "finished"
    AMENDED = "amended"  # a later finished version stands in its place


class PlanState(StrEnum):
    """A safety plan or a case plan."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    ENDED = "ended"


class PlacementState(StrEnum):
    """Where a child lives, from when until when."""

    PLANNED = "planned"
    BEGUN = "begun"
    ENDED = "ended"
    CANCELLED = "cancelled"


class MeetingState(StrEnum):
    """A visit, a review, a conference, a supervision: planned, then held or not."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"  # somebody went or waited, and it did not happen
    CANCELLED = "cancelled"


class NoteState(StrEnum):
    """A note; an amendment is a new note that stands beside the earlier one."""

    DRAFT = "draft"
    KEPT = "kept"


class ReportState(StrEnum):
    """A report from the record: editable until it is signed, frozen after."""

    DRAFT = "draft"
    SIGNED = "signed"
    REPLACED = "replaced"  # a later signed report says what was wrong in it


State = TypeVar("State", bound=StrEnum)

REFERRAL_TRANSITIONS: dict[ReferralState, frozenset[ReferralState]] = {
    ReferralState.RECEIVED: frozenset(
        {ReferralState.SCREENED_IN, ReferralState.SCREENED_OUT, ReferralState.SECOND_LOOK}
    ),
    ReferralState.SECOND_LOOK: frozenset({ReferralState.SCREENED_OUT, ReferralState.RECEIVED}),
    ReferralState.SCREENED_IN: frozenset({ReferralState.RECEIVED}),  # withdrawn that day
    ReferralState.SCREENED_OUT: frozenset({ReferralState.RECEIVED}),
}
_OPEN = frozenset({CaseState.ASSESSING, CaseState.PLANNING, CaseState.SUPPORTING})
CASE_TRANSITIONS: dict[CaseState, frozenset[CaseState]] = {
    CaseState.TO_ALLOCATE: frozenset({CaseState.ASSESSING, CaseState.CLOSED}),
    CaseState.ASSESSING: frozenset({CaseState.PLANNING, CaseState.SUPPORTING, CaseState.CLOSED}),
    CaseState.PLANNING: frozenset({CaseState.ASSESSING, CaseState.SUPPORTING, CaseState.CLOSED}),
    CaseState.SUPPORTING: frozenset({CaseState.ASSESSING, CaseState.PLANNING, CaseState.CLOSED}),
    CaseState.CLOSED: frozenset({CaseState.TO_ALLOCATE}),  # reopened, nothing lost
}
ASSIGNMENT_TRANSITIONS: dict[AssignmentState, frozenset[AssignmentState]] = {
    AssignmentState.OFFERED: frozenset(
        {AssignmentState.ACCEPTED, AssignmentState.DECLINED, AssignmentState.WITHDRAWN}
    ),
    AssignmentState.ACCEPTED: frozenset({AssignmentState.ENDED}),
    AssignmentState.DECLINED: frozenset(),
    AssignmentState.WITHDRAWN: frozenset(),
    AssignmentState.ENDED: frozenset(),
}
CLOSING_TRANSITIONS: dict[ClosingState, frozenset[ClosingState]] = {
    ClosingState.ASKED: frozenset(
        {ClosingState.AGREED, ClosingState.SENT_BACK, ClosingState.WITHDRAWN}
    ),
    ClosingState.AGREED: frozenset(),
    ClosingState.SENT_BACK: frozenset(),
    ClosingState.WITHDRAWN: frozenset(),
}
FILLED_TRANSITIONS: dict[FilledState, frozenset[FilledState]] = {
    FilledState.DRAFT: frozenset({FilledState.FINISHED}),
    FilledState.FINISHED: frozenset({FilledState.AMENDED}),
    FilledState.AMENDED: frozenset(),
}
PLAN_TRANSITIONS: dict[PlanState, frozenset[PlanState]] = {
    PlanState.DRAFT: frozenset({PlanState.IN_FORCE, PlanState.ENDED}),
    PlanState.IN_FORCE: frozenset({PlanState.REPLACED, PlanState.ENDED}),
    PlanState.REPLACED: frozenset(),
    PlanState.ENDED: frozenset(),
}
PLACEMENT_TRANSITIONS: dict[PlacementState, frozenset[PlacementState]] = {
    PlacementState.PLANNED: frozenset({PlacementState.BEGUN, PlacementState.CANCELLED}),
    PlacementState.BEGUN: frozenset({PlacementState.ENDED}),
    PlacementState.ENDED: frozenset(),
    PlacementState.CANCELLED: frozenset(),
}
MEETING_TRANSITIONS: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset(
        {MeetingState.HELD, MeetingState.MISSED, MeetingState.CANCELLED}
    ),
    MeetingState.HELD: frozenset(),
    MeetingState.MISSED: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}
NOTE_TRANSITIONS: dict[NoteState, frozenset[NoteState]] = {
    NoteState.DRAFT: frozenset({NoteState.KEPT}),
    NoteState.KEPT: frozenset(),
}
REPORT_TRANSITIONS: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.SIGNED}),
    ReportState.SIGNED: frozenset({ReportState.REPLACED}),
    ReportState.REPLACED: frozenset(),
}


def check_move(table: Mapping[State, frozenset[State]], now: State, then: State) -> None:
    """Raise when the table has no such step.

    Raises
    ------
    AlongsideError
        ``AL-G040``, with the steps that there are.
    """
    if then in table[now]:
        return
    ways = ", ".join(sorted(one.value.replace("_", " ") for one in table[now]))
    raise AlongsideError(
        "AL-G040",
        seen=f"From {now.value.replace('_', ' ')} nothing leads to {then.value.replace('_', ' ')}",
        wanted=ways or "nothing: this is its end",
        do="Load the page again: a colleague may have been faster",
        exit_code=ExitCode.REFUSED,
    )
