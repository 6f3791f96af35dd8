"""The pages: who asks, fetch through the permission, one function, one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.core import AlongsideError
from alongside.privacy import Verb, check_can
from alongside.web.decisions.advice import status_of, try_advice
from alongside.web.decisions.asking import open_asked, read_acting
from alongside.web.decisions.deciding import decide, withdraw
from alongside.web.decisions.forms import DecisionForm, JudgementForm, WishForm
from alongside.web.decisions.judging import judge
from alongside.web.decisions.listing import made_page, waiting_page
from alongside.web.decisions.page import advice_part, offer_for, page_of_point, supports_offered
from alongside.web.decisions.points import Point, PointName
from alongside.web.decisions.standing import seen_by
from alongside.web.decisions.wishes import say_wish
from alongside.web.identity.asking import refusal_of, wants_part


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, the oldest due first."""
    acting = read_acting(request)
    check_can(acting.access.worker, Verb.VIEW_DECISIONS)
    return render(request, "decisions/waiting.html", waiting_page(request, acting))


@require_GET
def made(request: HttpRequest) -> HttpResponse:
    """Decisions by date, with their reasons: never a count for a worker, never an order of them."""
    acting = read_acting(request)
    check_can(acting.access.worker, Verb.REVIEW_DECISIONS)
    return render(request, "decisions/made.html", made_page(request, acting))


@require_GET
def point(request: HttpRequest, kind: str, source: str, key: str) -> HttpResponse:
    """One decision: what happened, what you think, what the system says then, what you decide."""
    return _page(request, open_asked(request, PointName(kind, source, key)))


@require_POST
def judgement(request: HttpRequest, kind: str, source: str, key: str) -> HttpResponse:
    """Keep what the worker thinks by herself."""
    found = open_asked(request, PointName(kind, source, key))
    found.check(Verb.DECIDE)
    form = JudgementForm(request.POST, file=found.file)
    if not form.is_valid():
        return _page(request, found, judging=form, status=422)
    said = form.cleaned_data
    return _carry_out(
        request,
        found,
        lambda: judge(found, band=said["band"], reason=said["why"]),
        then="next",
        unsent=f"{said['band']}. {said['why']}",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def advice(request: HttpRequest, kind: str, source: str, key: str) -> HttpResponse:
    """``POST`` opens advice; ``GET`` gives again the part of the page that she has opened."""
    found = open_asked(request, PointName(kind, source, key))
    again = request.method != "POST"
    opened = try_advice(found, again=again)
    if isinstance(opened, AlongsideError):
        status = status_of(opened)
        if again:
            return render(request, "decisions/shut.html", {"refused": opened}, status=status)
        return _page(request, found, refused=opened, status=status)
    if again or wants_part(request):
        return render(request, "decisions/advice.html", advice_part(found, opened))
    return _to(found, "advice")


@require_POST
def decision(request: HttpRequest, kind: str, source: str, key: str) -> HttpResponse:
    """Keep the decision of a named worker."""
    found = open_asked(request, PointName(kind, source, key))
    found.check(Verb.DECIDE)
    form = DecisionForm(
        request.POST,
        file=found.file,
        seen=seen_by(found) is not None,
        supports=supports_offered(),
        offer=offer_for(found),
    )
    if not form.is_valid():
        return _page(request, found, deciding=form, status=422)
    return _carry_out(
        request,
        found,
        lambda: decide(found, form.given()),
        then="decided",
        unsent=f"{form.given().choice.says}. {form.given().reason}",
    )


@require_POST
def withdrawal(request: HttpRequest, kind: str, source: str, key: str) -> HttpResponse:
    """Take one's own decision back, the same day."""
    found = open_asked(request, PointName(kind, source, key))
    return _carry_out(request, found, lambda: withdraw(found), then="next")


@require_POST
def wish(request: HttpRequest, kind: str, source: str, key: str) -> HttpResponse:
    """Keep whether advice about the person is wanted."""
    found = open_asked(request, PointName(kind, source, key))
    form = WishForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    say_wish(found, **said)
    messages.success(request, _("Kept, and it holds from now on."))
    return _to(found, "wish")


def _carry_out(
    request: HttpRequest,
    found: Point,
    act: Callable[[], object],
    *,
    then: str,
    unsent: str = "",
) -> HttpResponse:
    """Act, and go on; or the page as it is now, with why not and what she had written."""
    refused = refusal_of(act)
    if refused is None:
        return _to(found, then)
    return _page(request, found, refused=refused, unsent=unsent, status=409)


def _page(request: HttpRequest, found: Point, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, "decisions/point.html", page_of_point(found, **more), status=status)


def _to(found: Point, anchor: str) -> HttpResponse:
    name = found.name
    answer = redirect("decisions:point", kind=name.kind, source=name.source, key=name.source_key)
    answer["Location"] += f"#{anchor}"
    return answer
