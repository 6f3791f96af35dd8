"""The editor's pages: who may write forms, one function, one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.core import AlongsideError
from alongside.forms import Answers
from alongside.forms.editing import (
    add_item,
    change_head,
    change_item,
    find_item,
    move_item,
    remove_item,
)
from alongside.forms.item import ItemType
from alongside.web.assessments.drafts import (
    Draft,
    begin_draft,
    change_draft,
    check_editor,
    drop_draft,
    find_draft,
    publish,
)
from alongside.web.assessments.editor_forms import read_change, read_head
from alongside.web.assessments.editor_page import editor_page, list_page, preview_page
from alongside.web.assessments.models import FilledRow
from alongside.web.assessments.page import zone
from alongside.web.assessments.typed import read_typed
from alongside.web.decisions.asking import read_acting
from alongside.web.identity.acting import Acting
from alongside.web.identity.asking import refusal_of, wants_part

EDIT = "assessments/edit.html"


@require_http_methods(["GET", "HEAD", "POST"])
def forms(request: HttpRequest) -> HttpResponse:
    """The agency's forms and their versions; ``POST`` begins a new one."""
    acting = _editor(request)
    if request.method != "POST":
        return render(request, "assessments/editor.html", list_page(acting.now))
    made: list[Draft] = []
    refused = refusal_of(lambda: made.append(begin_draft(acting, request.POST.get("title", ""))))
    if refused is None:
        return redirect("forms:edit", name=made[0].name)
    page = list_page(acting.now) | {"refused": refused}
    return render(request, "assessments/editor.html", page, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, name: str) -> HttpResponse:
    """One form as it is written; ``POST`` keeps one change of it."""
    acting = _editor(request)
    draft = _draft(name)
    link = request.GET.get("item", "")
    if request.method != "POST":
        return render(request, EDIT, editor_page(draft, acting.now, link=link))
    made, link, anchor = _changed(request, draft, link)
    kept: list[Draft] = []
    seen = request.POST.get("revision", "")
    refused = refusal_of(
        lambda: kept.append(
            change_draft(acting, draft, made, seen=int(seen) if seen.isdigit() else -1)
        )
    )
    if refused is not None:
        page = editor_page(_draft(name), acting.now, link=link)
        page |= {"refused": refused, "unsent": _unsent(request)}
        template = "assessments/edited.html" if wants_part(request) else EDIT
        return render(request, template, page, status=200 if wants_part(request) else 409)
    if wants_part(request):
        page = editor_page(kept[0], acting.now, link=link, answers=_tried(request, kept[0]))
        page["reopen"] = request.POST.get("was") != request.POST.get("type")
        page["same"] = kept[0].revision == draft.revision
        return render(request, "assessments/edited.html", page)
    return _to(name, link, anchor)


@require_POST
def preview(request: HttpRequest, name: str) -> HttpResponse:
    """The preview with answers that somebody tries; nothing is kept."""
    acting = _editor(request)
    draft = _draft(name)
    answers = _tried(request, draft)
    if wants_part(request):
        page = preview_page(draft, acting.now, answers=answers)
        return render(request, "assessments/preview.html", page)
    return render(request, EDIT, editor_page(draft, acting.now, answers=answers))


@require_POST
def publishing(request: HttpRequest, name: str) -> HttpResponse:
    """Write the draft as the next version."""
    acting = _editor(request)
    draft = _draft(name)
    return _carry_out(
        request,
        acting,
        draft,
        lambda: publish(acting, draft),
        _("Published. What was filled in before keeps its version."),
    )


@require_POST
def dropping(request: HttpRequest, name: str) -> HttpResponse:
    """Leave the draft; the published form stays."""
    acting = _editor(request)
    draft = _draft(name)
    said = _("The draft is gone. The published form is as it was.")
    return _carry_out(request, acting, draft, lambda: drop_draft(acting, draft), said)


def _carry_out(
    request: HttpRequest, acting: Acting, draft: Draft, act: Callable[[], object], said: str
) -> HttpResponse:
    refused = refusal_of(act)
    if refused is not None:
        page = editor_page(draft, acting.now) | {"refused": refused}
        return render(request, EDIT, page, status=409)
    messages.success(request, said)
    return redirect("forms:list")


def _changed(request: HttpRequest, draft: Draft, link: str) -> tuple[dict[str, Any], str, str]:
    """The form with the change that was asked for, the item that is open then, and where."""
    post = request.POST
    for name, by in (("up", -1), ("down", 1)):
        if name in post:
            return move_item(draft.json, post[name], by), link, f"entry-{post[name]}"
    if "remove" in post:
        return remove_item(draft.json, post["remove"]), "", "items"
    if "add" in post:
        kind = post.get("kind", "")
        chosen = ItemType(kind) if kind in set(ItemType) else ItemType.STRING
        made, link = add_item(draft.json, chosen, inside=post.get("inside", ""))
        return made, link, "open"
    raw = find_item(draft.json, link)
    if raw is None or link not in draft.form.by_link:
        return change_head(draft.json, read_head(post)), "", "open"
    return change_item(draft.json, link, read_change(post, draft.form, raw)), link, "open"


def _tried(request: HttpRequest, draft: Draft) -> Answers:
    """The answers that somebody tries in the preview."""
    nothing = FilledRow(answers={}, revision=0)
    return read_typed(draft.form, nothing, request.POST, zone=zone()).answers


def _unsent(request: HttpRequest) -> list[str]:
    """What was typed into a change that was not kept."""
    typed = (request.POST.get(name, "") for name in ("title", "description", "text", "options"))
    return [text for text in typed if text.strip()]


def _editor(request: HttpRequest) -> Acting:
    acting = read_acting(request)
    check_editor(acting)
    return acting


def _draft(name: str) -> Draft:
    try:
        return find_draft(name)
    except AlongsideError:
        raise Http404 from None


def _to(name: str, link: str, anchor: str) -> HttpResponse:
    answer = redirect("forms:edit", name=name)
    answer["Location"] += (f"?item={link}" if link else "") + f"#{anchor}"
    return answer
