"""Close a case, answer a closure that was asked for, open it again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.core import AlongsideError
from alongside.privacy import Verb
from alongside.web.agency import current_agency
from alongside.web.cases.closing import (
    agree_closure,
    close_case,
    needs_agreement,
    send_back_closure,
)
from alongside.web.cases.forms import CloseForm, ReasonForm
from alongside.web.cases.leftovers import leftovers, mark_of
from alongside.web.cases.opening import OpenedCase, open_case
from alongside.web.cases.page import strip_of
from alongside.web.cases.refusing import more_ends
from alongside.web.cases.reopening import reopen_case
from alongside.web.cases.views import carry_out
from alongside.web.decisions.asking import read_acting


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is open and what becomes of it comes first; then the outcome and why."""
    opened = open_case(key, read_acting(request), verb=Verb.WORK_CASES)
    outcomes = current_agency().file.case.outcomes
    form = CloseForm(request.POST if request.method == "POST" else None, outcomes=outcomes)
    if not form.is_valid():
        return _close_page(request, opened, form, status=422 if form.errors else 200)
    if form.cleaned_data["seen"] != mark_of(leftovers(opened)):
        return _close_page(request, opened, form, refused=more_ends(), status=409)
    said = form.cleaned_data
    return carry_out(
        request,
        opened,
        lambda: close_case(opened, outcome=said["outcome"], reason=said["reason"]),
        says=_("Asked. The work goes on until a supervisor has agreed.")
        if needs_agreement(opened)
        else _("The case is closed. Nothing of it is lost, and it can be opened again."),
        unsent=said["reason"],
    )


def _close_page(
    request: HttpRequest,
    opened: OpenedCase,
    form: CloseForm,
    *,
    status: int,
    refused: AlongsideError | None = None,
) -> HttpResponse:
    found = leftovers(opened)
    context = {
        "form": form,
        "outcomes": current_agency().file.case.outcomes.items(),
        "left": found,
        "mark": mark_of(found),
        "asks": needs_agreement(opened),
        "refused": refused,
    }
    return render(request, "cases/close.html", strip_of(opened) | context, status=status)


@require_POST
def closure(request: HttpRequest, key: UUID) -> HttpResponse:
    """Agree that the case is closed, or send the closure back with a reason."""
    opened = open_case(key, read_acting(request))
    reason = request.POST.get("reason", "").strip()[:500]
    if request.POST.get("answer") == "agree":
        return carry_out(
            request,
            opened,
            lambda: agree_closure(opened),
            says=_("The case is closed. Nothing of it is lost, and it can be opened again."),
        )
    return carry_out(
        request,
        opened,
        lambda: send_back_closure(opened, reason=reason),
        says=_("Sent back: the work goes on."),
        unsent=reason,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, key: UUID) -> HttpResponse:
    """Open a closed case again, with a reason."""
    opened = open_case(key, read_acting(request), verb=Verb.ALLOCATE_CASES)
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        label=_("Why the case is opened again"),
    )
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return carry_out(
            request,
            opened,
            lambda: reopen_case(opened, reason=reason),
            says=_("The case is open again. Somebody has to say yes to it: offer it to a worker."),
            unsent=reason,
        )
    status = 422 if form.errors else 200
    return render(request, "cases/reopen.html", strip_of(opened) | {"form": form}, status=status)
