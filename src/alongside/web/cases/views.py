"""The list, one case, its whole history: fetch through the permission, one function, one page."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from alongside.privacy import Verb, check_can
from alongside.web.cases.history import steps_of
from alongside.web.cases.listing import LAST_PAGE, list_page
from alongside.web.cases.opening import OpenedCase, open_case
from alongside.web.cases.page import page_of, strip_of
from alongside.web.decisions.asking import read_acting
from alongside.web.identity.asking import refusal_of

A_PAGE = 50


@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Cases: mine, my team's, to allocate, closed."""
    acting = read_acting(request)
    check_can(acting.access.worker, Verb.VIEW_CASES)
    return render(request, "cases/list.html", list_page(request.GET, acting))


@require_GET
def case(request: HttpRequest, key: UUID) -> HttpResponse:
    """One case."""
    return render(request, "cases/case.html", page_of(open_case(key, read_acting(request))))


@require_GET
def history(request: HttpRequest, key: UUID) -> HttpResponse:
    """Every step that was taken in a case, the newest first."""
    opened = open_case(key, read_acting(request))
    given = request.GET.get("page", "")
    page = min(int(given), LAST_PAGE) if given.isdecimal() and len(given) < 6 else 1
    page = max(page, 1)
    steps, more = steps_of(opened, limit=A_PAGE, after=(page - 1) * A_PAGE)
    context = {"steps": steps, "page": page, "before": page - 1, "after": page + 1 if more else 0}
    return render(request, "cases/history.html", strip_of(opened) | context)


def carry_out(
    request: HttpRequest,
    opened: OpenedCase,
    act: Callable[[], object],
    *,
    says: str,
    unsent: str = "",
) -> HttpResponse:
    """Act and go back to the case; or the case as it is now, with why not and what was written."""
    refused = refusal_of(act)
    if refused is None:
        messages.success(request, says)
        return redirect("cases:case", key=opened.key)
    now = open_case(opened.key, opened.acting)
    context = page_of(now, refused=refused, unsent=unsent)
    return render(request, "cases/case.html", context, status=409)
