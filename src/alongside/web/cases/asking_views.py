"""Offer a case, answer an offer, take it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.privacy import Verb
from alongside.web.cases.allocating import end_beside, offer_case, transfer_case, withdraw_offer
from alongside.web.cases.answering import accept_case, decline_case
from alongside.web.cases.forms import OfferForm
from alongside.web.cases.opening import OpenedCase, open_case
from alongside.web.cases.views import carry_out
from alongside.web.cases.whom import whom_to_ask
from alongside.web.decisions.asking import read_acting


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Whom to ask: workers by name with what each has open, or another team."""
    opened = open_case(key, read_acting(request), verb=Verb.ALLOCATE_CASES)
    beside = request.GET.get("beside") == "1"
    asked = whom_to_ask(opened, beside=beside)
    data = request.POST if request.method == "POST" else None
    form = OfferForm(data, workers=asked.users, teams=asked.teams, outline=asked.outline)
    if not form.is_valid():
        context = asked.context(opened) | {"form": form}
        return render(request, "cases/offer.html", context, status=422 if form.errors else 200)
    said = form.cleaned_data
    return carry_out(
        request,
        opened,
        lambda: _ask(opened, form, leads=not beside),
        says=_("Asked. The case stays where it is until somebody says yes."),
        unsent=said["handover"],
    )


def _ask(opened: OpenedCase, form: OfferForm, *, leads: bool) -> object:
    whom, note = form.cleaned_data["whom"], form.cleaned_data["handover"]
    if whom in form.teams:
        return transfer_case(opened, team=form.teams[whom], handover=note)
    return offer_case(opened, worker=form.workers[whom], leads=leads, handover=note)


@require_POST
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Yes, or no with a reason."""
    opened = open_case(key, read_acting(request))
    reason = request.POST.get("reason", "").strip()[:500]
    if request.POST.get("answer") == "no":
        return carry_out(
            request,
            opened,
            lambda: decline_case(opened, reason=reason),
            says=_("Declined. Who offered the case reads your reason."),
            unsent=reason,
        )
    return carry_out(
        request, opened, lambda: accept_case(opened), says=_("You work on this case now.")
    )


@require_POST
def take_back(request: HttpRequest, key: UUID, assignment: int) -> HttpResponse:
    """Take an offer back that nobody has answered."""
    opened = open_case(key, read_acting(request), verb=Verb.ALLOCATE_CASES)
    return carry_out(
        request, opened, lambda: withdraw_offer(opened, assignment), says=_("Taken back.")
    )


@require_POST
def end(request: HttpRequest, key: UUID, assignment: int) -> HttpResponse:
    """Somebody no longer works beside who leads the case."""
    opened = open_case(key, read_acting(request))
    reason = request.POST.get("reason", "").strip()[:500]
    return carry_out(
        request,
        opened,
        lambda: end_beside(opened, assignment, reason=reason),
        says=_("Written down: the work beside who leads the case has ended."),
        unsent=reason,
    )
