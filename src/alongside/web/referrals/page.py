"""One referral's page."""

from __future__ import annotations

from typing import Any

from alongside.core import AlongsideError
from alongside.governance.casework import ReferralState
from alongside.web.cases.models import CaseRow
from alongside.web.decisions.points import standing_decisions
from alongside.web.referrals.at_points import happened_words
from alongside.web.referrals.into_case import sees_case
from alongside.web.referrals.listing import line_of
from alongside.web.referrals.models import ReporterRow
from alongside.web.referrals.opened import OpenedReferral
from alongside.web.referrals.second_look import may_look
from alongside.web.referrals.words import PARTS

Context = dict[str, Any]


def referral_page(
    opened: OpenedReferral,
    *,
    reporter: ReporterRow | None = None,
    problem: str = "",
    refused: AlongsideError | None = None,
    unsent: str = "",
) -> Context:
    """The context of the page; ``reporter`` only after the ledger holds the look."""
    row, say, look = opened.row, opened.say, opened.look
    made = standing_decisions().select_related("by").filter(point=row.point).first()
    waits = opened.state is ReferralState.SECOND_LOOK
    return {
        **line_of(row, say, opened.acting),
        "people": [(one, PARTS.get(one.part, one.part)) for one in opened.people],
        "happened": happened_words(row, say),
        "decision": made,
        "decided_at": say.when(made.at, "instant") if made else "",
        "respond_by": say.when(row.respond_by, "instant") if row.respond_by else "",
        "case": _case_of(row.case, opened),
        "look": look,
        "looked_at": say.when(look.at, "instant") if look and look.at else "",
        "looks_now": waits,
        "may_look": waits and may_look(opened),
        "has_reporter": opened.has_reporter,
        "may_see_reporter": opened.may_see_reporter,
        "reporter": reporter,
        "problem": problem,
        "refused": refused,
        "unsent": unsent,
    }


def _case_of(case: CaseRow | None, opened: OpenedReferral) -> CaseRow | None:
    return case if case is not None and sees_case(case, opened.acting) else None
