"""What is planned next in a made-up case that goes on: a visit this week, a review."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from alongside.governance.casework import CaseState
from alongside.web.agency import current_agency
from alongside.web.cases.models import CaseRow
from alongside.web.made_up.stage import Stage
from alongside.web.planning.meeting import plan_meeting
from alongside.web.visits.planning import plan_visit

AT_WORK = (CaseState.ASSESSING.value, CaseState.PLANNING.value, CaseState.SUPPORTING.value)


def plan_ahead(stage: Stage) -> None:
    """Plan the next visit, and a review where a plan is in force."""
    row = CaseRow.objects.get(pk=stage.case_id)
    if row.state not in AT_WORK or row.worker_id != stage.lead.pk:
        return
    opened = stage.case()
    starts = _at(stage, days=1 + row.pk % 9, hour=9 + row.pk % 7)
    plan_visit(
        opened,
        people=[stage.family.child, stage.family.parent],
        from_at=starts,
        until_at=starts + timedelta(minutes=45),
    )
    if row.state == CaseState.SUPPORTING.value:
        plan_meeting(opened, kind="review", on=stage.in_days(10 + row.pk % 30))


def _at(stage: Stage, *, days: int, hour: int) -> datetime:
    zone = current_agency().file.zone
    return datetime.combine(stage.in_days(days), time(hour, 30), zone).astimezone(UTC)
