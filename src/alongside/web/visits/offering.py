"""What the record holds already, offered on a form where it can be seen and changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from alongside.governance.casework import MeetingState
from alongside.web.accounts.models import User
from alongside.web.cases.opening import OpenedCase
from alongside.web.notes.forms import local_time
from alongside.web.visits.forms import MINUTES
from alongside.web.visits.models import VisitRow
from alongside.web.visits.reading import is_shielded

USUAL = 60


def workers_of(opened: OpenedCase) -> dict[str, str]:
    """Who may go: those who work on the case, by name, without who asks."""
    others = opened.guard.workers - {opened.acting.access.worker.id}
    rows = User.objects.filter(pk__in=others, is_active=True).order_by("name")
    return {str(row.pk): row.name for row in rows}


def start_of_plan(opened: OpenedCase) -> dict[str, Any]:
    """An hour with those the work is about, where the last visit was."""
    last = VisitRow.objects.filter(case=opened.row, state=MeetingState.HELD.value)
    row = last.exclude(where="").order_by("-from_at").first()
    return {
        "people": [str(one) for one in opened.focus],
        "minutes": USUAL,
        "where": row.where if row and not is_shielded(opened) else "",
    }


def start_of_move(row: VisitRow) -> dict[str, Any]:
    """The time that it has now."""
    return {"from_at": local_time(row.from_at), "minutes": _minutes(row)}


def start_of_made(row: VisitRow, opened: OpenedCase) -> dict[str, Any]:
    """The time that was planned, where it has passed. Who was seen is never offered."""
    if row.from_at > opened.acting.now:
        return {"minutes": _minutes(row)}
    return start_of_move(row)


def _minutes(row: VisitRow) -> int:
    planned = (row.until_at - row.from_at) // timedelta(minutes=1)
    return min(MINUTES, key=lambda one: abs(one - planned))
