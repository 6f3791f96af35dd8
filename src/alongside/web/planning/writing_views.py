"""The pages on which plans are written. Every press keeps what was written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.governance.casework import PlanState
from alongside.web.cases.opening import OpenedCase
from alongside.web.identity.asking import refusal_of
from alongside.web.planning.asking import go_on, show, work_on_case
from alongside.web.planning.caseplan import (
    drop_goal,
    goal_of,
    reach_goal,
    write_case_plan,
    write_goal,
)
from alongside.web.planning.forms import DayForm
from alongside.web.planning.models import GoalRow, PlanRow
from alongside.web.planning.naming import doers_of
from alongside.web.planning.offers import day_wanted, supports_offered, worry_offered
from alongside.web.planning.plan_forms import (
    case_plan_form,
    goal_content_of,
    goal_form,
    lines_form,
    safety_content_of,
    safety_form,
)
from alongside.web.planning.plan_page import page_of_plan, shown_lines
from alongside.web.planning.plans import CASE, plan_of
from alongside.web.planning.safety import write_safety_plan


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: UUID, plan_key: UUID) -> HttpResponse:
    """Write a safety plan, or for whom a case plan is and when it is looked at."""
    opened = work_on_case(request, key)
    plan = plan_of(opened, plan_key)
    if plan.state != PlanState.DRAFT.value:
        return redirect("planning:plan", key, plan_key)
    return (_edit_case if plan.kind == CASE else _edit_safety)(request, opened, plan)


def _edit_safety(request: HttpRequest, opened: OpenedCase, plan: PlanRow) -> HttpResponse:
    posted = _taken(request, opened) if request.method == "POST" else None
    form, lines = safety_form(opened, plan, posted), lines_form(posted, _lines_of(plan))
    if posted is None or not (form.is_valid() & lines.is_valid()):
        return _safety_page(request, opened, plan, form=form, lines=lines)
    content = safety_content_of(form, lines)
    revision = form.cleaned_data["revision"]
    refused = refusal_of(lambda: write_safety_plan(opened, plan, content, revision=revision))
    if refused is not None:
        return _safety_page(request, opened, plan, form=form, lines=lines, refused=refused)
    return _after(request, opened.key, plan, "edit")


def _safety_page(
    request: HttpRequest, opened: OpenedCase, plan: PlanRow, **parts: Any
) -> HttpResponse:
    """The form; beside it, where a colleague was faster, what she wrote."""
    context = page_of_plan(opened, plan, worry_offered=worry_offered(opened), **parts)
    return show(request, "safety_form", _with_theirs(plan, context), status=_status(context))


def _edit_case(request: HttpRequest, opened: OpenedCase, plan: PlanRow) -> HttpResponse:
    wanted = day_wanted(opened, "review_held")
    posted: Any = None
    if request.method == "POST":
        posted = request.POST.copy()
        if posted.get("take") == "review_on" and wanted and wanted.on:
            posted["review_on"] = wanted.on.isoformat()
    form = case_plan_form(opened, plan, posted)
    refused = None
    if posted is not None and form.is_valid():
        said = form.cleaned_data
        refused = refusal_of(
            lambda: write_case_plan(
                opened,
                plan,
                review_on=said["review_on"],
                people=tuple(said["people"]),
                revision=said["revision"],
            )
        )
        if refused is None:
            return _after(request, opened.key, plan, "plan")
    context = page_of_plan(opened, plan, form=form, refused=refused, review_offered=wanted)
    return show(request, "case_form", _with_theirs(plan, context), status=_status(context))


@require_http_methods(["GET", "HEAD", "POST"])
def new_goal(request: HttpRequest, key: UUID, plan_key: UUID) -> HttpResponse:
    """Write a goal that is new."""
    opened = work_on_case(request, key)
    return _edit_goal(request, opened, plan_of(opened, plan_key), None)


@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: HttpRequest, key: UUID, plan_key: UUID, goal_key: UUID) -> HttpResponse:
    """Write a goal that is there."""
    opened = work_on_case(request, key)
    plan = plan_of(opened, plan_key)
    return _edit_goal(request, opened, plan, goal_of(opened, goal_key))


def _edit_goal(
    request: HttpRequest, opened: OpenedCase, plan: PlanRow, row: GoalRow | None
) -> HttpResponse:
    if plan.state != PlanState.DRAFT.value or (row and row.plan_id != plan.pk):
        return redirect("planning:plan", opened.key, plan.key)
    posted = request.POST if request.method == "POST" else None
    form = goal_form(opened, plan, row, posted)
    lines = lines_form(posted, row.actions.order_by("position") if row else ())
    if posted is None or not (form.is_valid() & lines.is_valid()):
        return _goal_page(request, opened, plan, goal=row, form=form, lines=lines)
    kept: list[GoalRow] = []
    content, revision = goal_content_of(form, lines), form.cleaned_data["revision"]
    refused = refusal_of(
        lambda: kept.append(write_goal(opened, plan, content, goal=row, revision=revision))
    )
    if refused is not None:
        return _goal_page(request, opened, plan, goal=row, form=form, lines=lines, refused=refused)
    return _after_goal(request, opened.key, plan, kept[0])


def _goal_page(
    request: HttpRequest, opened: OpenedCase, plan: PlanRow, **parts: Any
) -> HttpResponse:
    chosen = set(parts["form"]["supports"].value() or ())
    offered = [(one, one.name in chosen) for one in supports_offered(opened)]
    context = {
        "opened": opened,
        "plan": plan,
        "doers": doers_of(opened),
        "supports": offered,
        **parts,
    }
    row = parts["goal"]
    theirs = page_of_plan(opened, plan)["goals"] if parts.get("refused") else []
    context["theirs"] = [one for one in theirs if row is None or one.row.lineage == row.lineage]
    return show(request, "goal_form", _with_theirs(plan, context), status=_status(context))


def _after_goal(request: HttpRequest, key: UUID, plan: PlanRow, row: GoalRow) -> HttpResponse:
    pressed = request.POST.get("then", "")
    if pressed == "line":
        answer = redirect("planning:goal", key, plan.key, row.key)
        answer["Location"] += f"#id_lines-{row.actions.count()}-who"
        return answer
    if pressed == "goal":
        return redirect("planning:new_goal", key, plan.key)
    return redirect("planning:plan", key, plan.key)


@require_POST
def drop(request: HttpRequest, key: UUID, plan_key: UUID, goal_key: UUID) -> HttpResponse:
    """Leave a goal out of a draft."""
    opened = work_on_case(request, key)
    found, row = plan_of(opened, plan_key), goal_of(opened, goal_key)
    return go_on(
        request,
        lambda: drop_goal(opened, found, row),
        "plan",
        key,
        plan_key,
        said=_("Left out of this version. Earlier versions keep it."),
    )


@require_POST
def reached(request: HttpRequest, key: UUID, plan_key: UUID, goal_key: UUID) -> HttpResponse:
    """A goal was reached."""
    opened = work_on_case(request, key)
    row, form = goal_of(opened, goal_key), DayForm(request.POST)
    day = form.cleaned_data["on"] if form.is_valid() else None
    return go_on(
        request,
        lambda: reach_goal(opened, row, on=day),
        "plan",
        key,
        plan_key,
        said=_("Kept: the goal was reached."),
    )


def _taken(request: HttpRequest, opened: OpenedCase) -> Any:
    """What was posted, with the offer that the worker pressed to take over."""
    posted = request.POST.copy()
    if posted.get("take") == "worry" and (offer := worry_offered(opened)):
        written = posted.get("worry", "").strip()
        posted["worry"] = "\n".join(one for one in (written, offer.value) if one)
        posted["worry_source"] = offer.thing
    return posted


def _after(request: HttpRequest, key: UUID, plan: PlanRow, page: str) -> HttpResponse:
    """On to the next empty line, back to the form, or to the plan to sign it."""
    pressed = request.POST.get("then", "")
    if request.POST.get("take"):
        return redirect("planning:edit", key, plan.key)
    if pressed == "line":
        answer = redirect("planning:edit", key, plan.key)
        answer["Location"] += f"#id_lines-{plan.actions.count()}-who"
        return answer
    return redirect("planning:plan", key, plan.key)


def _lines_of(plan: PlanRow) -> Any:
    return plan.actions.filter(goal__isnull=True).order_by("position")


def _with_theirs(plan: PlanRow, context: dict[str, Any]) -> dict[str, Any]:
    """Where somebody wrote meanwhile: the next press is to the text that stands beside."""
    plan.refresh_from_db()
    context["revision"] = plan.revision
    context["shown"] = shown_lines(context["opened"].say, _lines_of(plan))
    return context


def _status(context: dict[str, Any]) -> int:
    if context.get("refused"):
        return 409
    said = (context["form"], context.get("lines"))  # shown lines of a plan are no form
    forms = [one for one in said if isinstance(one, BaseForm | BaseFormSet)]
    return 422 if any(one.is_bound and not one.is_valid() for one in forms) else 200
