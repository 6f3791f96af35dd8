"""Where a worker does what a clock waits for."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse

from alongside.web.agency import current_agency
from alongside.web.clocks.models import ClockRow

# the first that a rule names is where its clock leads; every other step is written down by hand
PLACES: Mapping[str, str] = {
    "assessment_finished": "assessments:forms",
    "safety_assessed": "assessments:forms",
    "child_view_heard": "assessments:forms",
    "form_finished": "assessments:forms",
    "child_seen": "visits:visits",
    "visit_made": "visits:visits",
    "supervision_held": "planning:new_supervision",
    "case_plan_agreed": "planning:home",
    "safety_plan_begun": "planning:home",
    "review_held": "planning:home",
    "conference_held": "planning:home",
    "core_group_held": "planning:home",
    "permanency_hearing_held": "planning:home",
    "strategy_discussion_held": "planning:home",
    "report_signed": "reports:list",
    "note_written": "notes:notes",
}


def where_to(row: ClockRow, key: UUID) -> str:
    """The page of a case (``key``) on which the clock of a row is answered."""
    rule = current_agency().rules.get(row.rule)
    stops = rule.stops if rule else frozenset()
    place = next((PLACES[kind] for kind in PLACES if kind in stops), "clocks:clocks")
    return reverse(place, kwargs={"key": key})
