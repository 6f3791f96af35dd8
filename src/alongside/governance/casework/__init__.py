"""The way of a case: its states, its steps, and the tables that allow them.

Plain values and tables; nothing is stored here. The clock rules of a jurisdiction start and stop on
the kinds of step named here.
"""

from alongside.governance.casework.states import (
    ASSIGNMENT_TRANSITIONS,
    CASE_TRANSITIONS,
    CLOSING_TRANSITIONS,
    FILLED_TRANSITIONS,
    MEETING_TRANSITIONS,
    NOTE_TRANSITIONS,
    PLACEMENT_TRANSITIONS,
    PLAN_TRANSITIONS,
    REFERRAL_TRANSITIONS,
    REPORT_TRANSITIONS,
    AssignmentState,
    CaseState,
    ClosingState,
    FilledState,
    MeetingState,
    NoteState,
    PlacementState,
    PlanState,
    ReferralState,
    ReportState,
    check_move,
)
from alongside.governance.casework.steps import (
    CASE_STEPS,
    OPEN_STATES,
    REFERRAL_STEPS,
    STEPS,
    WHOLE_CASE,
    Step,
    state_after,
)

__all__ = [
    "ASSIGNMENT_TRANSITIONS",
    "CASE_STEPS",
    "CASE_TRANSITIONS",
    "CLOSING_TRANSITIONS",
    "FILLED_TRANSITIONS",
    "MEETING_TRANSITIONS",
    "NOTE_TRANSITIONS",
    "OPEN_STATES",
    "PLACEMENT_TRANSITIONS",
    "PLAN_TRANSITIONS",
    "REFERRAL_STEPS",
    "REFERRAL_TRANSITIONS",
    "REPORT_TRANSITIONS",
    "STEPS",
    "WHOLE_CASE",
    "AssignmentState",
    "CaseState",
    "ClosingState",
    "FilledState",
    "MeetingState",
    "NoteState",
    "PlacementState",
    "PlanState",
    "ReferralState",
    "ReportState",
    "Step",
    "check_move",
    "state_after",
]
