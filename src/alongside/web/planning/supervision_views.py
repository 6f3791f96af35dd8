"""Supervision about a case: who supervises writes it, the two of them read it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.cases.opening import open_case
from alongside.web.decisions.asking import read_acting
from alongside.web.identity.asking import refusal_of
from alongside.web.notes.forms import LocalTime, local_time
from alongside.web.planning.actions import do_own_action
from alongside.web.planning.asking import go_on, read_case, show
from alongside.web.planning.forms import LineSet, day, text
from alongside.web.planning.meeting_forms import lines_again
from alongside.web.planning.models import SupervisionRow
from alongside.web.planning.naming import Doer
from alongside.web.planning.plan_page import shown_lines
from alongside.web.planning.supervision import (
    SupervisionContent,
    keep_supervision,
    supervision_on,
)


class SupervisionForm(forms.Form):
    """What was talked over."""

    held_at = LocalTime(
        label=_("When"),
        widget=forms.TextInput(attrs={"class": "govuk-input", "type": "datetime-local"}),
        error_messages={"required": _("Write the day and the hour")},
    )
    talked = text(
        _("What was talked over"),
        rows=5,
        required=True,
        error_messages={"required": _("Write what was talked over, in a sentence or two")},
    )
    how_is = text(
        _("How the worker is"),
        rows=2,
        help_text=_("Only the two of you and who supervises the team can read this page."),
    )
    next_on = day(_("The next one on"))

    def content(self, lines: Any) -> SupervisionContent:
        """What was filled in."""
        return SupervisionContent(**self.cleaned_data, actions=lines.doings())


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write down that a case was talked over with who leads it."""
    opened = open_case(key, read_acting(request), verb=Verb.SUPERVISE_CASES)
    worker = opened.row.worker
    if worker is None:
        return redirect("planning:home", key)
    now = local_time(opened.acting.now)
    posted: Any = request.POST if request.method == "POST" else None
    refused, status = None, 200
    form, lines = SupervisionForm(posted, initial={"held_at": now}), LineSet(posted, prefix="lines")
    if posted is not None and posted.get("then") == "line":
        form = SupervisionForm(initial=posted.dict())
        lines = lines_again(posted)
    elif posted is not None and form.is_valid() & lines.is_valid():
        content = form.content(lines)
        refused = refusal_of(lambda: keep_supervision(opened.acting, worker, content, case=opened))
        if refused is None:
            return redirect("planning:home", key)
        status = 409
    elif posted is not None:
        status = 422
    me = opened.acting.access.worker.name
    context = {
        "opened": opened,
        "worker_name": worker.name,
        "form": form,
        "lines": lines,
        "refused": refused,
        "doers": [Doer(name=worker.name), Doer(name=me)],
    }
    return show(request, "supervision_form", context, status=status)


@require_GET
def supervision(request: HttpRequest, key: UUID, supervision_key: UUID) -> HttpResponse:
    """One supervision, for the two who talked."""
    opened = read_case(request, key)
    row = _readable(opened, supervision_key)
    context = {
        "opened": opened,
        "row": row,
        "when": opened.say.when(row.held_at, "instant"),
        "next": opened.say.day(row.next_on) if row.next_on else "",
        "lines": shown_lines(opened, row.actions.all()),
        "me": opened.acting.access.worker.id,
    }
    return show(request, "supervision", context)


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
