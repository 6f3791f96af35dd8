"""The pages of notes: who asks, fetch through the permission, one function, one page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.privacy import Verb
from alongside.web.notes.asking import open_asked
from alongside.web.notes.documents import documents_of
from alongside.web.notes.drafting import discard_draft
from alongside.web.notes.lines import document_lines, note_lines
from alongside.web.notes.reading import drafts_of, kept_notes, open_note
from alongside.web.notes.writing import (
    answer_autosave,
    fresh_address,
    saved_words,
    show_editor,
    take_editor,
)

A_PAGE = 20


@require_GET
def notes(request: HttpRequest, key: UUID) -> HttpResponse:
    """The notes of a case, the latest to have happened first, and what she has not kept yet."""
    opened = open_asked(request, key)
    page = Paginator(kept_notes(opened), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "opened": opened,
        "page": page,
        "lines": note_lines(opened, list(page.object_list)),
        "drafts": [(row, saved_words(opened, row)) for row in drafts_of(opened)],
        "may_write": opened.may(Verb.WORK_CASES),
        "writer": opened.acting.access.worker,
    }
    return render(request, "notes/notes.html", context)


@require_GET
def new(request: HttpRequest, key: UUID) -> HttpResponse:
    """An address of its own for a note, so that it can be come back to before anything is saved."""
    opened = open_asked(request, key, verb=Verb.WORK_CASES)
    return redirect(fresh_address(request, opened))


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, key: UUID, note: UUID) -> HttpResponse:
    """Write a note, or an amendment; save it, or keep it."""
    opened = open_asked(request, key)
    take = take_editor if request.method == "POST" else show_editor
    return take(request, opened, note)


@require_POST
def save(request: HttpRequest, key: UUID, note: UUID) -> HttpResponse:
    """Save at a pause of typing."""
    return answer_autosave(request, open_asked(request, key), note)


@require_POST
def discard(request: HttpRequest, key: UUID, note: UUID) -> HttpResponse:
    """Throw a draft of one's own away."""
    opened = open_asked(request, key)
    discard_draft(opened, note)
    messages.success(request, _("The draft was thrown away."))
    return redirect("notes:notes", key=key)


@require_GET
def note(request: HttpRequest, key: UUID, note: UUID) -> HttpResponse:
    """One kept note, with every text that stands beside it."""
    opened = open_asked(request, key)
    row = open_note(opened, note)
    (line,) = note_lines(opened, [row])
    context = {
        "opened": opened,
        "line": line,
        "documents": document_lines(opened, documents_of(opened).filter(note=row)),
        "may_write": opened.may(Verb.WORK_CASES),
        "writer": opened.acting.access.worker,
    }
    return render(request, "notes/note.html", context)
