"""The page on which a note is written: what it shows, and what a press of its buttons does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core import AlongsideError
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.cases.models import new_key
from alongside.web.cases.opening import OpenedCase
from alongside.web.notes.comparing import both_texts, compare_page
from alongside.web.notes.drafting import NewerText, amended_note, find_own, save_draft
from alongside.web.notes.forms import NoteForm, initial_of, initial_of_new
from alongside.web.notes.keeping import keep_note
from alongside.web.notes.lines import note_href
from alongside.web.notes.models import NoteRow
from alongside.web.notes.reading import KEPT


def show_editor(request: HttpRequest, opened: OpenedCase, key: UUID) -> HttpResponse:
    """The draft of an address, or an empty page where nothing was saved yet."""
    row = find_own(opened, key)
    if row is not None and row.state == KEPT:
        return redirect(note_href(opened, (row.amends or row).key))
    if row is not None:
        opened.acting.note(Verb.WORK_CASES, "note", str(key), reason="draft")
        form = NoteForm(initial=initial_of(row), opened=opened)
    else:
        opened.check(Verb.WORK_CASES)
        form = NoteForm(initial=_initial(request, opened), opened=opened)
    return editor(request, opened, key, form, row=row)


def take_editor(request: HttpRequest, opened: OpenedCase, key: UUID) -> HttpResponse:
    """Save what the page sent, whichever button was pressed, and go on to what it says."""
    form = NoteForm(request.POST, opened=opened)
    form.is_valid()
    if form.data.get("writer") != opened.acting.access.worker.id:
        raise AccessDenied(Refusal.NOT_YOURS)  # sent by a page of whoever was signed in before
    choice = request.POST.get("choice", "")
    if choice == "theirs":
        return redirect(note_href(opened, key, page="write"))
    if "text" in form.errors:
        return editor(request, opened, key, form, status=422)
    try:
        row = _save(opened, key, form, both=choice == "both")
    except NewerText as newer:
        return compare_page(request, opened, key, form, newer)
    if request.POST.get("act") == "keep":
        return _keep(request, opened, row, form)
    messages.success(request, saved_words(opened, row))
    return redirect(note_href(opened, key, page="write"))


def answer_autosave(request: HttpRequest, opened: OpenedCase, key: UUID) -> HttpResponse:
    """Save without a page: the revision and when, or why not, as JSON."""
    form = NoteForm(request.POST, opened=opened)
    form.is_valid()
    if form.data.get("writer") != opened.acting.access.worker.id:
        return JsonResponse({"says": _("Somebody else is signed in here now")}, status=401)
    if "text" in form.errors:
        return JsonResponse({"says": " ".join(str(one) for one in form.errors["text"])}, status=422)
    try:
        row = _save(opened, key, form)
    except NewerText as newer:
        return JsonResponse({"says": newer.seen, "code": newer.code}, status=409)
    return JsonResponse({"revision": row.revision, "says": saved_words(opened, row)})


def editor(
    request: HttpRequest,
    opened: OpenedCase,
    key: UUID,
    form: NoteForm,
    *,
    row: NoteRow | None = None,
    refused: AlongsideError | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with what has to be mended said first."""
    earlier = row.amends if row else amended_note(opened, _uuid(form["amends"].value()))
    context: dict[str, Any] = {
        "opened": opened,
        "note": key,
        "form": form,
        "revision": row.revision if row else form["revision"].value() or 0,
        "row": row,
        "earlier": earlier,
        "refused": refused,
        "saved": saved_words(opened, row) if row else "",
        "writer": opened.acting.access.worker,
    }
    return render(request, "notes/write.html", context, status=status)


def saved_words(opened: OpenedCase, row: NoteRow) -> str:
    """*Saved at 9:44*, with the day where it was another."""
    if opened.say.local(row.saved_at) == opened.today:
        return _("Saved at %(time)s") % {"time": opened.say.time(row.saved_at)}
    return _("Saved %(when)s") % {"when": opened.say.when(row.saved_at, "instant")}


def _initial(request: HttpRequest, opened: OpenedCase) -> dict[str, Any]:
    asked = request.GET
    earlier = amended_note(opened, _uuid(asked.get("amends")))
    start = initial_of_new(
        opened, kind=asked.get("kind", ""), at=asked.get("at", ""), earlier=earlier
    )
    if earlier is not None and "copy" not in asked:
        start["text"] = ""
    return start


def _save(opened: OpenedCase, key: UUID, form: NoteForm, *, both: bool = False) -> NoteRow:
    said = form.cleaned_data
    written = form.written()
    if both:
        written = both_texts(opened, key, written)
    return save_draft(
        opened, key, written, revision=said.get("revision") or 0, amends=said.get("amends")
    )


def _keep(request: HttpRequest, opened: OpenedCase, row: NoteRow, form: NoteForm) -> HttpResponse:
    if row.state != KEPT:  # else it was kept by the same press, sent twice
        refused = _why_not_kept(opened, row, form)
        if refused is not None:
            return editor(request, opened, row.key, form, row=row, refused=refused, status=422)
    messages.success(request, _("Kept. From now on its text does not change."))
    return redirect(note_href(opened, (row.amends or row).key))


def _why_not_kept(opened: OpenedCase, row: NoteRow, form: NoteForm) -> AlongsideError | None:
    if form.errors:
        return AlongsideError(
            "AL-U092",
            seen=_("The note is saved, but not kept yet"),
            do=_("Mend what is marked, then keep it"),
        )
    try:
        keep_note(opened, row.key, revision=row.revision)
    except AccessDenied:
        raise
    except AlongsideError as error:
        return error
    return None


def fresh_address(request: HttpRequest, opened: OpenedCase) -> str:
    """The address of a note that nobody has begun, with what the page was asked for."""
    address = reverse("notes:write", kwargs={"key": opened.key, "note": new_key()})
    query = request.GET.urlencode()
    return f"{address}?{query}" if query else address


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None
