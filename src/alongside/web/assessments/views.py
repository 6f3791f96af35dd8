"""The pages of filled forms: open the case, find the form, one function, one page."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.governance.casework import FilledState
from alongside.privacy import Verb
from alongside.web.assessments.export import response_json
from alongside.web.assessments.filling import amend_form, find_filled, finish_form, start_form
from alongside.web.assessments.models import FilledRow
from alongside.web.assessments.page import begin_page, fill_page, read_page, what_is_wrong, zone
from alongside.web.assessments.parts import swapped_parts
from alongside.web.assessments.pressed import Pressed, read_pressed
from alongside.web.assessments.saving import save_answers
from alongside.web.assessments.typed import read_typed
from alongside.web.assessments.versions import form_of
from alongside.web.cases.opening import OpenedCase, open_case
from alongside.web.decisions.asking import read_acting
from alongside.web.identity.asking import refusal_of, wants_part


@require_http_methods(["GET", "HEAD", "POST"])
def forms(request: HttpRequest, key: UUID) -> HttpResponse:
    """The forms of a case; ``POST`` begins one."""
    if request.method != "POST":
        opened = open_case(key, read_acting(request))
        return render(request, "assessments/forms.html", begin_page(opened))
    opened = open_case(key, read_acting(request), verb=Verb.WORK_CASES)
    made: list[FilledRow] = []
    refused = refusal_of(
        lambda: made.append(
            start_form(opened, request.POST.get("form", ""), _person(request.POST.get("person")))
        )
    )
    if refused is None:
        return _to(opened, made[0])
    page = begin_page(opened) | {"refused": refused}
    return render(request, "assessments/forms.html", page, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, key: UUID, filled: UUID) -> HttpResponse:
    """One filled form: to fill in while it is a draft and she may, else to read."""
    posted = request.method == "POST"
    verb = Verb.WORK_CASES if posted else Verb.VIEW_CASES
    opened = open_case(key, read_acting(request), verb=verb)
    row = find_filled(opened, filled)
    if posted:
        return _save(request, opened, row)
    if row.state == FilledState.DRAFT.value and opened.may(Verb.WORK_CASES):
        return render(request, "assessments/fill.html", fill_page(opened, row))
    return render(request, "assessments/read.html", read_page(opened, row))


@require_POST
def amend(request: HttpRequest, key: UUID, filled: UUID) -> HttpResponse:
    """Begin a draft that starts from a finished form."""
    opened = open_case(key, read_acting(request), verb=Verb.WORK_CASES)
    row = find_filled(opened, filled)
    made: list[FilledRow] = []
    refused = refusal_of(lambda: made.append(amend_form(opened, row)))
    if refused is None:
        return _to(opened, made[0])
    page = read_page(opened, row) | {"refused": refused}
    return render(request, "assessments/read.html", page, status=409)


@require_GET
def response(request: HttpRequest, key: UUID, filled: UUID) -> HttpResponse:
    """The form as a FHIR QuestionnaireResponse."""
    opened = open_case(key, read_acting(request))
    row = find_filled(opened, filled)
    text = json.dumps(response_json(row), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/fhir+json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{row.version.name}.json"'
    return answer


def _save(request: HttpRequest, opened: OpenedCase, row: FilledRow) -> HttpResponse:
    if row.state != FilledState.DRAFT.value:
        return _frozen(request, opened, row)
    typed = read_typed(form_of(row), row, request.POST, zone=zone())
    pressed = read_pressed(request.POST)
    pressed.prepare(opened, row, typed)
    saved = save_answers(opened, row, typed.answers, seen=typed.seen)
    if wants_part(request):
        shown = frozenset(request.POST.getlist("s"))
        return _kept(swapped_parts(request, opened, typed, saved, shown))
    if saved.conflicts or typed.faults:
        page = fill_page(opened, row, typed=typed, saved=saved)
        return render(request, "assessments/fill.html", page, status=409)
    return _finish(request, opened, saved.row) if pressed.finish else _go_on(opened, row, pressed)


def _finish(request: HttpRequest, opened: OpenedCase, row: FilledRow) -> HttpResponse:
    if wanted := what_is_wrong(row):
        page = fill_page(opened, row, wanted=wanted)
        return render(request, "assessments/fill.html", page, status=422)
    refused = refusal_of(lambda: finish_form(opened, row))
    if refused is not None:
        page = fill_page(opened, row) | {"refused": refused}
        return render(request, "assessments/fill.html", page, status=409)
    messages.success(request, _("Finished. What is written stays as it is."))
    return _to(opened, row)


def _frozen(request: HttpRequest, opened: OpenedCase, row: FilledRow) -> HttpResponse:
    """A draft was finished by a colleague while somebody wrote on."""
    refused = refusal_of(lambda: save_answers(opened, row, {}))
    typed = read_typed(form_of(row), row, request.POST, zone=zone())
    if wants_part(request):
        return _kept(render_to_string("assessments/saved.html", {"refused": refused}, request))
    unsent = [
        text
        for key, values in typed.answers.items()
        if list(values) != row.answers.get(key, [])
        for text in typed.as_typed[key]
    ]
    page = read_page(opened, row) | {"refused": refused, "unsent": unsent}
    return render(request, "assessments/read.html", page, status=409)


def _kept(text: str) -> HttpResponse:
    """An answer to a save that the page can tell from a sign-in page."""
    answer = HttpResponse(text)
    answer["X-Kept"] = "1"
    return answer


def _go_on(opened: OpenedCase, row: FilledRow, pressed: Pressed) -> HttpResponse:
    return _to(opened, row, pressed.anchor)


def _to(opened: OpenedCase, row: FilledRow, anchor: str = "") -> HttpResponse:
    answer = redirect("assessments:form", key=opened.key, filled=row.key)
    answer["Location"] += f"#{anchor}" if anchor else ""
    return answer


def _person(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
