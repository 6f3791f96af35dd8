"""The pages of a family: fetch through the permission, one function, one page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from alongside.core import AlongsideError
from alongside.web.families import adding
from alongside.web.families.asking import open_family
from alongside.web.families.exports import export_gedcom, export_svg
from alongside.web.families.forms import EndForm, NewPersonForm, RelationshipForm
from alongside.web.families.page import family_page
from alongside.web.families.saying import (
    end_relationship,
    find_relationship,
    withdraw_relationship,
)
from alongside.web.families.trying import try_to
from alongside.web.identity.asking import wants_part


@require_GET
def family(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The genogram of a day, and the same in words."""
    opened = open_family(request, person_id)
    return render(request, "families/family.html", family_page(opened))


@require_GET
def drawing(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The drawing as a file."""
    return export_svg(open_family(request, person_id))


@require_GET
def gedcom(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The family for other programs."""
    return export_gedcom(open_family(request, person_id))


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def add(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Find the other person; then choose the sentence that is true."""
    opened = open_family(request, person_id)
    opened.check_change()
    other = adding.other_of(request, opened)
    if other is None:
        results = adding.find(request, opened)
        swapped = wants_part(request)
        context = {"strip": opened.strip, "results": results, "new": NewPersonForm()}
        context |= {"person_id": opened.person_id, "swapped": swapped}
        return render(request, "families/found.html" if swapped else "families/find.html", context)
    person, called = adding.both(opened, other)
    form = RelationshipForm(request.POST or None, person=person, other=called)
    refused: AlongsideError | None = None
    if form.is_valid():
        refused = try_to(lambda: adding.keep(opened, other, form))
        if refused is None:
            messages.success(request, _("Written down. It is in the drawing and in the words."))
            return redirect("families:family", person_id=opened.person_id)
    context = {"strip": opened.strip, "form": form, "name": called.name, "refused": refused}
    status = 409 if refused else 422 if form.errors else 200
    return render(
        request,
        "families/say.html",
        context | {"person_id": opened.person_id},
        status=status,
    )


@require_POST
def new_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody of the family who is in no record; then the sentence."""
    opened = open_family(request, person_id)
    opened.check_change()
    form = NewPersonForm(request.POST)
    refused: AlongsideError | None = None
    if form.is_valid():
        made: list[UUID] = []
        refused = try_to(lambda: made.append(adding.mint(opened, form)))
        if refused is None:
            answer = redirect("families:add", person_id=opened.person_id)
            answer["Location"] += f"?other={made[0]}"
            return answer
    context = {"strip": opened.strip, "results": adding.find(request, opened), "new": form}
    context |= {"refused": refused, "person_id": opened.person_id}
    return render(request, "families/find.html", context, status=409 if refused else 422)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, person_id: UUID, key: UUID) -> HttpResponse:
    """Say that a relationship ended, or that it was never so."""
    opened = open_family(request, person_id)
    opened.check_change()
    row, tie = find_relationship(key, opened.acting, about=opened.person_id)
    form = EndForm(request.POST or None)
    refused: AlongsideError | None = None
    if form.is_valid():
        said = form.cleaned_data
        if said["what"] == "ended":
            refused = try_to(
                lambda: end_relationship(
                    opened.acting, row, ended_on=said["ended_on"], reason=said["reason"]
                )
            )
        else:
            refused = try_to(
                lambda: withdraw_relationship(opened.acting, row, reason=said["reason"])
            )
        if refused is None:
            messages.success(request, _("Written down. What was said before stays to be read."))
            return redirect("families:family", person_id=opened.person_id)
    names = opened.read.names
    context = {
        "strip": opened.strip,
        "person_id": opened.person_id,
        "sentence": tie.kind.sentence(names.get(tie.one, ""), names.get(tie.other, "")),
        "form": form,
        "refused": refused,
    }
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "families/change.html", context, status=status)
