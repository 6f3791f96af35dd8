"""What this room shows on a case's page: the plans that hold, where children live, what is next."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.governance.casework import CaseState, MeetingState, PlanState
from alongside.privacy import Verb
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.parts import CasePart, PartAction, PartLine
from alongside.web.planning.meeting_page import shown_meeting
from alongside.web.planning.models import ActionRow, MeetingRow, PlanRow
from alongside.web.planning.placement_page import placed_now
from alongside.web.planning.plan_page import shown_line, state_words
from alongside.web.planning.plans import CASE, SAFETY
from alongside.web.planning.supervision import supervision_on

FEW = 4
LIVE = (PlanState.IN_FORCE.value, PlanState.DRAFT.value)


def on_case(opened: OpenedCase) -> tuple[CasePart, ...]:
    """The cards of this room. Seven queries, however much there is."""
    plans = PlanRow.objects.filter(case=opened.row, state__in=LIVE).select_related("written_by")
    held = {(row.kind, row.state): row for row in plans}
    actions = _open_actions(opened, held.values())
    return (
        _plan_part(opened, SAFETY, held, actions),
        _plan_part(opened, CASE, held, actions),
        _placements(opened),
        _meetings(opened),
    )


def _open_actions(opened: OpenedCase, plans: Iterable[PlanRow]) -> list[ActionRow]:
    """What is still to be done of the plans that hold, the first due first."""
    numbers = [row.pk for row in plans if row.state == PlanState.IN_FORCE.value]
    rows = ActionRow.objects.filter(plan_id__in=numbers, done_on__isnull=True)
    return sorted(
        rows.order_by("position"), key=lambda row: (row.by_on is None, row.by_on or opened.today)
    )


def _plan_part(
    opened: OpenedCase,
    kind: str,
    held: dict[tuple[str, str], PlanRow],
    actions: list[ActionRow],
) -> CasePart:
    in_force = held.get((kind, PlanState.IN_FORCE.value))
    draft = held.get((kind, PlanState.DRAFT.value))
    mine = [row for row in actions if in_force and row.plan_id == in_force.pk]
    goals = _goals(in_force) if in_force and kind == CASE else []
    lines = [_line(opened, row, in_force) for row in mine[:FEW] if in_force]
    return CasePart(
        name=f"{kind}-plan",
        title=_("Safety plan") if kind == SAFETY else _("Case plan"),
        icon="shield-check" if kind == SAFETY else "list-checks",
        lines=(*_states(opened, in_force, draft), *goals, *lines),
        actions=_plan_actions(opened, kind, in_force=in_force, draft=draft),
        empty=_("None. Write one when a child is safe only as long as somebody does something.")
        if kind == SAFETY
        else _("None yet. It begins with what the family wants, in their words."),
        more=PartAction(says=_("What was agreed"), href=_at(opened, "home")),
    )


def _states(opened: OpenedCase, in_force: PlanRow | None, draft: PlanRow | None) -> list[PartLine]:
    """How the plans stand. One that should have been looked at again is late."""
    found = []
    for row in (in_force, draft):
        if row is not None:
            late = row is in_force and row.review_on is not None and row.review_on < opened.today
            found.append(
                PartLine(
                    says=state_words(opened, row),
                    href=_at(opened, "plan", row.key),
                    tone="late" if late else "",
                )
            )
    return found


def _goals(plan: PlanRow) -> list[PartLine]:
    rows = plan.goals.filter(reached_on__isnull=True).order_by("position")[:FEW]
    return [PartLine(says=_("Goal: “%(words)s”") % {"words": row.words[:160]}) for row in rows]


def _line(opened: OpenedCase, row: ActionRow, plan: PlanRow) -> PartLine:
    shown = shown_line(opened.say, row)
    return PartLine(
        says=f"{row.who}: {row.what}",
        when=shown.when,
        href=f"{_at(opened, 'plan', plan.key)}#action-{row.key}",
        tone=shown.tone,
    )


def _plan_actions(
    opened: OpenedCase, kind: str, *, in_force: PlanRow | None, draft: PlanRow | None
) -> tuple[PartAction, ...]:
    if not _works(opened):
        return ()
    if draft is not None:
        page = "edit" if kind == SAFETY else "plan"
        return (PartAction(says=_("Write on the draft"), href=_at(opened, page, draft.key)),)
    says = {
        (SAFETY, False): _("Write a safety plan"),
        (CASE, False): _("Write a case plan"),
        (SAFETY, True): _("Begin a new safety plan"),
        (CASE, True): _("Begin a new version"),
    }[(kind, in_force is not None)]
    return (PartAction(says=says, href=_at(opened, "draft", kind), post=True),)


def _placements(opened: OpenedCase) -> CasePart:
    lines = tuple(
        PartLine(
            says=f"{one.child}: {one.kind}" + (f", {one.carer}" if one.carer else ""),
            when=one.span,
            href=f"{_at(opened, 'home')}#placements",
        )
        for one in placed_now(opened)
    )
    new = PartAction(says=_("Write down a placement"), href=_at(opened, "new_placement"))
    return CasePart(
        name="placements",
        title=_("Where the children live"),
        icon="house",
        lines=lines,
        actions=(new,) if _works(opened) else (),
        empty=_("No stay elsewhere is written down: the children live at home."),
    )


def _meetings(opened: OpenedCase) -> CasePart:
    planned = MeetingRow.objects.filter(case=opened.row, state=MeetingState.PLANNED.value)
    lines = [
        PartLine(
            says=(one := shown_meeting(opened, row)).kind,
            when=one.says,
            href=_at(opened, "meeting", row.key),
            tone=one.tone,
        )
        for row in planned.order_by("planned_on", "id")[:FEW]
    ]
    talked = supervision_on(opened)[:1]
    lines += [
        PartLine(
            says=_("Last supervision"),
            when=opened.say.when(row.held_at, "instant"),
            href=_at(opened, "supervision", row.key),
        )
        for row in talked
    ]
    return CasePart(
        name="meetings",
        title=_("Reviews and meetings"),
        icon="calendar-days",
        lines=tuple(lines),
        actions=_meeting_actions(opened),
        empty=_("Nothing is planned. A review stands here and on your worklist once it is."),
        more=PartAction(says=_("All meetings"), href=f"{_at(opened, 'home')}#meetings"),
    )


def _meeting_actions(opened: OpenedCase) -> tuple[PartAction, ...]:
    plan = PartAction(says=_("Plan a meeting"), href=_at(opened, "new_meeting"))
    talk = PartAction(says=_("Write down supervision"), href=_at(opened, "new_supervision"))
    leads = opened.may(Verb.SUPERVISE_CASES) and opened.row.worker_id is not None
    return (plan,) * _works(opened) + (talk,) * leads


def _works(opened: OpenedCase) -> bool:
    return opened.may(Verb.WORK_CASES) and opened.state is not CaseState.CLOSED


def _at(opened: OpenedCase, page: str, *args: object) -> str:
    return reverse(f"planning:{page}", args=[opened.key, *args])
