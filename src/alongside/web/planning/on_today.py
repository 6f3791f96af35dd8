"""What of this room waits for a worker: what she said she would do, meetings, plans to look at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core import local_day_end
from alongside.governance.casework import CaseState, MeetingState, PlanState
from alongside.web.agency import current_agency
from alongside.web.identity.acting import Acting
from alongside.web.planning.meeting import MEETINGS
from alongside.web.planning.models import ActionRow, MeetingRow, PlanRow
from alongside.web.planning.plans import SAFETY
from alongside.web.today.hidden import open_to
from alongside.web.today.items import Item

ACTION = (
    "key",
    "what",
    "by_on",
    "case__title",
    "case__key",
    "plan__key",
    "meeting__key",
    "supervision__key",
)


def on_today(acting: Acting) -> list[Item]:
    """What waits for the worker who asks, each once, in two queries."""
    return [
        *(_action_item(*row) for row in _actions(acting)),
        *(_dated_item(*row) for row in _dated(acting)),
    ]


def _actions(acting: Acting) -> Iterable[tuple[Any, ...]]:
    """What is hers: by her name, or because she leads the case. One query of two halves."""
    me = UUID(acting.access.worker.id)
    holds = Q(plan__isnull=True) | Q(plan__state=PlanState.IN_FORCE.value)
    rows = ActionRow.objects.filter(holds, done_on__isnull=True, by_on__isnull=False)
    in_case = ~Q(case__state=CaseState.CLOSED.value) & open_to(acting.access, case="case__")
    led = rows.filter(in_case, by_lead=True, case__worker=me)
    named = rows.filter(Q(case__isnull=True) | in_case, by_lead=False, worker=me)
    return led.values_list(*ACTION).union(named.values_list(*ACTION), all=True)


def _action_item(
    key: UUID,
    what: str,
    by_on: date,
    title: str | None,
    case: UUID | None,
    plan: UUID | None,
    meeting: UUID | None,
    supervision: UUID,
) -> Item:
    if case is None:
        href = reverse("supervision:supervision", args=[supervision])
    elif plan or meeting:
        href = reverse(f"planning:{'plan' if plan else 'meeting'}", args=[case, plan or meeting])
    else:
        href = reverse("planning:supervision", args=[case, supervision])
    return Item(
        kind="action",
        says=what,
        who=title or _("Supervision"),
        href=f"{href}#action-{key}",
        due_at=_end_of(by_on),
    )


def _dated(acting: Acting) -> Iterable[tuple[Any, ...]]:
    """Meetings that are planned and plans to look at again, in cases that she leads."""
    hers = (
        Q(case__worker=UUID(acting.access.worker.id))
        & ~Q(case__state=CaseState.CLOSED.value)
        & open_to(acting.access, case="case__")
    )
    planned = MeetingRow.objects.filter(hers, state=MeetingState.PLANNED.value)
    # a review that is planned already stands there by itself
    has_review = MeetingRow.objects.filter(
        case=OuterRef("case"), state=MeetingState.PLANNED.value, kind="review"
    )
    plans = PlanRow.objects.filter(
        hers, state=PlanState.IN_FORCE.value, review_on__isnull=False
    ).filter(Q(kind=SAFETY) | ~Exists(has_review))
    meetings = planned.values_list(
        Value("meeting"), "key", "kind", "planned_on", "case__title", "case__key"
    )
    return meetings.union(
        plans.values_list(Value("plan"), "key", "kind", "review_on", "case__title", "case__key"),
        all=True,
    )


def _dated_item(thing: str, key: UUID, kind: str, on: date, title: str, case: UUID) -> Item:
    if thing == "plan":
        says = (
            _("Look at the safety plan again")
            if kind == SAFETY
            else _("Look at the case plan together")
        )
        return Item(
            kind="plan",
            says=says,
            who=title,
            href=reverse("planning:plan", args=[case, key]),
            due_at=_end_of(on),
        )
    words = str(MEETINGS[kind][0]) if kind in MEETINGS else kind
    return Item(
        kind="meeting",
        says=_("%(meeting)s: hold it and write down what came of it") % {"meeting": words},
        who=title,
        href=reverse("planning:meeting", args=[case, key]),
        due_at=_end_of(on),
    )


def _end_of(day: date) -> Any:
    """The last instant at which it is in time."""
    return local_day_end(day, current_agency().file.zone)
