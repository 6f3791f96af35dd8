"""Each act of a story as the real function of its room. The table at the end is the whole list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from alongside.simulate.year import Act
from alongside.web.assessments.filling import finish_form, start_form
from alongside.web.assessments.saving import save_answers
from alongside.web.cases.allocating import offer_case, transfer_case
from alongside.web.cases.answering import accept_case, decline_case
from alongside.web.cases.closing import agree_closure, close_case
from alongside.web.cases.models import CaseRow
from alongside.web.cases.reopening import reopen_case
from alongside.web.made_up.answers import (
    Answers,
    assessment_answers,
    child_answers,
    safety_answers,
)
from alongside.web.made_up.referring import agree, refer, screen_in, screen_out
from alongside.web.made_up.stage import Stage
from alongside.web.notes.keeping import write_note
from alongside.web.planning.actions import Doing, do_action, do_own_action
from alongside.web.planning.caseplan import (
    GoalContent,
    agree_case_plan,
    draft_case_plan,
    write_case_plan,
    write_goal,
)
from alongside.web.planning.meeting import MeetingContent, hold_meeting, plan_meeting
from alongside.web.planning.models import ActionRow
from alongside.web.planning.placing import Place, end_placement, place_child
from alongside.web.planning.plans import Signing, sign_plan
from alongside.web.planning.safety import (
    SafetyContent,
    begin_safety_plan,
    draft_safety_plan,
    write_safety_plan,
)
from alongside.web.planning.supervision import SupervisionContent, keep_supervision
from alongside.web.reports.signing import sign_report
from alongside.web.reports.writing import draft_report
from alongside.web.visits.ending import miss_visit, record_visit
from alongside.web.visits.planning import plan_visit

HOUR = timedelta(hours=1)
FORMS: dict[str, tuple[str, Callable[[Stage, Act], Answers]]] = {
    "safety": ("safety_assessment", safety_answers),
    "assess": ("strengths_and_worries", assessment_answers),
    "child_view": ("child_view", child_answers),
}


def offer(stage: Stage, _act: Act) -> None:
    """The supervisor asks a worker."""
    offer_case(stage.case(stage.team.supervisor), worker=stage.lead)


def offer_other(stage: Stage, act: Act) -> None:
    """She asks another."""
    stage.lead = stage.team.other if stage.lead == stage.team.worker else stage.team.worker
    offer(stage, act)


def accept(stage: Stage, _act: Act) -> None:
    """The worker says yes."""
    accept_case(stage.case())


def decline(stage: Stage, act: Act) -> None:
    """She says no, with a reason."""
    decline_case(stage.case(), reason=stage.text(act, "why"))


def visit(stage: Stage, act: Act) -> None:
    """A visit, and the note of it."""
    opened, began = stage.case(), stage.now - HOUR
    record_visit(
        opened,
        people=[stage.family.child, stage.family.parent],
        from_at=began,
        until_at=stage.now,
        seen={stage.family.child: bool(act.words.get("alone"))},
    )
    write_note(opened, text=stage.text(act, "note"), kind="visit", happened_at=began)


def missed(stage: Stage, act: Act) -> None:
    """A visit that was planned two days before, and did not happen."""
    went, began = stage.now, stage.now - HOUR
    stage.now = went - timedelta(days=2)
    planned = plan_visit(stage.case(), people=[stage.family.child], from_at=began, until_at=went)
    stage.now = went
    miss_visit(stage.case(), planned, reason=stage.text(act, "why"))


def call(stage: Stage, act: Act) -> None:
    """A call, and the note of it."""
    write_note(stage.case(), text=stage.text(act, "note"), kind="call")


def fill(stage: Stage, act: Act) -> None:
    """A form, from its start to its end."""
    name, answers = FORMS[act.do]
    opened = stage.case()
    filled = start_form(opened, name, stage.family.child)
    filled = save_answers(opened, filled, answers(stage, act)).row
    finish_form(opened, filled)


def safety_plan(stage: Stage, act: Act) -> None:
    """A safety plan that the parent signs."""
    opened = stage.case()
    lines = [stage.text(act, name) for name in ("line", "line_2") if act.words.get(name)]
    content = SafetyContent(
        people=(stage.family.child,),
        worry=stage.text(act, "worry"),
        lines=tuple(Doing(who=stage.family.parent_name, what=line) for line in lines),
        otherwise="We come the same day, and sleep elsewhere if need be.",
        review_on=stage.in_days(14),
    )
    plan = write_safety_plan(opened, draft_safety_plan(opened), content)
    sign_plan(opened, plan, Signing(name=stage.family.parent_name))
    begin_safety_plan(opened, plan)


def plan(stage: Stage, act: Act) -> None:
    """A case plan with one goal in somebody's own words."""
    opened, family = stage.case(), stage.family
    draft = draft_case_plan(opened)
    content = GoalContent(
        words=stage.text(act, "goal"),
        said_by=family.parent_name,
        said_on=stage.today,
        steps=(
            Doing(who=family.parent_name, what=stage.text(act, "step"), by_on=stage.in_days(45)),
        ),
        services=stage.text(act, "service"),
        know="We ask at the review how it was.",
    )
    write_goal(opened, draft, content)
    draft = write_case_plan(
        opened, draft, review_on=stage.in_days(90), people=(family.child, family.parent)
    )
    sign_plan(opened, draft, Signing(name=family.parent_name))
    agree_case_plan(opened, draft)


def place(stage: Stage, act: Act) -> None:
    """A child moves to live elsewhere."""
    stage.kept["placement"] = place_child(
        stage.case(),
        stage.family.child,
        Place(
            kind=str(act.words["type"]),
            from_on=stage.today,
            where=stage.text(act, "where"),
            carer=stage.text(act, "carer"),
            reason=stage.text(act, "why"),
        ),
    )


def go_home(stage: Stage, act: Act) -> None:
    """And comes home."""
    end_placement(
        stage.case(),
        stage.kept["placement"],
        until_on=stage.today,
        reason=stage.text(act, "why"),
    )


def meet(stage: Stage, act: Act) -> None:
    """A meeting that was held."""
    opened = stage.case()
    kinds = {"discuss": "strategy_discussion", "conference": "conference", "review": "review"}
    held_at = min(stage.now, datetime.combine(stage.today, time(23), stage.now.tzinfo))
    planned = plan_meeting(opened, kind=kinds[act.do], on=stage.today)
    hold_meeting(
        opened,
        planned,
        MeetingContent(
            held_at=held_at,
            there=(stage.family.parent_name, stage.lead.name),
            talked=stage.text(act, "said"),
        ),
    )


def supervise(stage: Stage, act: Act) -> None:
    """The case is talked over, and what was to be done by now is done."""
    agreed = stage.text(act, "agreed")
    doing = Doing(who=stage.lead.name, what=agreed, by_on=stage.in_days(14))
    keep_supervision(
        stage.acting(stage.team.supervisor),
        stage.lead,
        SupervisionContent(
            held_at=stage.now,
            talked=stage.text(act, "said"),
            actions=(doing,) if agreed else (),
        ),
        case=stage.case(stage.team.supervisor),
    )
    _do_what_is_due(stage)


def _do_what_is_due(stage: Stage) -> None:
    """Mark what was to be done by today done."""
    acting = stage.acting(stage.lead)
    due = ActionRow.objects.filter(
        case_id=stage.case_id, done_on__isnull=True, by_on__lt=stage.today
    )
    for action in due.order_by("by_on", "pk"):
        if action.supervision_id is None:
            do_action(stage.case(), action)
        elif action.worker_id == stage.lead.pk:
            do_own_action(acting, action.key, on=stage.today)


def report(stage: Stage, act: Act) -> None:
    """A report that is signed."""
    opened = stage.case()
    sign_report(opened, draft_report(opened, str(act.words["kind"])))


def transfer(stage: Stage, act: Act) -> None:
    """Another worker of the team takes over."""
    after = stage.team.other if stage.lead == stage.team.worker else stage.team.worker
    opened = stage.case(stage.team.supervisor)
    if after != stage.lead:  # a team of one keeps it
        transfer_case(opened, handover=stage.text(act, "why"), worker=after)
        stage.lead = after
        accept_case(stage.case())


def close(stage: Stage, act: Act) -> None:
    """The worker asks to close, the supervisor agrees."""
    close_case(stage.case(), outcome=str(act.words["outcome"]), reason=stage.text(act, "why"))
    if CaseRow.objects.get(pk=stage.case_id).closed_at is None:
        agree_closure(stage.case(stage.team.supervisor))


def reopen(stage: Stage, act: Act) -> None:
    """It begins again."""
    reopen_case(stage.case(stage.team.supervisor), reason=stage.text(act, "why"))
    offer(stage, act)


PLAYED: dict[str, Callable[[Stage, Act], None]] = {
    "refer": refer,
    "screen_in": screen_in,
    "screen_out": screen_out,
    "agree": agree,
    "offer": offer,
    "offer_other": offer_other,
    "accept": accept,
    "decline": decline,
    "visit": visit,
    "missed": missed,
    "call": call,
    "safety": fill,
    "assess": fill,
    "child_view": fill,
    "safety_plan": safety_plan,
    "plan": plan,
    "discuss": meet,
    "conference": meet,
    "review": meet,
    "place": place,
    "return": go_home,
    "supervise": supervise,
    "report": report,
    "transfer": transfer,
    "close": close,
    "reopen": reopen,
}
