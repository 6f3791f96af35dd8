"""The pages of documents: list and add, download, withdraw."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from alongside.privacy import Verb
from alongside.web.cases.opening import OpenedCase
from alongside.web.notes.asking import open_asked
from alongside.web.notes.documents import (
    documents_of,
    kinds_taken,
    most_bytes,
    open_document,
    read_document,
    too_large,
    withdraw_document,
)
from alongside.web.notes.forms import NoteForm, WithdrawForm, initial_of_new
from alongside.web.notes.kinds_of_file import KINDS
from alongside.web.notes.lines import document_lines
from alongside.web.notes.models import NoteRow
from alongside.web.notes.reading import kept_notes
from alongside.web.notes.uploading import AT_ONCE, IntoVault, Outcome, keep_arrived

SANDBOX = "sandbox; default-src 'none'"
ENDINGS = ",".join(sorted({f".{ending}" for kind in KINDS.values() for ending in kind.endings}))


@csrf_exempt  # the handler has to be named before anything of the form is read; then it is checked
@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The documents of a case, newest first, and the form that adds some."""
    if request.method != "POST":
        return _page(request, open_asked(request, key))
    opened = open_asked(request, key, verb=Verb.WORK_CASES)
    if int(request.META.get("CONTENT_LENGTH") or 0) > AT_ONCE * most_bytes():
        return _page(request, opened, outcomes=[Outcome(name="", refused=too_large())], status=413)
    handler = IntoVault(request)
    request.upload_handlers = [handler]
    try:
        return _add(request, opened, handler)
    finally:
        handler.tidy()


@csrf_protect
def _add(request: HttpRequest, opened: OpenedCase, handler: IntoVault) -> HttpResponse:
    form = NoteForm(request.POST, opened=opened)
    form.is_valid()
    said = form.cleaned_data
    outcomes = keep_arrived(
        opened,
        request.FILES.getlist("files"),
        handler,
        people=[UUID(one) for one in said["people"]] if said.get("people") else None,
        sensitivity=said.get("sensitivity"),
        note=_asked_note(request, opened),
    )
    if outcomes and all(one.row for one in outcomes):
        n = len(outcomes)
        said_so = ngettext("%(n)s document was added.", "%(n)s documents were added.", n)
        messages.success(request, said_so % {"n": n})
        return redirect("notes:documents", key=opened.key)
    return _page(request, opened, outcomes=outcomes, status=422)


def _page(
    request: HttpRequest,
    opened: OpenedCase,
    *,
    outcomes: list[Outcome] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "opened": opened,
        "note": _asked_note(request, opened),
        "lines": document_lines(opened, documents_of(opened)),
        "form": NoteForm(initial=initial_of_new(opened), opened=opened),
        "outcomes": outcomes,
        "added": [one for one in outcomes or () if one.row],
        "refused": [one for one in outcomes or () if one.refused],
        "most": most_bytes(),
        "most_mb": most_bytes() // 1_000_000,
        "kinds": kinds_taken(),
        "endings": ENDINGS,
        "may_write": opened.may(Verb.WORK_CASES),
    }
    return render(request, "notes/documents.html", context, status=status)


def _asked_note(request: HttpRequest, opened: OpenedCase) -> NoteRow | None:
    """The kept note that the documents belong to, where the address names one."""
    try:
        key = UUID(request.GET.get("note", ""))
    except ValueError:
        return None
    return kept_notes(opened).filter(key=key).first()


@require_GET
def download(request: HttpRequest, key: UUID, document: UUID) -> HttpResponseBase:
    """A document as a file to be saved: never shown as a page of ours."""
    opened = open_asked(request, key)
    row = open_document(opened, document, reason="download")
    file = read_document(row)
    answer = StreamingHttpResponse(file.drain(), content_type=KINDS[row.kind].media_type)
    answer["Content-Length"] = str(row.size)
    answer["Content-Disposition"] = content_disposition_header(True, row.name) or "attachment"
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, key: UUID, document: UUID) -> HttpResponse:
    """Say that a document should not be there."""
    opened = open_asked(request, key, verb=Verb.WORK_CASES)
    row = open_document(opened, document)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_document(opened, row, reason=form.cleaned_data["reason"])
        messages.success(request, _("Withdrawn. Your supervisor can still find it."))
        return redirect("notes:documents", key=key)
    context = {"opened": opened, "row": row, "form": form}
    return render(request, "notes/withdraw.html", context, status=422 if form.errors else 200)
