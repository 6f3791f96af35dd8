"""The pages of placements."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alongside.privacy import Refusal
from alongside.privacy.access import AccessDenied
from alongside.web.cases.opening import OpenedCase
from alongside.web.identity.asking import refusal_of
from alongside.web.planning.asking import go_on, show, work_on_case
from alongside.web.planning.forms import day, line, pick, text, tick
from alongside.web.planning.models import NAME, PlacementRow
from alongside.web.planning.naming import doers_of
from alongside.web.planning.placing import (
    Place,
    begin_placement,
    cancel_placement,
    end_placement,
    kinds_of_placement,
    place_child,
    placement_of,
)


class PlacementForm(forms.Form):
    """Where a child is to live."""

    child = pick(gettext_lazy("Which child"))
    kind = pick(gettext_lazy("What kind of place"))
    carer = line(gettext_lazy("Who cares for the child there"), longest=NAME, names=True)
    where = line(gettext_lazy("Where"))
    where_protected = tick(
        gettext_lazy("The place is protected: only who works on the case sees it")
    )
    from_on = day(
        gettext_lazy("From"),
        required=True,
        error_messages={"required": gettext_lazy("Write the first day")},
    )
    until_on = day(gettext_lazy("Until"), help_text=gettext_lazy("Empty: not known yet."))
    short_stay = tick(gettext_lazy("A short stay within another one (respite)"))
    reason = text(gettext_lazy("Why there"), rows=2)

    def __init__(self, *args: Any, opened: OpenedCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        child: Any = self.fields["child"]
        children = sorted(opened.people, key=lambda one: (not one.in_focus, one.part != "child"))
        child.choices = [(str(one.person_id), one.name) for one in children]
        kind: Any = self.fields["kind"]
        kind.choices = list(kinds_of_placement().items())

    def clean(self) -> dict[str, Any]:
        """It cannot end before it begins."""
        said = super().clean() or {}
        first, last = said.get("from_on"), said.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("This day lies before the first one"))
        return said

    def place(self) -> Place:
        """What was filled in."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "child"}
        return Place(**said)


class MoveForm(forms.Form):
    """The day on which a child came or went, and why."""

    on = day(gettext_lazy("On which day"))
    reason = line(gettext_lazy("Why"))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write down where a child lives or is to live."""
    opened = work_on_case(request, key)
    start = {"from_on": opened.today}
    form = PlacementForm(request.POST or None, opened=opened, initial=start)
    refused = None
    if request.method == "POST" and form.is_valid():
        child = UUID(form.cleaned_data["child"])
        refused = refusal_of(lambda: place_child(opened, child, form.place()))
        if refused is None:
            return _to_list(opened)
    status = 409 if refused else 422 if form.errors else 200
    context = {"opened": opened, "form": form, "refused": refused, "doers": doers_of(opened)}
    return show(request, "placement_form", context, status=status)


@require_POST
def move(request: HttpRequest, key: UUID, placement: UUID, how: str) -> HttpResponse:
    """A stay begins, ends, or does not come about."""
    opened = work_on_case(request, key)
    row, form = placement_of(opened, placement), MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was kept: write the day again."))
        return _to_list(opened)
    said = form.cleaned_data
    return go_on(
        request,
        lambda: _move(opened, row, how, said),
        "home",
        key,
        said=_("Kept."),
        at="placements",
    )


def _move(opened: OpenedCase, row: PlacementRow, how: str, said: dict[str, Any]) -> None:
    if how == "begin":
        begin_placement(opened, row, on=said["on"])
    elif how == "end":
        end_placement(opened, row, until_on=said["on"] or opened.today, reason=said["reason"])
    elif how == "cancel":
        cancel_placement(opened, row, said["reason"])
    else:
        raise AccessDenied(Refusal.NOT_YOURS)


def _to_list(opened: OpenedCase) -> HttpResponse:
    answer = redirect("planning:home", opened.key)
    answer["Location"] += "#placements"
    return answer
