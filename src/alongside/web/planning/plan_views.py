"""The pages of plans: read, write, sign, put in force, end, compare, print."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alongside.governance.casework import PlanState
from alongside.privacy import Refusal
from alongside.privacy.access import AccessDenied
from alongside.web.cases.opening import OpenedCase
from alongside.web.planning.asking import go_on, read_case, show, work_on_case
from alongside.web.planning.caseplan import agree_case_plan
from alongside.web.planning.comparing import compare
from alongside.web.planning.forms import ReasonForm, SigningForm
from alongside.web.planning.home_page import page_of_home
from alongside.web.planning.models import PlanRow
from alongside.web.planning.plan_page import page_of_plan, title_of
from alongside.web.planning.plans import (
    CASE,
    SAFETY,
    Signing,
    draft_plan,
    end_plan,
    plan_of,
    sign_plan,
)
from alongside.web.planning.printing import copy_for
from alongside.web.planning.safety import begin_safety_plan


@require_GET
def home(request: HttpRequest, key: UUID) -> HttpResponse:
    """Everything that was agreed in a case: plans, stays, meetings, supervision."""
    return show(request, "home", page_of_home(read_case(request, key)))


@require_POST
def draft(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Begin a draft, or go to the one there is."""
    opened = work_on_case(request, key)
    if kind not in (SAFETY, CASE):
        raise AccessDenied(Refusal.NOT_YOURS)
    plan = draft_plan(opened, kind)
    return redirect("planning:edit" if kind == SAFETY else "planning:plan", key, plan.key)


@require_GET
def plan(request: HttpRequest, key: UUID, plan_key: UUID) -> HttpResponse:
    """One version of a plan."""
    opened = read_case(request, key)
    return _page(request, opened, plan_of(opened, plan_key))


@require_POST
def sign(request: HttpRequest, key: UUID, plan_key: UUID) -> HttpResponse:
    """Keep that somebody agrees, or does not."""
    opened = work_on_case(request, key)
    found, form = plan_of(opened, plan_key), SigningForm(request.POST)
    if not form.is_valid():
        return _page(request, opened, found, signing=form, status=422)
    said = form.cleaned_data
    agrees = request.POST.get("agrees") != "no"
    if not agrees and not said["says"].strip():
        form.add_error("says", _("Write what they say: whoever disagrees is heard"))
        return _page(request, opened, found, signing=form, status=422)
    signing = Signing(name=said["name"], how=said["how"], agrees=agrees, says=said["says"])
    return go_on(
        request,
        lambda: sign_plan(opened, found, signing),
        "plan",
        key,
        plan_key,
        at="begin-h" if found.state == PlanState.DRAFT.value else "signed-h",
    )


@require_POST
def begin(request: HttpRequest, key: UUID, plan_key: UUID) -> HttpResponse:
    """The draft holds from now on."""
    opened = work_on_case(request, key)
    found = plan_of(opened, plan_key)
    act = begin_safety_plan if found.kind == SAFETY else agree_case_plan
    return go_on(
        request,
        lambda: act(opened, found),
        "plan",
        key,
        plan_key,
        said=_("The plan holds from now on."),
    )


@require_POST
def end(request: HttpRequest, key: UUID, plan_key: UUID) -> HttpResponse:
    """End a plan, or put a draft away."""
    opened = work_on_case(request, key)
    found, form = plan_of(opened, plan_key), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, opened, found, ending=form, status=422)
    return go_on(
        request,
        lambda: end_plan(opened, found, form.cleaned_data["reason"]),
        "plan",
        key,
        plan_key,
        said=_("Ended. It stays to be read."),
    )


@require_GET
def comparison(request: HttpRequest, key: UUID, plan_key: UUID) -> HttpResponse:
    """Two versions side by side: this one and the one before, or the one of ``?with=``."""
    opened = read_case(request, key)
    after = plan_of(opened, plan_key)
    others = PlanRow.objects.filter(case=opened.row, kind=after.kind).exclude(pk=after.pk)
    wanted = request.GET.get("with", "")
    before = others.filter(version=wanted).first() if wanted.isdecimal() else after.replaces
    if before is None:
        messages.error(request, _("There is no earlier version to compare with."))
        return redirect("planning:plan", key, plan_key)
    context = {
        "opened": opened,
        "plan": after,
        "before": before,
        "title": title_of(after),
        "others": others.order_by("version"),
        "differences": compare(opened, before, after),
    }
    return show(request, "compare", context)


@require_GET
def copy(request: HttpRequest, key: UUID, plan_key: UUID) -> HttpResponse:
    """The plan in plain words, to print and hand over; ``?for=`` marks what one person does."""
    opened = read_case(request, key)
    found = plan_of(opened, plan_key)
    return show(request, "copy", copy_for(opened, found, request.GET.get("for", "")))


def _page(
    request: HttpRequest, opened: OpenedCase, found: PlanRow, *, status: int = 200, **more: object
) -> HttpResponse:
    forms = {"signing": SigningForm(), "ending": ReasonForm()}
    context = page_of_plan(opened, found, **(forms | more))
    return show(request, "plan", context, status=status)
