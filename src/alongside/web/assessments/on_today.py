"""What of this room waits for a worker."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.governance.casework import CaseState, FilledState
from alongside.privacy import Verb
from alongside.web.assessments.models import FilledRow
from alongside.web.cases.models import AssignmentRow
from alongside.web.cases.opening import WORKING
from alongside.web.identity.acting import Acting
from alongside.web.today.hidden import open_to
from alongside.web.today.items import Item


def on_today(acting: Acting) -> list[Item]:
    """Her drafts in cases that she works on or leads the team of, each once."""
    worker = UUID(acting.access.worker.id)
    hers = AssignmentRow.objects.filter(worker_id=worker, state__in=WORKING)
    works = Q(case__in=hers.values("case_id"))
    if acting.access.worker.may(Verb.SUPERVISE_CASES) and acting.access.worker.team:
        works |= Q(case__team=acting.access.worker.team)
    rows = FilledRow.objects.filter(
        works,
        open_to(acting.access, case="case__"),
        begun_by_id=worker,
        state=FilledState.DRAFT.value,
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
