"""The page of one's own calendar, and the calendar itself, which needs no signing in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.privacy import Access, Verb, check_can
from alongside.web.accounts.workers import network_address, worker_from
from alongside.web.decisions.asking import read_acting
from alongside.web.identity.acting import Acting
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.today.calendar import calendar_of
from alongside.web.today.feeds import end_feed, feed_of, make_feed, owner_of
from alongside.web.today.worklist import say_for


@require_http_methods(["GET", "HEAD", "POST"])
def own_calendar(request: HttpRequest) -> HttpResponse:
    """Whether she has a calendar; ``POST`` makes its address, which is said this once."""
    acting = read_acting(request)
    check_can(acting.access.worker, Verb.VIEW_CASES)
    secret = make_feed(acting) if request.method == "POST" else ""
    row = feed_of(acting.access.worker.id)
    say = say_for(acting)
    return render(
        request,
        "today/calendar.html",
        {
            "address": _address(request, secret) if secret else "",
            "since": say.when(row.made_at, "instant") if row else "",
        },
    )


@require_POST
def end_calendar(request: HttpRequest) -> HttpResponse:
    """Take the address back."""
    end_feed(read_acting(request))
    return HttpResponseRedirect(reverse("today:calendar"))


@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of a secret address; an unknown one is an address that does not exist."""
    acting = _acting_for(request, secret)
    acting.note(Verb.VIEW_CASES, "calendar", acting.access.worker.id)
    answer = HttpResponse(calendar_of(acting), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="alongside.ics"'
    return answer


def _acting_for(request: HttpRequest, secret: str) -> Acting:
    """The owner of the address, for her first purpose, with no more than she may see today."""
    owner = owner_of(secret)
    worker = worker_from(owner) if owner else None
    if worker is None or not worker.may(Verb.VIEW_CASES) or not worker.purposes:
        raise Http404
    now = timezone.now()
    return Acting(
        access=Access(worker=worker, purpose=worker.purposes[0], as_of=now),
        ledger=DatabaseLedger(),
        now=now,
        address=network_address(request),
        channel="calendar",
    )


def _address(request: HttpRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("today:feed", args=[secret]))
