"""What the pages of visits show."""

from __future__ import annotations

from typing import Any

from alongside.governance.casework import CaseState, MeetingState
from alongside.privacy import Verb
from alongside.web.cases.opening import OpenedCase
from alongside.web.notes.forms import local_time
from alongside.web.visits.briefing import read_brief
from alongside.web.visits.models import VisitRow
from alongside.web.visits.reading import lines_of, visits_of

Context = dict[str, Any]


def list_page(opened: OpenedCase) -> Context:
    """Every visit, those to come first."""
    lines = lines_of(opened, visits_of(opened))
    planned = [one for one in lines if one.row.state == MeetingState.PLANNED.value]
    return {
        "opened": opened,
        "planned": planned[::-1],  # the next first
        "ended": [one for one in lines if one.row.state != MeetingState.PLANNED.value],
        "may_work": may_work(opened),
    }


def visit_page(opened: OpenedCase, row: VisitRow) -> Context:
    """One visit; with what to know before it while it is to come."""
    (line,) = lines_of(opened, [row])
    planned = row.state == MeetingState.PLANNED.value
    return {
        "opened": opened,
        "line": line,
        "planned": planned,
        "may_work": may_work(opened),
        "may_write": opened.may(Verb.WORK_CASES),
        "held": row.state == MeetingState.HELD.value,
        "note_at": local_time(row.from_at),
        "brief": read_brief(opened) if planned else None,
    }


def may_work(opened: OpenedCase) -> bool:
    """Whether she may plan and end visits here now."""
    return opened.may(Verb.WORK_CASES) and opened.state is not CaseState.CLOSED
