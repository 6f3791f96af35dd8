"""The pages: open the case, then the report, call one function, render or go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.governance.casework import ReportState
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.recording import KINDS
from alongside.recording.docx import to_docx
from alongside.recording.pdf import to_pdf
from alongside.web.cases.opening import OpenedCase, open_case
from alongside.web.decisions.asking import read_acting
from alongside.web.identity.asking import refusal_of
from alongside.web.reports.forms import NewReportForm, ParagraphForm, WordsForm
from alongside.web.reports.models import ParagraphRow, ReportRow
from alongside.web.reports.opening import open_report
from alongside.web.reports.page import list_page, report_page
from alongside.web.reports.paper import paper_of
from alongside.web.reports.signing import sign_report
from alongside.web.reports.writing import add_words, draft_report, look_again, rewrite, take_out

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def listing(request: HttpRequest, key: UUID) -> HttpResponse:
    """The reports of a case."""
    return render(request, "reports/list.html", list_page(_case(request, key)))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, key: UUID) -> HttpResponse:
    """Choose which report; it is filled from the record at once."""
    opened = _case(request, key)
    opened.check(Verb.WORK_CASES)
    sent = request.POST if request.method == "POST" else None
    form = NewReportForm(sent, initial={"kind": request.GET.get("kind", "")})
    if form.is_valid():
        said = form.cleaned_data
        made = draft_report(
            opened, said["kind"], from_on=said["from_on"], recipient=said["recipient"]
        )
        return redirect("reports:report", key=key, report=made.key)
    context = {"form": form, "case": opened.row, "kinds": KINDS.values()}
    return render(request, "reports/new.html", context, status=422 if form.errors else 200)


@require_GET
def report(request: HttpRequest, key: UUID, report: UUID) -> HttpResponse:
    """One report, to be read and, as a draft, changed."""
    opened = _case(request, key)
    found = open_report(opened, report)
    return render(request, "reports/report.html", report_page(opened, found))


@require_POST
def paragraph(request: HttpRequest, key: UUID, report: UUID, number: int) -> HttpResponse:
    """Change a paragraph, take it out, or put it back."""
    opened = _case(request, key)
    found = open_report(opened, report)
    row = _paragraph(found, number)
    form = ParagraphForm(request.POST)
    if "out" in request.POST:
        out = request.POST["out"] == "1"
        return _carry_out(request, opened, found, lambda: take_out(opened, row, out=out), row=row)
    if not form.is_valid():
        return render(
            request, "reports/report.html", report_page(opened, found, failed=row.pk), status=422
        )
    said = form.cleaned_data
    return _carry_out(
        request,
        opened,
        found,
        lambda: rewrite(opened, row, text=said["text"], revision=said["revision"]),
        row=row,
        unsent=said["text"],
    )


@require_POST
def words(request: HttpRequest, key: UUID, report: UUID) -> HttpResponse:
    """Add words of her own."""
    opened = _case(request, key)
    found = open_report(opened, report)
    form = WordsForm(request.POST)
    if not form.is_valid():
        context = report_page(opened, found, adding=form)
        return render(request, "reports/report.html", context, status=422)
    said = form.cleaned_data
    return _carry_out(
        request,
        opened,
        found,
        lambda: add_words(opened, found, section=said["section"], text=said["text"]),
        unsent=said["text"],
    )


@require_POST
def again(request: HttpRequest, key: UUID, report: UUID) -> HttpResponse:
    """Look at the record again, and add what is new."""
    opened = _case(request, key)
    found = open_report(opened, report)

    def act() -> None:
        fresh = look_again(opened, found)
        said = ngettext("%(n)s paragraph was added.", "%(n)s paragraphs were added.", fresh)
        messages.success(request, said % {"n": fresh} if fresh else _("Nothing new is there."))

    return _carry_out(request, opened, found, act)


@require_POST
def sign(request: HttpRequest, key: UUID, report: UUID) -> HttpResponse:
    """Sign and freeze."""
    opened = _case(request, key)
    found = open_report(opened, report)
    return _carry_out(request, opened, found, lambda: sign_report(opened, found))


@require_POST
def replace(request: HttpRequest, key: UUID, report: UUID) -> HttpResponse:
    """Begin a report that takes the place of a signed one."""
    opened = _case(request, key)
    found = open_report(opened, report)
    made = draft_report(
        opened,
        found.kind,
        from_on=found.from_on,
        recipient=found.recipient,
        replaces=found if found.state == ReportState.SIGNED.value else None,
    )
    return redirect("reports:report", key=key, report=made.key)


@require_GET
def download(request: HttpRequest, key: UUID, report: UUID, form: str) -> HttpResponse:
    """The paper as PDF or DOCX: of a draft as it is now, of a signed report as it was signed."""
    opened = _case(request, key)
    found = open_report(opened, report)
    opened.acting.note(Verb.VIEW_CASES, "report", str(found.key), reason=f"took as {form}")
    if found.state == ReportState.DRAFT.value:
        paper = paper_of(opened, found)
        made = to_pdf(paper) if form == "pdf" else to_docx(paper)
    else:
        made = bytes(found.signed.pdf if form == "pdf" else found.signed.docx)
    answer = HttpResponse(made, content_type="application/pdf" if form == "pdf" else DOCX)
    name = f"{found.kind.replace('_', '-')}-{str(found.key)[:8]}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _case(request: HttpRequest, key: UUID) -> OpenedCase:
    return open_case(key, read_acting(request))


def _paragraph(report: ReportRow, number: int) -> ParagraphRow:
    row = ParagraphRow.objects.select_related("report").filter(report=report, pk=number).first()
    if row is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    return row


def _carry_out(
    request: HttpRequest,
    opened: OpenedCase,
    found: ReportRow,
    act: Callable[[], object],
    *,
    row: ParagraphRow | None = None,
    **more: Any,
) -> HttpResponse:
    """Act and go on; or the page as it is now, with why not and what she had written."""
    refused = refusal_of(act)
    if refused is None:
        answer = redirect("reports:report", key=opened.key, report=found.key)
        answer["Location"] += f"#p{row.pk}" if row else ""
        return answer
    fresh = open_report(opened, found.key)
    context = report_page(opened, fresh, refused=refused, conflict=row.pk if row else None, **more)
    return render(request, "reports/report.html", context, status=409)
