"""Recount the clocks of a case from its steps and the rules of the jurisdiction."""

from __future__ import annotations

from datetime import datetime

from alongside.web.cases.models import CaseRow


def wind(case: CaseRow, *, now: datetime) -> None:
    """Bring the clocks of one case up to date; called inside the transaction of each step."""
    del case, now
