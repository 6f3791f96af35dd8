"""Everything that was agreed in a case, on one page."""

from __future__ import annotations

from typing import Any

from alongside.governance.casework import CaseState, PlanState
from alongside.privacy import Verb
from alongside.web.cases.opening import OpenedCase
from alongside.web.planning.meeting_page import meetings_of
from alongside.web.planning.models import PlanRow
from alongside.web.planning.placement_page import children_of, window_note
from alongside.web.planning.plan_page import state_words, title_of
from alongside.web.planning.plans import CASE, SAFETY, draft_of
from alongside.web.planning.supervision import supervision_on


def page_of_home(opened: OpenedCase) -> dict[str, Any]:
    """The context of the page."""
    return {
        "opened": opened,
        "may_work": opened.may(Verb.WORK_CASES) and opened.state is not CaseState.CLOSED,
        "may_supervise": opened.may(Verb.SUPERVISE_CASES) and opened.row.worker is not None,
        "kinds": [_kind(opened, kind) for kind in (SAFETY, CASE)],
        "children": children_of(opened),
        "window_note": window_note(),
        "meetings": meetings_of(opened),
        "supervision": [
            (row, opened.say.when(row.held_at, "instant")) for row in supervision_on(opened)
        ],
    }


def _kind(opened: OpenedCase, kind: str) -> dict[str, Any]:
    rows = PlanRow.objects.filter(case=opened.row, kind=kind).select_related("written_by")
    versions = [(row, state_words(opened, row)) for row in rows.order_by("-version")]
    return {
        "name": kind,
        "title": title_of(PlanRow(kind=kind)),
        "versions": versions,
        "draft": draft_of(opened, kind),
        "in_force": any(row.state == PlanState.IN_FORCE.value for row, _words in versions),
    }
