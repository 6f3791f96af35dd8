"""Who becomes part of a case and who leaves it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.cases.forms import PartForm, ReasonForm
from alongside.web.cases.joining import add_person, remove_person
from alongside.web.cases.opening import open_case
from alongside.web.cases.page import strip_of
from alongside.web.cases.views import carry_out
from alongside.web.cases.words import PARTS
from alongside.web.decisions.asking import read_acting
from alongside.web.identity.lookup import living_among
from alongside.web.people.asking import read_asking
from alongside.web.people.finding import find_for_page


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, key: UUID) -> HttpResponse:
    """Find somebody as everywhere else, then say their part."""
    opened = open_case(key, read_acting(request), verb=Verb.WORK_CASES)
    form = PartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        return carry_out(
            request,
            opened,
            lambda: add_person(
                opened, said["person"], part=said["part"], in_focus=said["in_focus"]
            ),
            says=_("Written down: one more person is part of the case."),
        )
    results = find_for_page(read_asking(request), request.GET.get("q", ""))
    there = {one.person_id for one in opened.people}
    context = {
        "results": results,
        "q": results.asked,
        "found": [(one, one.person_id in there) for one in results.people],
        "parts": PARTS.items(),
        "form": form,
        "failed": str(form["person"].value() or "") if form.errors else "",
    }
    status = 422 if form.errors else 200
    return render(request, "cases/add_person.html", strip_of(opened) | context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, key: UUID, person_id: UUID) -> HttpResponse:
    """Say why somebody is no longer part of the case."""
    opened = open_case(key, read_acting(request), verb=Verb.WORK_CASES)
    target = living_among([person_id])[person_id]
    person = next((one for one in opened.people if one.person_id == target), None)
    if person is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        label=_("Why they are no longer part of the case"),
    )
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        return carry_out(
            request,
            opened,
            lambda: remove_person(opened, target, reason=reason),
            says=_("Written down. That they were part of the case stays to be read."),
            unsent=reason,
        )
    context = {"form": form, "person": person}
    status = 422 if form.errors else 200
    return render(request, "cases/leave.html", strip_of(opened) | context, status=status)
