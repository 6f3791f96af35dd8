"""Supervision that is about no case: a worker's own page, and her supervisor's of her."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.accounts.models import User
from alongside.web.decisions.asking import read_acting
from alongside.web.identity.acting import Acting
from alongside.web.identity.asking import refusal_of
from alongside.web.planning.actions import do_own_action
from alongside.web.planning.asking import show
from alongside.web.planning.models import SupervisionRow
from alongside.web.planning.supervision import keep_supervision, may_read, supervision_of
from alongside.web.planning.supervision_page import (
    context_of,
    form_context,
    list_context,
    posted_of,
    today_of,
)


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """My supervision; for who supervises, also the workers of her team."""
    acting = read_acting(request)
    me = User.objects.get(pk=acting.access.worker.id)
    if not (acting.access.worker.may(Verb.WORK_CASES)):
        raise AccessDenied(Refusal.NOT_YOURS)
    return show(request, "general", list_context(acting, me, supervision_of(acting, me)))


@require_http_methods(["GET", "HEAD", "POST"])
def with_worker(request: HttpRequest, worker: UUID) -> HttpResponse:
    """The supervision of one worker of the team, and a form for a new one."""
    acting = read_acting(request)
    found = User.objects.filter(pk=worker, is_active=True).first()
    if found is None or found.pk == UUID(acting.access.worker.id):
        raise AccessDenied(Refusal.NOT_YOURS)
    rows = supervision_of(acting, found)
    form, lines, whole = posted_of(request, acting)
    refused: Any = None
    if whole:
        content = form.content(lines)
        refused = refusal_of(lambda: keep_supervision(acting, found, content))
        if refused is None:
            return redirect("supervision:worker", worker)
    status = 409 if refused else 422 if form.is_bound and not whole else 200
    context = list_context(acting, found, rows)
    context |= form_context(acting, found, form, lines) | {"refused": refused}
    return show(request, "general", context, status=status)


@require_GET
def supervision(request: HttpRequest, key: UUID) -> HttpResponse:
    """One supervision that is about no case."""
    acting = read_acting(request)
    return show(request, "supervision", context_of(acting, _readable(acting, key)))


@require_POST
def done(request: HttpRequest, key: UUID, action: UUID) -> HttpResponse:
    """Mark one's own action done."""
    acting = read_acting(request)
    _readable(acting, key)
    do_own_action(acting, action, on=today_of(acting))
    return redirect("supervision:supervision", key)


def _readable(acting: Acting, key: UUID) -> SupervisionRow:
    rows = SupervisionRow.objects.select_related("worker", "supervisor")
    found: SupervisionRow | None = rows.filter(key=key, case__isnull=True).first()
    if found is None or not may_read(acting, found):
        raise AccessDenied(Refusal.NOT_YOURS)
    acting.note(Verb.VIEW_CASES, "worker", str(found.worker_id), reason="supervision")
    return found
