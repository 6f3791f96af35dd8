"""/facts/: what waits to be assigned, and assigning it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.decisions.asking import read_acting
from alongside.web.facts.assigning import assign_facts
from alongside.web.facts.page import groups_of
from alongside.web.facts.waiting import waiting_for
from alongside.web.identity.acting import Acting
from alongside.web.identity.asking import refusal_of

WHO_MAY = (Verb.WORK_CASES, Verb.CHANGE_IDENTITY)


@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """Facts of people who became two; a worker says whose each is."""
    acting = read_acting(request)
    if not any(acting.access.worker.may(verb) for verb in WHO_MAY):
        raise AccessDenied(Refusal.NOT_YOURS)
    acting.note(Verb.WORK_CASES, "facts", "to assign")
    refused = None
    if request.method == "POST":
        done: list[int] = []
        refused = refusal_of(lambda: done.append(_assign(request, acting)))
        if refused is None:
            said = ngettext("%(n)s fact was assigned.", "%(n)s facts were assigned.", done[0])
            messages.success(request, said % {"n": done[0]})
            return redirect("facts:waiting")
    context = {
        "groups": groups_of(waiting_for(acting), acting),
        "refused": refused,
        "chosen": request.POST.getlist("fact"),
        "chosen_people": request.POST.getlist("person"),
        "reason": request.POST.get("reason", "")[:500],
    }
    return render(request, "facts/waiting.html", context, status=409 if refused else 200)


def _assign(request: HttpRequest, acting: Acting) -> int:
    """What was chosen; ids that are none are nobody's."""
    try:
        facts = [int(one) for one in request.POST.getlist("fact")]
        people = [UUID(one) for one in request.POST.getlist("person")]
    except ValueError as error:
        raise AccessDenied(Refusal.NOT_YOURS) from error
    return assign_facts(acting, facts, to=people, reason=request.POST.get("reason", ""))
