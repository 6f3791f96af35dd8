"""What of this room waits for a worker: notes that she began before today and has not kept."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.governance.casework import AssignmentState
from alongside.web.agency import current_agency
from alongside.web.identity.acting import Acting
from alongside.web.notes.models import NoteRow
from alongside.web.notes.reading import DRAFT
from alongside.web.today.hidden import open_to
from alongside.web.today.items import Item


def on_today(acting: Acting) -> list[Item]:
    """What waits for the worker who asks, each once; only in cases that she may still open."""
    worker = acting.access.worker
    mine = Q(
        case__assignments__worker=UUID(worker.id),
        case__assignments__state=AssignmentState.ACCEPTED.value,
    )
    rows = (
        NoteRow.objects.filter(
            mine | Q(case__team=worker.team or None),
            open_to(acting.access, case="case__"),
            by=UUID(worker.id),
            state=DRAFT,
            begun_at__lt=_midnight(acting.now),
        )
        .select_related("case")
        .order_by("begun_at")
        .distinct()
    )
    return [
        Item(
            kind="draft",
            says=_("Keep the note that you began"),
            who=row.case.title,
            href=reverse("notes:write", kwargs={"key": row.case.key, "note": row.key}),
            since=row.begun_at,
        )
        for row in rows
    ]


def _midnight(now: datetime) -> datetime:
    """When the agency's day began."""
    zone = current_agency().file.zone
    return datetime.combine(now.astimezone(zone).date(), time.min, zone)
