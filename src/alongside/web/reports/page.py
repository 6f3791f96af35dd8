"""What the pages of a report show."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from alongside.governance.casework import ReportState
from alongside.privacy import Verb
from alongside.recording import KINDS, SECTIONS
from alongside.web.cases.opening import OpenedCase
from alongside.web.people.words import DateWords
from alongside.web.reports.models import ParagraphRow, ReportRow
from alongside.web.reports.opening import reports_of
from alongside.web.reports.paper import paragraphs_of, source_words
from alongside.web.reports.writing import sections_of

Context = dict[str, Any]


def list_page(opened: OpenedCase) -> Context:
    """The reports of a case, newest first."""
    return {
        "case": opened.row,
        "may_write": opened.may(Verb.WORK_CASES),
        "lines": [
            {
                "row": row,
                "title": _(KINDS[row.kind].title),
                "standing": standing_words(row, opened.say),
            }
            for row in reports_of(opened)
        ],
    }


def report_page(opened: OpenedCase, report: ReportRow, **more: Any) -> Context:
    """One report: its paragraphs by section with their sources, and what can be done."""
    draft = report.state == ReportState.DRAFT.value
    kind = KINDS[report.kind]
    rows = paragraphs_of(report)
    may_write = draft and opened.may(Verb.WORK_CASES)
    return {
        "case": opened.row,
        "report": report,
        "title": _(kind.title),
        "about": _(kind.about),
        "standing": standing_words(report, opened.say),
        "gathered": opened.say.when(report.gathered_at, "instant"),
        "sections": _sections(rows, opened.say, may_write=may_write),
        "headings": {name: _(title) for name, title in sections_of(report).items()},
        "draft": draft,
        "may_write": may_write,
        "may_replace": not draft and opened.may(Verb.WORK_CASES),
        "out": sum(row.taken_out for row in rows),
        "worker": opened.acting.access.worker,
        **more,
    }


def standing_words(report: ReportRow, say: DateWords) -> str:
    """Draft since when, or signed by whom, in words."""
    if report.state == ReportState.DRAFT.value:
        words = {"name": report.by.name, "day": say.day(say.local(report.made_at))}
        return _("Draft by %(name)s, begun %(day)s") % words
    signed = report.signed
    words = {"name": signed.by.name, "day": say.day(say.local(signed.at))}
    said = _("Signed by %(name)s, %(day)s") % words
    if report.state == ReportState.REPLACED.value:
        said += ". " + _("A later report takes its place")
    return said


def _sections(rows: list[ParagraphRow], say: DateWords, *, may_write: bool) -> list[Context]:
    return [
        {
            "name": name,
            "title": _(SECTIONS[name]),
            "paragraphs": [_paragraph(row, say, may_write=may_write) for row in group],
        }
        for name, group in groupby(rows, key=lambda row: row.section)
    ]


def _paragraph(row: ParagraphRow, say: DateWords, *, may_write: bool) -> Context:
    return {
        "row": row,
        "changed": bool(row.drafted) and row.text != row.drafted,
        "own": not row.drafted,
        "sources": [(source_words(one, say), one.get("href", "")) for one in row.cited],
        "may_write": may_write,
    }
