"""What this room tells a report about a case. Supervision is no part of a family's record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core.dates import day_span
from alongside.governance.casework import MeetingState, PlacementState, PlanState
from alongside.recording import Statement
from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase
from alongside.web.facts.about import people_of
from alongside.web.planning.meeting import PROGRESS
from alongside.web.planning.meeting_page import kind_words
from alongside.web.planning.models import ActionRow, GoalRow, MeetingRow, PlacementRow, PlanRow
from alongside.web.planning.placement_page import children_among
from alongside.web.planning.placing import kinds_of_placement
from alongside.web.planning.plan_page import shown_line
from alongside.web.planning.plans import SAFETY, signatures_of

TOLD_PLANS = (PlanState.IN_FORCE.value, PlanState.REPLACED.value, PlanState.ENDED.value)


def on_record(opened: OpenedCase) -> list[Statement]:
    """Every statement of this room about the case. A plan that was replaced is told as begun."""
    return [*_plans(opened), *_placements(opened), *_meetings(opened)]


def _plans(opened: OpenedCase) -> Iterator[Statement]:
    rows = PlanRow.objects.filter(
        case=opened.row, state__in=TOLD_PLANS, in_force_at__isnull=False
    ).select_related("written_by")
    plans = list(rows.order_by("in_force_at"))
    people = people_of("plan", [row.pk for row in plans])
    for plan in plans:
        about = tuple(people.get(str(plan.pk), ()))
        yield _of_plan(opened, plan, about, _plan_begun(plan))
        if plan.state == PlanState.IN_FORCE.value:
            yield from _what_holds(opened, plan, about)
        if plan.state == PlanState.ENDED.value:
            says = _("%(plan)s ended: %(reason)s") % {
                "plan": _name(plan), "reason": plan.ended_reason
            }  # fmt: skip
            yield _of_plan(opened, plan, about, says, at=plan.ended_at)


def _what_holds(opened: OpenedCase, plan: PlanRow, about: tuple[UUID, ...]) -> Iterator[Statement]:
    """The words of a plan that is in force: worry, goals, lines, who agreed and who did not."""
    if plan.worry:
        yield _of_plan(opened, plan, about, _("The worry: %(worry)s") % {"worry": plan.worry})
    for line in plan.actions.filter(goal__isnull=True).order_by("position"):
        yield _of_plan(opened, plan, about, _doing(opened, line))
    if plan.otherwise:
        says = _("If it does not work: %(what)s") % {"what": plan.otherwise}
        yield _of_plan(opened, plan, about, says)
    for goal in plan.goals.prefetch_related("actions").order_by("position"):
        yield from _goal(opened, plan, about, goal)
    for one in signatures_of(plan):
        agrees = _("%(name)s agrees") if one.agrees else _("%(name)s does not agree")
        says = agrees % {"name": one.name}
        said = f"{says}: “{one.says}”" if one.says else says
        yield _of_plan(opened, plan, about, said, at=one.at, by=one.by.name)


def _goal(
    opened: OpenedCase, plan: PlanRow, about: tuple[UUID, ...], goal: GoalRow
) -> Iterator[Statement]:
    """A goal stands as somebody said it; the steps stand as they were agreed."""
    at = _start(goal.said_on) if goal.said_on else plan.in_force_at
    yield _of_plan(
        opened,
        plan,
        about,
        goal.words,
        at=at,
        by=goal.said_by or plan.written_by.name,
        quoted=bool(goal.said_by),
        precision="day" if goal.said_on else "instant",
    )
    for line in sorted(goal.actions.all(), key=lambda row: row.position):
        yield _of_plan(opened, plan, about, _doing(opened, line))
    if goal.reached_on:
        says = _("Reached: %(goal)s") % {"goal": goal.words}
        yield _of_plan(opened, plan, about, says, at=_start(goal.reached_on), precision="day")


def _of_plan(
    opened: OpenedCase,
    plan: PlanRow,
    about: tuple[UUID, ...],
    says: str,
    *,
    at: datetime | None = None,
    by: str = "",
    **more: Any,
) -> Statement:
    known = plan.in_force_at or plan.written_at
    return Statement(
        section="safety_plan" if plan.kind == SAFETY else "case_plan",
        says=says,
        said_by=by or plan.written_by.name,
        happened_at=at or known,
        known_at=max(known, at) if at else known,
        source=f"plan:{plan.pk}",
        href=reverse("planning:plan", args=[opened.key, plan.key]),
        people=about,
        sensitivity=opened.row.sensitivity,
        **more,
    )


def _placements(opened: OpenedCase) -> Iterator[Statement]:
    """Where children lived. A protected place is in no report, whoever asks for it."""
    told = (PlacementState.BEGUN.value, PlacementState.ENDED.value)
    rows = PlacementRow.objects.filter(case=opened.row, state__in=told).select_related("made_by")
    stays = list(rows.order_by("from_on", "id"))
    people = people_of("placement", [row.pk for row in stays])
    for row, child in children_among(opened, stays):
        about = tuple(people.get(str(row.pk), ()))
        yield Statement(
            section="placement",
            says=_stay_says(opened, row, child),
            said_by=row.made_by.name,
            happened_at=_start(row.from_on),
            known_at=row.made_at,
            source=f"placement:{row.pk}",
            href=f"{reverse('planning:home', args=[opened.key])}#placements",
            people=about,
            precision="day",
            sensitivity=opened.row.sensitivity,
        )


def _stay_says(opened: OpenedCase, row: PlacementRow, child: str) -> str:
    kind = kinds_of_placement().get(row.kind, row.kind)
    where = [one for one in (row.carer, row.where) if one and not row.where_protected]
    parts = [
        f"{child}: {kind}",
        *where,
        _("short stay") if row.short_stay else "",
        opened.say.span(row.from_on, row.until_on),
    ]
    said = ", ".join(part for part in parts if part)
    reasons = [one for one in (row.reason, row.ended_reason) if one]
    return ". ".join([said, *reasons])


def _meetings(opened: OpenedCase) -> Iterator[Statement]:
    rows = MeetingRow.objects.filter(case=opened.row, state=MeetingState.HELD.value)
    held = list(rows.select_related("written_by").order_by("held_at"))
    people = people_of("meeting", [row.pk for row in held])
    for row in held:
        about = tuple(people.get(str(row.pk), ()))
        there = ", ".join(row.there)
        says = _("%(kind)s with %(names)s") if there else "%(kind)s"
        yield _of_meeting(opened, row, about, says % {"kind": kind_words(row), "names": there})
        for text, who in ((row.child_said, _("The child")), (row.family_said, _("The family"))):
            if text:
                yield _of_meeting(opened, row, about, text, by=who, quoted=True)
        if row.talked:
            yield _of_meeting(opened, row, about, row.talked)
        for one in row.progress.select_related("goal").order_by("goal__position"):
            how = str(PROGRESS.get(one.how, one.how))
            says = f"“{one.goal.words}”: {how}" + (f". {one.says}" if one.says else "")
            yield _of_meeting(opened, row, about, says)
        for line in row.actions.order_by("position"):
            yield _of_meeting(opened, row, about, _doing(opened, line))


def _of_meeting(
    opened: OpenedCase,
    row: MeetingRow,
    about: tuple[UUID, ...],
    says: str,
    *,
    by: str = "",
    quoted: bool = False,
) -> Statement:
    return Statement(
        section="review",
        says=says,
        said_by=by or (row.written_by.name if row.written_by else ""),
        happened_at=row.held_at,
        known_at=row.written_at or row.made_at,
        source=f"meeting:{row.pk}",
        href=reverse("planning:meeting", args=[opened.key, row.key]),
        people=about,
        quoted=quoted,
        sensitivity=opened.row.sensitivity,
    )


def _plan_begun(plan: PlanRow) -> str:
    return _("%(plan)s, version %(n)s, came into force") % {"plan": _name(plan), "n": plan.version}


def _name(plan: PlanRow) -> str:
    return _("The safety plan") if plan.kind == SAFETY else _("The case plan")


def _doing(opened: OpenedCase, row: ActionRow) -> str:
    shown = shown_line(opened.say, row)
    tail = ", ".join(one for one in (shown.when, shown.done) if one)
    return f"{row.who}: {row.what}" + (f" ({tail})" if tail else "")


def _start(day: date) -> datetime:
    return day_span(day, current_agency().file.zone).start
