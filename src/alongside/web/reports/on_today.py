"""Drafts of reports that wait for whoever began them."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.governance.casework import ReportState
from alongside.recording import KINDS
from alongside.web.identity.acting import Acting
from alongside.web.reports.models import ReportRow
from alongside.web.today.items import Item

MOST = 50


def on_today(acting: Acting) -> list[Item]:
    """The drafts of the worker who asks, the oldest first."""
    worker = acting.access.worker
    rows = ReportRow.objects.filter(by_id=UUID(worker.id), state=ReportState.DRAFT.value)
    rows = rows.filter(case__team=worker.team).select_related("case").order_by("made_at")
    return [
        Item(
            kind="draft",
            says=_("Finish and sign: %(title)s") % {"title": _(KINDS[row.kind].title)},
            who=row.case.title,
            href=reverse("reports:report", kwargs={"key": row.case.key, "report": row.key}),
            since=row.made_at,
        )
        for row in rows[:MOST]
    ]
