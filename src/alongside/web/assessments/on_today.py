"""What of this room waits for a worker."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.governance.casework import CaseState, FilledState
from alongside.web.assessments.models import FilledRow
from alongside.web.cases.models import AssignmentRow
from alongside.web.cases.opening import WORKING
from alongside.web.identity.acting import Acting
from alongside.web.today.items import Item


def on_today(acting: Acting) -> list[Item]:
    """Her drafts in cases that she works on, each once; one question to the database."""
    worker = UUID(acting.access.worker.id)
    hers = AssignmentRow.objects.filter(worker_id=worker, state__in=WORKING)
    rows = FilledRow.objects.filter(
        begun_by_id=worker,
        state=FilledState.DRAFT.value,
        case__in=hers.values("case_id"),
    ).exclude(case__state=CaseState.CLOSED.value)
    return [
        Item(
            kind="draft",
            says=_("Finish the form: %(form)s") % {"form": row.version.title},
            who=row.case.title,
            href=reverse("assessments:form", kwargs={"key": row.case.key, "filled": row.key}),
            since=row.begun_at,
        )
        for row in rows.select_related("version", "case").order_by("begun_at", "pk")
    ]
