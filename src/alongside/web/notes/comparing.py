"""Two texts of one note, side by side; a person chooses, and nothing is merged silently."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from alongside.web.cases.models import new_key
from alongside.web.cases.opening import OpenedCase
from alongside.web.notes.drafting import NewerText, Written, find_own
from alongside.web.notes.forms import NoteForm
from alongside.web.notes.reading import KEPT


def compare_page(
    request: HttpRequest, opened: OpenedCase, key: UUID, form: NoteForm, newer: NewerText
) -> HttpResponse:
    """What the page sent, beside what is saved; the form carries the sent one on.

    Where the saved text was kept meanwhile, the sent one can become an amendment.
    """
    theirs = newer.theirs
    kept = theirs.state == KEPT
    context = {
        "opened": opened,
        "note": key,
        "sent": _sent(form),
        "mine": form.written().text,
        "theirs": theirs,
        "saved": opened.say.when(theirs.saved_at, "instant"),
        "kept": kept,
        "revision": 0 if kept else theirs.revision,
        "amends": (theirs.amends or theirs).key if kept else None,
        "target": new_key() if kept else key,
        "refused": newer,
        "writer": opened.acting.access.worker,
    }
    return render(request, "notes/compare.html", context, status=409)


def both_texts(opened: OpenedCase, key: UUID, written: Written) -> Written:
    """The saved text and, under a line that says so, the one that was sent."""
    theirs = find_own(opened, key)
    if theirs is None or theirs.text == written.text:
        return written
    line = _("[Written on another device, and put here to be read together:]")
    return replace(written, text=f"{theirs.text.rstrip()}\n\n{line}\n\n{written.text.lstrip()}")


def _sent(form: NoteForm) -> list[tuple[str, str]]:
    """The fields as they were sent, for the form to send them again."""
    carried = ("text", "kind", "title", "happened_at", "sensitivity", "reason")
    single = [(name, form.data.get(name, "")) for name in carried]
    people = form.data.getlist("people") if hasattr(form.data, "getlist") else []
    return [*single, *(("people", one) for one in people)]
