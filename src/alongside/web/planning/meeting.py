"""Meetings about a case: planned, then held, missed or cancelled; and what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alongside.governance.casework import (
    MEETING_TRANSITIONS,
    CaseState,
    MeetingState,
    check_move,
    state_after,
)
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import hold, in_the_future, take_step
from alongside.web.facts.about import say_about
from alongside.web.planning.about import living_people_of
from alongside.web.planning.actions import Doing, keep_doings
from alongside.web.planning.caseplan import reach_goal
from alongside.web.planning.models import GoalRow, MeetingRow, ProgressRow
from alongside.web.planning.naming import doers_of
from alongside.web.planning.plans import CASE, plan_in_force

REVIEW = "review"
# kind: what it is called, and the step that is taken when it was held
MEETINGS: Mapping[str, tuple[Any, str]] = {
    REVIEW: (_("Review"), "review_held"),
    "conference": (_("Conference"), "conference_held"),
    "core_group": (_("Core group"), "core_group_held"),
    "permanency_hearing": (_("Permanency hearing"), "permanency_hearing_held"),
    "strategy_discussion": (_("Discussion between agencies"), "strategy_discussion_held"),
}
REACHED = "reached"
PROGRESS: Mapping[str, Any] = {
    REACHED: _("Reached"),
    "better": _("Going better"),
    "same": _("As before"),
    "worse": _("Going worse"),
    "not_begun": _("Not begun yet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How it went for a goal of the plan in force: a name of :data:`PROGRESS`, and words."""

    goal: UUID  # the goal's key
    how: str
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingContent:
    """What came of a meeting. ``next_on`` plans the next one, of the kind ``next_kind``."""

    held_at: datetime
    there: tuple[str, ...]
    talked: str = ""
    child_said: str = ""
    family_said: str = ""
    progress: tuple[Progress, ...] = ()
    decisions: tuple[Doing, ...] = ()
    next_on: date | None = None
    next_kind: str = REVIEW


def plan_meeting(
    opened: OpenedCase, *, kind: str, on: date, at: time | None = None, place: str = ""
) -> MeetingRow:
    """Plan a meeting. A day in the past is for one that was held and is written down now."""
    opened.check(Verb.WORK_CASES)
    with transaction.atomic():
        state_after(MEETINGS[kind][1], CaseState(hold(opened).state))  # none in a closed case
        row = MeetingRow.objects.create(
            case=opened.row,
            kind=kind,
            plan=plan_in_force(opened, CASE),
            planned_on=on,
            planned_time=at,
            place=place.strip(),
            made_by_id=opened.acting.access.worker.id,
            made_at=opened.acting.now,
        )
        say_about("meeting", row.pk, opened.focus, acting=opened.acting, case=opened.row)
        if kind == REVIEW:
            take_step(opened, "review_planned", about=f"meeting:{row.pk}")
        else:
            opened.acting.note(Verb.WORK_CASES, "meeting", str(row.key), reason=f"{kind}_planned")
    return row


def hold_meeting(opened: OpenedCase, meeting: MeetingRow, content: MeetingContent) -> MeetingRow:
    """The meeting was held: who was there, what was said, how it goes, what was decided.

    A goal that was reached is marked so; the next meeting is planned when a day was named.
    """
    if content.held_at > opened.acting.now:
        raise in_the_future()
    with transaction.atomic():
        row = _held(opened, meeting, MeetingState.HELD)
        row.held_at, row.there = content.held_at, list(content.there)
        row.talked = content.talked.strip()
        row.child_said, row.family_said = content.child_said.strip(), content.family_said.strip()
        row.plan = plan_in_force(opened, CASE)
        row.save()
        _keep_progress(opened, row, content.progress)
        keep_doings(opened.row, content.decisions, offered=doers_of(opened), meeting=row)
        take_step(
            opened,
            MEETINGS[row.kind][1],
            people=living_people_of("meeting", row.pk),
            happened_at=content.held_at,
            about=f"meeting:{row.pk}",
        )
        if content.next_on:
            plan_meeting(opened, kind=content.next_kind, on=content.next_on, place=row.place)
    return row


def miss_meeting(opened: OpenedCase, meeting: MeetingRow, reason: str) -> None:
    """It did not happen although somebody came or waited."""
    _put_off(opened, meeting, MeetingState.MISSED, reason)


def cancel_meeting(opened: OpenedCase, meeting: MeetingRow, reason: str) -> None:
    """It was called off beforehand."""
    _put_off(opened, meeting, MeetingState.CANCELLED, reason)


def meeting_of(opened: OpenedCase, key: UUID) -> MeetingRow:
    """The meeting of an address, of this case."""
    rows = MeetingRow.objects.select_related("written_by", "made_by", "plan")
    row = rows.filter(case=opened.row, key=key).first()
    if row is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    return row


def _put_off(opened: OpenedCase, meeting: MeetingRow, then: MeetingState, reason: str) -> None:
    with transaction.atomic():
        row = _held(opened, meeting, then)
        row.reason = reason.strip()
        row.save()
        opened.acting.note(Verb.WORK_CASES, "meeting", str(row.key), reason=then.value)
    meeting.state, meeting.reason = row.state, row.reason


def _held(opened: OpenedCase, meeting: MeetingRow, then: MeetingState) -> MeetingRow:
    """The row, held for writing, on its way to another state."""
    opened.check(Verb.WORK_CASES)
    row = MeetingRow.objects.select_for_update().get(pk=meeting.pk)
    check_move(MEETING_TRANSITIONS, MeetingState(row.state), then)
    row.state = then.value
    row.written_by_id, row.written_at = UUID(opened.acting.access.worker.id), opened.acting.now
    return row


def _keep_progress(opened: OpenedCase, row: MeetingRow, progress: tuple[Progress, ...]) -> None:
    """How it went for each goal of the plan in force; others are left out."""
    goals = {one.key: one for one in GoalRow.objects.filter(plan=row.plan)} if row.plan else {}
    known = [(goals[one.goal], one) for one in progress if one.goal in goals]
    ProgressRow.objects.bulk_create(
        ProgressRow(meeting=row, goal=goal, how=one.how, says=one.says.strip())
        for goal, one in known
    )
    for goal, one in known:
        if one.how == REACHED and goal.reached_on is None:
            reach_goal(opened, goal, on=opened.say.local(row.held_at) if row.held_at else None)
