"""The pages of meetings: plan one, write down what came of it, or that it was not held."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.web.cases.opening import OpenedCase
from alongside.web.identity.asking import refusal_of
from alongside.web.planning.asking import go_on, read_case, show, work_on_case
from alongside.web.planning.forms import LineSet, ReasonForm
from alongside.web.planning.meeting import (
    MEETINGS,
    REVIEW,
    cancel_meeting,
    hold_meeting,
    meeting_of,
    miss_meeting,
    plan_meeting,
)
from alongside.web.planning.meeting_forms import (
    HeldForm,
    MeetingForm,
    progress_forms,
    still_writing,
)
from alongside.web.planning.meeting_page import next_day_wanted, page_of_meeting
from alongside.web.planning.models import MeetingRow
from alongside.web.planning.offers import day_wanted


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, key: UUID) -> HttpResponse:
    """Plan a meeting. One in the past is written down at once."""
    opened = work_on_case(request, key)
    kind = request.POST.get("kind") or request.GET.get("kind") or REVIEW
    wanted = day_wanted(opened, MEETINGS.get(kind, MEETINGS[REVIEW])[1])
    posted: Any = request.POST.copy() if request.method == "POST" else None
    if posted is not None and posted.get("take") == "on" and wanted and wanted.on:
        posted["on"] = wanted.on.isoformat()
        form = MeetingForm(initial=posted.dict())
        return _new_page(request, opened, form, wanted)
    form = MeetingForm(posted, initial={"kind": kind})
    if posted is None or not form.is_valid():
        return _new_page(request, opened, form, wanted)
    said = form.cleaned_data
    row = plan_meeting(opened, kind=said["kind"], on=said["on"], at=said["at"], place=said["place"])
    return redirect("planning:meeting", key, row.key)


def _new_page(
    request: HttpRequest, opened: OpenedCase, form: MeetingForm, wanted: Any
) -> HttpResponse:
    context = {"opened": opened, "form": form, "wanted": wanted}
    return show(request, "meeting_form", context, status=422 if form.errors else 200)


@require_GET
def meeting(request: HttpRequest, key: UUID, meeting_key: UUID) -> HttpResponse:
    """One meeting: what is to be written down, or what came of it."""
    opened = read_case(request, key)
    row = meeting_of(opened, meeting_key)
    return _page(request, opened, row)


@require_POST
def held(request: HttpRequest, key: UUID, meeting_key: UUID) -> HttpResponse:
    """Write down what came of a meeting."""
    opened = work_on_case(request, key)
    row = meeting_of(opened, meeting_key)
    posted: Any = request.POST.copy()
    if posted.get("then") == "line" or posted.get("take"):
        wanted = next_day_wanted(opened, row) if posted.get("take") == "next_on" else None
        if wanted and wanted.on:
            posted["next_on"] = wanted.on.isoformat()
        return _page(request, opened, row, **still_writing(posted, opened, row))
    form = HeldForm(posted, opened=opened, meeting=row)
    lines, progress = LineSet(posted, prefix="lines"), progress_forms(opened, posted)
    parts = {"form": form, "lines": lines, "progress": progress}
    if not all([form.is_valid(), lines.is_valid(), *(one.is_valid() for one in progress)]):
        return _page(request, opened, row, status=422, **parts)
    content = form.content(lines.doings(), progress)
    refused = refusal_of(lambda: hold_meeting(opened, row, content))
    if refused is not None:
        return _page(request, opened, row, status=409, refused=refused, **parts)
    messages.success(request, _("Kept: the meeting was held."))
    return redirect("planning:meeting", key, meeting_key)


@require_POST
def not_held(request: HttpRequest, key: UUID, meeting_key: UUID) -> HttpResponse:
    """It was missed, or called off."""
    opened = work_on_case(request, key)
    row, form = meeting_of(opened, meeting_key), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, opened, row, ending=form, status=422)
    act = miss_meeting if request.POST.get("how") == "missed" else cancel_meeting
    return go_on(
        request,
        lambda: act(opened, row, form.cleaned_data["reason"]),
        "meeting",
        key,
        meeting_key,
    )


def _page(
    request: HttpRequest, opened: OpenedCase, row: MeetingRow, *, status: int = 200, **more: Any
) -> HttpResponse:
    return show(request, "meeting", page_of_meeting(opened, row, **more), status=status)
