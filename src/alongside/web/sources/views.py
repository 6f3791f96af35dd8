"""The sources pages: what came when, what was put aside and why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.privacy import Refusal, Verb, check_can
from alongside.privacy.access import AccessDenied
from alongside.sources import unread_files
from alongside.web.identity.asking import Asked, read_asked
from alongside.web.people.opening import STALE_DAYS
from alongside.web.publishing.models import GenerationRow
from alongside.web.sources.overview import source_cards
from alongside.web.sources.rejects import A_PAGE, Rejects, open_rejects
from alongside.web.sources.spreadsheet import csv_lines


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Every source: how fresh, what the last run read, what it feeds."""
    asked = _asked(request)
    newest = GenerationRow.objects.order_by("-published_at").first()
    now = asked.acting.now
    context = {
        "cards": source_cards(asked.agency, asked.say, now=now),
        "joined_on": asked.say.day(asked.say.local(newest.published_at)) if newest else "",
        "is_stale": newest is not None and (now - newest.published_at).days >= STALE_DAYS,
        "counts": newest.counts if newest else {},
        "unread": unread_files(asked.agency, extracts_root=asked.agency.folder / "extracts"),
    }
    return render(request, "sources/overview.html", context)


@require_GET
def rejects(request: HttpRequest, name: str) -> HttpResponse:
    """What was put aside from one source, by reason, with file, line and column."""
    asked = _asked(request)
    title = _title(asked, name)
    found, code = _rejects(asked, name), request.GET.get("reason", "")
    if found is not None:
        _note(asked, found)
    reasons = found.by_reason() if found else []
    code = code if code in {reason.code for reason in reasons} else ""
    total = sum(reason.rows for reason in reasons if not code or reason.code == code)
    pages = max(1, -(-total // A_PAGE))
    number = _page(request.GET.get("page"), pages)
    context = {
        "name": name,
        "title": title,
        "readable": found is not None,
        "with_values": found is not None and found.with_values,
        "reasons": reasons,
        "reason": code,
        "total": total,
        "all": sum(reason.rows for reason in reasons),
        "rows": found.page(number, code=code) if found else [],
        "number": number,
        "pages": pages,
    }
    return render(request, "sources/rejects.html", context)


@require_GET
def download(request: HttpRequest, name: str) -> HttpResponse | StreamingHttpResponse:
    """The same rows as CSV that a spreadsheet opens as text."""
    asked = _asked(request)
    _title(asked, name)
    found = _rejects(asked, name)
    if found is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    _note(asked, found, reason="downloaded")
    headings = ["file", "table", "line", "column", "code", "reason"]
    headings += ["seen"] if found.with_values else []
    rows = found.stream(code=request.GET.get("reason", ""))
    width = len(headings)
    lines = csv_lines(headings, (row[:width] for row in rows))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rejects-{name}.csv"'
    return response


def _asked(request: HttpRequest) -> Asked:
    asked = read_asked(request)
    check_can(asked.worker, Verb.VIEW_SOURCES)
    return asked


def _title(asked: Asked, name: str) -> str:
    if name not in asked.agency.sources:
        raise AccessDenied(Refusal.NOT_YOURS)
    return asked.agency.sources[name].title


def _rejects(asked: Asked, name: str) -> Rejects | None:
    return open_rejects(name, with_values=asked.worker.may(Verb.VIEW_REJECTS))


def _note(asked: Asked, found: Rejects, *, reason: str = "") -> None:
    """Values of rows may be about people, so that they were shown is written down first."""
    if found.with_values:
        asked.acting.note(Verb.VIEW_REJECTS, "source", found.source, reason=reason)


def _page(asked: str | None, pages: int) -> int:
    return min(pages, max(1, int(asked))) if asked and asked.isdecimal() else 1
