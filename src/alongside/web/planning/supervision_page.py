"""Supervision as its pages show it, about a case or in general."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from alongside.privacy import Verb
from alongside.web.accounts.models import User
from alongside.web.agency import current_agency
from alongside.web.identity.acting import Acting
from alongside.web.notes.forms import LocalTime, local_time
from alongside.web.people.words import DateWords
from alongside.web.planning.forms import LineSet, day, text
from alongside.web.planning.meeting_forms import lines_again
from alongside.web.planning.models import SupervisionRow
from alongside.web.planning.naming import Doer
from alongside.web.planning.plan_page import shown_lines
from alongside.web.planning.supervision import SupervisionContent


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


def posted_of(request: HttpRequest, acting: Acting) -> tuple[SupervisionForm, Any, bool]:
    """The form and its lines, and whether they are whole and to be kept."""
    now = {"held_at": local_time(acting.now)}
    if request.method != "POST":
        return SupervisionForm(initial=now), LineSet(prefix="lines"), False
    if request.POST.get("then") == "line":
        return SupervisionForm(initial=request.POST.dict()), lines_again(request.POST), False
    form, lines = SupervisionForm(request.POST), LineSet(request.POST, prefix="lines")
    return form, lines, form.is_valid() & lines.is_valid()


def form_context(acting: Acting, worker: User, form: SupervisionForm, lines: Any) -> dict[str, Any]:
    """The context of the form. The two who talk are offered as who does something."""
    names = (worker.name, acting.access.worker.name)
    return {
        "worker_name": worker.name,
        "form": form,
        "lines": lines,
        "doers": [Doer(name=name) for name in names],
    }


def context_of(acting: Acting, row: SupervisionRow) -> dict[str, Any]:
    """The context of one supervision."""
    say = _say(acting)
    return {
        "row": row,
        "when": say.when(row.held_at, "instant"),
        "next": say.day(row.next_on) if row.next_on else "",
        "lines": shown_lines(say, row.actions.all()),
        "me": acting.access.worker.id,
    }


def list_context(acting: Acting, worker: User, rows: Iterable[SupervisionRow]) -> dict[str, Any]:
    """Every supervision of a worker, and for who supervises the workers of her team."""
    say, me = _say(acting), acting.access.worker
    leads = me.may(Verb.SUPERVISE_CASES) and bool(me.team)
    team = User.objects.filter(team=me.team, is_active=True).exclude(pk=me.id) if leads else ()
    return {
        "worker": worker,
        "own": str(worker.pk) == me.id,
        "rows": [(row, say.when(row.held_at, "instant")) for row in rows],
        "team": sorted(team, key=lambda one: one.name),
    }


def today_of(acting: Acting) -> date:
    """The agency's day of the moment."""
    return acting.now.astimezone(current_agency().file.zone).date()


def _say(acting: Acting) -> DateWords:
    return DateWords(today_of(acting), current_agency().file.zone)
