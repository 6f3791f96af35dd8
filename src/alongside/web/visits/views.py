"""The pages of visits: who asks, fetch through the permission, one function, one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from alongside.core import AlongsideError
from alongside.privacy import Verb
from alongside.privacy.access import AccessDenied
from alongside.web.cases.opening import OpenedCase, open_case
from alongside.web.decisions.asking import read_acting
from alongside.web.visits.ending import cancel_visit, make_visit, miss_visit, record_visit
from alongside.web.visits.forms import MadeForm, NotMadeForm, PlanForm, TimeForm, children_of
from alongside.web.visits.offering import start_of_made, start_of_move, start_of_plan, workers_of
from alongside.web.visits.page import list_page, visit_page
from alongside.web.visits.planning import move_visit, plan_visit
from alongside.web.visits.reading import find_visit, is_shielded

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def visits(request: HttpRequest, key: UUID) -> HttpResponse:
    """Every visit of a case."""
    return render(request, "visits/visits.html", list_page(open_case(key, read_acting(request))))


@require_GET
def visit(request: HttpRequest, key: UUID, visit: UUID) -> HttpResponse:
    """One visit, and what to know before it."""
    opened = open_case(key, read_acting(request))
    return render(request, "visits/visit.html", visit_page(opened, find_visit(opened, visit)))


@FORM
def plan(request: HttpRequest, key: UUID) -> HttpResponse:
    """Plan a visit."""
    opened = _to_work(request, key)
    form = PlanForm(
        request.POST or None,
        opened=opened,
        workers=workers_of(opened),
        initial=start_of_plan(opened),
    )

    def act() -> UUID:
        from_at, until_at = form.span
        said = form.cleaned_data
        row = plan_visit(
            opened,
            people=form.named,
            from_at=from_at,
            until_at=until_at,
            where=said["where"],
            aim=said["aim"],
            worker_id=said["worker"],
        )
        return row.key

    return _fill(
        request, opened, form, act, template="visits/plan.html", done=_("The visit is planned.")
    )


@FORM
def move(request: HttpRequest, key: UUID, visit: UUID) -> HttpResponse:
    """Another time for a visit."""
    opened = _to_work(request, key)
    row = find_visit(opened, visit)
    form = TimeForm(request.POST or None, initial=start_of_move(row))

    def act() -> UUID:
        from_at, until_at = form.span
        return move_visit(opened, row, from_at=from_at, until_at=until_at).key

    return _fill(
        request,
        opened,
        form,
        act,
        template="visits/move.html",
        done=_("The visit has another time."),
        visit=row,
    )


@FORM
def made(request: HttpRequest, key: UUID, visit: UUID) -> HttpResponse:
    """A planned visit was made."""
    opened = _to_work(request, key)
    row = find_visit(opened, visit)
    form = MadeForm(
        request.POST or None, children=children_of(opened), initial=start_of_made(row, opened)
    )

    def act() -> UUID:
        from_at, until_at = form.span
        return make_visit(opened, row, from_at=from_at, until_at=until_at, seen=form.seen).key

    return _fill(
        request,
        opened,
        form,
        act,
        template="visits/made.html",
        done=_("The visit is written down."),
        visit=row,
    )


@FORM
def made_unplanned(request: HttpRequest, key: UUID) -> HttpResponse:
    """A visit that nobody had planned was made."""
    opened = _to_work(request, key)
    form = MadeForm(request.POST or None, children=children_of(opened))

    def act() -> UUID:
        from_at, until_at = form.span
        return record_visit(
            opened,
            people=[one.person_id for one in form.children],
            from_at=from_at,
            until_at=until_at,
            seen=form.seen,
            where=form.cleaned_data["where"],
        ).key

    return _fill(
        request,
        opened,
        form,
        act,
        template="visits/made.html",
        done=_("The visit is written down."),
    )


@FORM
def not_made(request: HttpRequest, key: UUID, visit: UUID) -> HttpResponse:
    """It did not happen."""
    opened = _to_work(request, key)
    row = find_visit(opened, visit)
    form = NotMadeForm(request.POST or None)

    def act() -> UUID:
        end = miss_visit if form.cleaned_data["how"] == "missed" else cancel_visit
        return end(opened, row, reason=form.cleaned_data["reason"]).key

    return _fill(
        request,
        opened,
        form,
        act,
        template="visits/not_made.html",
        done=_("It is written down that the visit did not happen."),
        visit=row,
    )


def _to_work(request: HttpRequest, key: UUID) -> OpenedCase:
    return open_case(key, read_acting(request), verb=Verb.WORK_CASES)


def _fill(
    request: HttpRequest,
    opened: OpenedCase,
    form: Any,
    act: Callable[[], UUID],
    *,
    template: str,
    done: str,
    **more: Any,
) -> HttpResponse:
    """The form; what is wrong with it, with all that was written; or the visit's page."""
    refused: AlongsideError | None = None
    if request.method == "POST" and form.is_valid():
        try:
            key = act()
        except AccessDenied:
            raise
        except AlongsideError as error:
            refused = error
        else:
            messages.success(request, done)
            return redirect("visits:visit", key=opened.key, visit=key)
    context = {
        "opened": opened,
        "form": form,
        "refused": refused,
        "shielded": is_shielded(opened),
        **more,
    }
    status = 200 if request.method != "POST" else 409 if refused else 422
    return render(request, template, context, status=status)
