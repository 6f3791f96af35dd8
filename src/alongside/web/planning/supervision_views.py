"""Supervision about a case: who supervises writes it, the two of them read it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.cases.opening import open_case
from alongside.web.decisions.asking import read_acting
from alongside.web.identity.asking import refusal_of
from alongside.web.planning.actions import do_own_action
from alongside.web.planning.asking import go_on, read_case, show
from alongside.web.planning.models import SupervisionRow
from alongside.web.planning.supervision import keep_supervision, supervision_on
from alongside.web.planning.supervision_page import context_of, form_context, posted_of


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write down that a case was talked over with who leads it."""
    opened = open_case(key, read_acting(request), verb=Verb.SUPERVISE_CASES)
    worker = opened.row.worker
    if worker is None:
        return redirect("planning:home", key)
    form, lines, whole = posted_of(request, opened.acting)
    refused: Any = None
    if whole:
        content = form.content(lines)
        refused = refusal_of(lambda: keep_supervision(opened.acting, worker, content, case=opened))
        if refused is None:
            return redirect("planning:home", key)
    status = 409 if refused else 422 if form.is_bound and not whole else 200
    context = form_context(opened.acting, worker, form, lines)
    context |= {"opened": opened, "refused": refused}
    return show(request, "supervision_form", context, status=status)


@require_GET
def supervision(request: HttpRequest, key: UUID, supervision_key: UUID) -> HttpResponse:
    """One supervision, for the two who talked."""
    opened = read_case(request, key)
    context = context_of(opened.acting, _readable(opened, supervision_key))
    return show(request, "supervision", context | {"opened": opened})


@require_POST
def done(request: HttpRequest, key: UUID, supervision_key: UUID, action: UUID) -> HttpResponse:
    """Mark one's own action of a supervision done."""
    opened = read_case(request, key)
    _readable(opened, supervision_key)
    return go_on(
        request,
        lambda: do_own_action(opened.acting, action, on=opened.today),
        "supervision",
        key,
        supervision_key,
    )


def _readable(opened: Any, key: UUID) -> SupervisionRow:
    """The supervision of an address; for everybody else there is nothing."""
    found = next((row for row in supervision_on(opened) if row.key == key), None)
    if found is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    return found
