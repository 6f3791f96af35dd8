"""Mark an action done, with one press, wherever it stands."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from alongside.web.planning.actions import action_of, do_action, undo_action
from alongside.web.planning.asking import go_on, work_on_case
from alongside.web.planning.models import ActionRow


@require_POST
def done(request: HttpRequest, key: UUID, action: UUID) -> HttpResponse:
    """It was done; ``undo`` takes that back."""
    opened = work_on_case(request, key)
    row = action_of(opened, action)
    act = undo_action if "undo" in request.POST else do_action
    page, thing = _page_of(row)
    return go_on(request, lambda: act(opened, row), page, key, thing, at=f"action-{row.key}")


def _page_of(row: ActionRow) -> tuple[str, UUID]:
    """The page on which the action stands."""
    if row.plan is not None:
        return "plan", row.plan.key
    assert row.meeting is not None  # noqa: S101 - what is of neither is of a supervision
    return "meeting", row.meeting.key
