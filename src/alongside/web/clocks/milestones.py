"""Steps that no other room takes, written down because clocks start and stop on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from alongside.core import local_day_end
from alongside.governance.casework import CASE_STEPS
from alongside.governance.clocks.days import INSTANT
from alongside.web.agency import current_agency
from alongside.web.cases.models import StepRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import take_step

MILESTONES = (
    "urgent_response_owed",
    "enquiry_begun",
    "enquiry_ended",
    "protection_plan_begun",
    "protection_plan_ended",
    "petition_decided",
    "family_away",
    "family_back",
)


def milestones_here() -> dict[str, str]:
    """Those that a rule of the jurisdiction names, and what each is called."""
    named = {kind for rule in current_agency().rules.values() for kind in rule.kinds}
    return {kind: CASE_STEPS[kind].says for kind in MILESTONES if kind in named}


def record_milestone(
    opened: OpenedCase,
    kind: str,
    *,
    on: date,
    people: Iterable[UUID] | None = None,
    reason: str = "",
) -> StepRow:
    """Write down that it happened on a day: for these people, or all whom the case is about.

    Raises
    ------
    AccessDenied
        When the worker may not work on this case.
    AlongsideError
        As :func:`alongside.web.cases.steps.take_step`.
    """
    return take_step(
        opened, kind, people=people, happened_at=moment_of(opened, on), reason=reason.strip()
    )


def moment_of(opened: OpenedCase, on: date) -> datetime:
    """Now on this day; else the day's last instant, so that it comes after what else it held."""
    if on == opened.today:
        return opened.acting.now
    return local_day_end(on, current_agency().file.zone) - INSTANT
