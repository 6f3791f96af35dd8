"""The list: what waits for a decision, what waits for a second look, and the newest decided."""

from __future__ import annotations

from typing import Any

from alongside.governance.casework import ReferralState
from alongside.privacy import Verb
from alongside.web.agency import current_agency
from alongside.web.decisions.clock import clock_of
from alongside.web.identity.acting import Acting
from alongside.web.people.words import DateWords
from alongside.web.referrals.models import ReferralRow
from alongside.web.referrals.opened import visible
from alongside.web.referrals.words import STATES, WAYS

Context = dict[str, Any]
RECENT = 25
WAITING = 200
DECIDED = (ReferralState.SCREENED_IN.value, ReferralState.SCREENED_OUT.value)


def list_page(acting: Acting) -> Context:
    """The context of the list; whom it shows stands in the ledger."""
    zone = current_agency().file.zone
    say = DateWords(acting.now.astimezone(zone).date(), zone)
    rows = visible(acting.access).select_related("point", "taken_by", "case").distinct()
    waiting = _in(rows, ReferralState.RECEIVED)
    looks = _in(rows, ReferralState.SECOND_LOOK)
    recent = list(rows.filter(state__in=DECIDED).order_by("-state_since")[:RECENT])
    shown = [*waiting, *looks, *recent]
    listed = ",".join(str(row.pk) for row in shown) or "nothing"
    acting.note(Verb.VIEW_CASES, "queue", f"referrals {listed}")
    return {
        "waiting": [line_of(row, say, acting) for row in waiting],
        "looks": [line_of(row, say, acting) for row in looks],
        "recent": [line_of(row, say, acting) for row in recent],
    }


def line_of(row: ReferralRow, say: DateWords, acting: Acting) -> Context:
    """One referral of a list."""
    file = current_agency().decisions.get(row.point.kind)
    waits = row.state == ReferralState.RECEIVED.value
    return {
        "row": row,
        "state": STATES[row.state],
        "came_in": WAYS.get(row.came_in, ""),
        "when": say.when(row.taken_at, "instant"),
        "since": say.when(row.state_since, "instant"),
        "clock": clock_of(file, row.point.opened_at, say, now=acting.now)
        if file and waits
        else None,
    }


def _in(rows: Any, state: ReferralState) -> list[ReferralRow]:
    return list(rows.filter(state=state.value).order_by("taken_at")[:WAITING])
