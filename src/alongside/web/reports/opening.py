"""Open a report of a case through the permission."""

from __future__ import annotations

from uuid import UUID

from alongside.core import AlongsideError, ExitCode
from alongside.governance.casework import ReportState
from alongside.privacy import Refusal
from alongside.privacy.access import AccessDenied
from alongside.web.cases.opening import OpenedCase
from alongside.web.reports.models import ReportRow


def reports_of(opened: OpenedCase) -> list[ReportRow]:
    """The reports of a case that this worker may read, newest first."""
    rows = ReportRow.objects.filter(case=opened.row, sensitivity__lte=_clearance(opened))
    return list(rows.select_related("by", "signed__by").order_by("-made_at"))


def open_report(opened: OpenedCase, key: UUID) -> ReportRow:
    """One report of an opened case.

    Raises
    ------
    AccessDenied
        When the case has no such report, or it tells more than she may know: the same.
    """
    row = (
        ReportRow.objects.select_related("by", "signed__by")
        .filter(case=opened.row, key=key, sensitivity__lte=_clearance(opened))
        .first()
    )
    if row is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    row.case = opened.row
    return row


def check_draft(report: ReportRow) -> None:
    """Raise ``AL-U120`` for a report that was signed: it is frozen."""
    if report.state != ReportState.DRAFT.value:
        raise AlongsideError(
            "AL-U120",
            seen="This report was signed, so nothing in it was changed",
            wanted="a draft",
            do="Make a new report that takes its place and says what was wrong",
            exit_code=ExitCode.REFUSED,
        )


def _clearance(opened: OpenedCase) -> int:
    access = opened.acting.access
    return int(access.worker.clearance(access.purpose) or 0)
