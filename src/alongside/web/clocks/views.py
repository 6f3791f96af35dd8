"""The clocks of a case, and the steps that only they wait for."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.core import AlongsideError
from alongside.governance.casework import CaseState
from alongside.privacy import Verb
from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase, open_case
from alongside.web.clocks.forms import MilestoneForm
from alongside.web.clocks.milestones import milestones_here, record_milestone
from alongside.web.clocks.page import over, running
from alongside.web.decisions.asking import read_acting

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
def clocks(request: HttpRequest, key: UUID) -> HttpResponse:
    """What runs for a case and why; ``POST`` writes down a step that moves a clock."""
    acting = read_acting(request)
    if request.method != "POST":
        opened = open_case(key, acting)
        return _page(request, opened, MilestoneForm(opened=opened, initial=_first(opened)))
    opened = open_case(key, acting, verb=Verb.WORK_CASES)
    form = MilestoneForm(request.POST, opened=opened)
    if not form.is_valid():
        return _page(request, opened, form, status=REFUSED)
    said = form.cleaned_data
    try:
        record_milestone(
            opened, said["kind"], on=said["on"], people=form.concerned(), reason=said["reason"]
        )
    except AlongsideError as refused:
        form.add_error(None, f"{refused.seen}. {refused.do}. ({refused.code})")
        return _page(request, opened, form, status=REFUSED)
    says = milestones_here()[said["kind"]]
    messages.success(request, _("Kept: %(says)s. The clocks were counted again.") % {"says": says})
    return redirect("clocks:clocks", key=key)


def _first(opened: OpenedCase) -> dict[str, object]:
    """What the form says before anybody wrote in it: today, for whom the work is about."""
    return {"on": opened.today, "people": [str(one) for one in opened.focus]}


def _page(
    request: HttpRequest, opened: OpenedCase, form: MilestoneForm, *, status: int = 200
) -> HttpResponse:
    return render(
        request,
        "clocks/clocks.html",
        {
            "opened": opened,
            "jurisdiction": current_agency().jurisdiction.title,
            "running": running(opened),
            "over": over(opened),
            "form": form,
            "closed": (closed := opened.state is CaseState.CLOSED),
            "may_write": not closed and opened.may(Verb.WORK_CASES) and bool(milestones_here()),
        },
        status=status,
    )
