"""Sign a report: it is printed once, sealed with a hash, and frozen."""

from __future__ import annotations

import hashlib

from django.db import transaction

from alongside.core import AlongsideError, ExitCode
from alongside.governance.casework import REPORT_TRANSITIONS, ReportState, check_move
from alongside.privacy import Verb
from alongside.recording.docx import to_docx
from alongside.recording.pdf import to_pdf
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import take_step
from alongside.web.reports.models import ReportRow, SignedRow
from alongside.web.reports.opening import check_draft
from alongside.web.reports.paper import paper_of


def sign_report(opened: OpenedCase, report: ReportRow) -> SignedRow:
    """Freeze a draft under the name of who signs; one that it replaces says so from now on.

    Raises
    ------
    AlongsideError
        ``AL-U120`` when it was signed already, ``AL-U122`` when nothing is in it, ``AL-D001``
        when it cannot be printed: it stays a draft.
    """
    opened.check(Verb.WORK_CASES)
    with transaction.atomic():
        held = ReportRow.objects.select_for_update().get(pk=report.pk)
        check_draft(held)
        paper = paper_of(opened, held, signed_by=opened.acting.access.worker.name)
        if not paper.chapters and not (paper.table and paper.table.lines):
            raise nothing_to_sign()
        words = paper.as_json()
        made: SignedRow = SignedRow.objects.create(
            report=held,
            by_id=opened.acting.access.worker.id,
            at=opened.acting.now,
            paper=words,
            sha256=hashlib.sha256(words.encode()).hexdigest(),
            pdf=to_pdf(paper),
            docx=to_docx(paper),
        )
        _enter(held, ReportState.SIGNED)
        earlier = held.replaces
        if earlier is not None and earlier.state == ReportState.SIGNED.value:
            _enter(earlier, ReportState.REPLACED)
        take_step(opened, "report_signed", about=f"report:{held.pk}")
    return made


def _enter(report: ReportRow, state: ReportState) -> None:
    check_move(REPORT_TRANSITIONS, ReportState(report.state), state)
    report.state = state.value
    report.save(update_fields=["state"])


def nothing_to_sign() -> AlongsideError:
    """A name under an empty page says nothing."""
    return AlongsideError(
        "AL-U122",
        seen="There is nothing in this report, so it was not signed",
        wanted="at least one paragraph",
        do="Put a paragraph back, or write one",
        exit_code=ExitCode.REFUSED,
    )
