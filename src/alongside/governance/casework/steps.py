"""The kinds of step in a case: what each is called, when it may be taken, where it leads.

One table for the timeline's words, the clock rules of a jurisdiction and the case's own history.
Every step is an event of each person it concerns, without a word of free text.
"""

from __future__ import annotations

from dataclasses import dataclass

from alongside.core import AlongsideError, ExitCode
from alongside.governance.casework.states import CASE_TRANSITIONS, CaseState, check_move

OPEN_STATES = frozenset(CaseState) - {CaseState.CLOSED}
EVER = frozenset(CaseState)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A kind of step. ``to`` is the case's state after it, ``None`` where it stays."""

    kind: str
    says: str
    when: frozenset[CaseState] = OPEN_STATES
    to: CaseState | None = None
    opens: frozenset[CaseState] = frozenset()  # states from which ``to`` is entered; empty: all


def _table(*steps: Step) -> dict[str, Step]:
    return {step.kind: step for step in steps}


_ASSESSING = frozenset({CaseState.ASSESSING})
_TO_ALLOCATE = frozenset({CaseState.TO_ALLOCATE})

# before there is a case: filed under the referral's people
REFERRAL_STEPS = _table(
    Step(kind="referral", says="Somebody asked us to look"),
    Step(kind="referral_named", says="Named when somebody asked us to look"),
    Step(kind="second_look_asked", says="Screened out, and a colleague looks again"),
    Step(kind="second_look_agreed", says="A colleague agreed to screen out"),
    Step(kind="second_look_refused", says="A colleague sent the screening back"),
    Step(kind="screened_in", says="Screened in"),
    Step(kind="screened_out", says="Screened out"),
)

CASE_STEPS = _table(
    Step(kind="case_opened", says="A case was opened", when=_TO_ALLOCATE),
    Step(kind="referral_added", says="Another referral came to the case"),
    Step(kind="referral_taken_back", says="A referral left the case: its screening was withdrawn"),
    Step(kind="case_offered", says="The case was offered"),
    Step(
        kind="case_accepted",
        says="A worker took the case on",
        to=CaseState.ASSESSING,
        opens=_TO_ALLOCATE,
    ),
    Step(kind="case_declined", says="A worker could not take the case on"),
    Step(kind="offer_withdrawn", says="The offer of the case was taken back"),
    Step(kind="case_transferred", says="The case was handed over"),
    Step(kind="case_closed", says="The case was closed", to=CaseState.CLOSED),
    Step(
        kind="case_reopened",
        says="The case was opened again",
        when=frozenset({CaseState.CLOSED}),
        to=CaseState.TO_ALLOCATE,
    ),
    Step(kind="worker_joined_case", says="A worker works on the case beside who leads it"),
    Step(kind="worker_left_case", says="A worker no longer works on the case"),
    Step(kind="closure_asked", says="A worker asked to close the case"),
    Step(kind="closure_sent_back", says="The closure was not agreed to"),
    Step(kind="person_joined_case", says="Became part of the case"),
    Step(kind="person_left_case", says="Is no longer part of the case"),
    Step(kind="assessment_begun", says="An assessment was begun"),
    Step(
        kind="assessment_finished",
        says="An assessment was finished",
        to=CaseState.PLANNING,
        opens=_ASSESSING,
    ),
    Step(kind="reassessment_begun", says="Assessed anew", to=CaseState.ASSESSING),
    Step(kind="form_finished", says="A form was finished"),
    Step(kind="form_amended", says="A finished form was amended", when=EVER),
    Step(kind="safety_assessed", says="Safety was assessed"),
    Step(kind="child_view_heard", says="The child’s own view was written down"),
    Step(kind="strategy_discussion_held", says="Agencies discussed what to do"),
    Step(kind="enquiry_begun", says="An enquiry into harm was begun"),
    Step(kind="enquiry_ended", says="An enquiry into harm ended"),
    Step(kind="urgent_response_owed", says="Somebody has to look at once"),
    Step(kind="safety_plan_begun", says="A safety plan is in force"),
    Step(kind="safety_plan_ended", says="A safety plan ended"),
    Step(
        kind="case_plan_agreed",
        says="A case plan was agreed",
        to=CaseState.SUPPORTING,
        opens=frozenset({CaseState.ASSESSING, CaseState.PLANNING}),
    ),
    Step(kind="case_plan_ended", says="A case plan ended"),
    Step(kind="goal_reached", says="A goal was reached"),
    Step(kind="child_placed", says="A child moved to live elsewhere"),
    Step(kind="placement_ended", says="A placement ended"),
    Step(kind="conference_held", says="A conference was held"),
    Step(kind="protection_plan_begun", says="A protection plan was made"),
    Step(kind="protection_plan_ended", says="A protection plan ended"),
    Step(kind="core_group_held", says="The core group met"),
    Step(kind="permanency_hearing_held", says="A permanency hearing was held"),
    Step(
        kind="petition_decided",
        says="It was decided whether to ask the court to end parental rights",
    ),
    Step(kind="family_away", says="The family is away"),
    Step(kind="family_back", says="The family is back"),
    Step(kind="review_planned", says="A review was planned"),
    Step(kind="review_held", says="A review was held"),
    Step(kind="visit_planned", says="A visit was planned"),
    Step(kind="visit_made", says="A visit was made"),
    Step(kind="visit_missed", says="A visit did not happen"),
    Step(kind="visit_called_off", says="A visit was called off"),
    Step(kind="child_seen", says="The child was seen"),
    Step(kind="supervision_held", says="The case was talked over in supervision", when=EVER),
    Step(kind="note_written", says="A note was written", when=EVER),
    Step(kind="note_amended", says="A note was amended", when=EVER),
    Step(kind="document_added", says="A document was added", when=EVER),
    Step(kind="document_withdrawn", says="A document was withdrawn", when=EVER),
    Step(kind="report_signed", says="A report was signed", when=EVER),
    Step(kind="relationship_said", says="A relationship was written down", when=EVER),
    Step(kind="fact_assigned", says="It was decided whose record this is", when=EVER),
)

STEPS: dict[str, Step] = REFERRAL_STEPS | CASE_STEPS

# what happens to the case as a whole, whoever of its people is named with it
WHOLE_CASE = frozenset(
    {"case_opened", "case_accepted", "case_transferred", "case_closed", "case_reopened"}
)


def state_after(kind: str, now: CaseState) -> CaseState:
    """The state of a case after a step, or why the step cannot be taken.

    Raises
    ------
    AlongsideError
        ``AL-G041`` when a case in this state does not take the step, ``AL-G040`` when the step
        leads to a state that cannot follow.
    KeyError
        For a kind that is not in the table: a mistake of ours.
    """
    step = CASE_STEPS[kind]
    if now not in step.when:
        raise AlongsideError(
            "AL-G041",
            seen=f"This case is {now.value.replace('_', ' ')}, so nothing was kept",
            wanted=" or ".join(sorted(one.value.replace("_", " ") for one in step.when)),
            do="Open the case again first"
            if now is CaseState.CLOSED
            else "Load the page again: a colleague may have been faster",
            exit_code=ExitCode.REFUSED,
        )
    if step.to is None or step.to is now or (step.opens and now not in step.opens):
        return now
    check_move(CASE_TRANSITIONS, now, step.to)
    return step.to
