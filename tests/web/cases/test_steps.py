"""A step is one row, one event a person, one line of the ledger, or nothing at all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.agency import Agency
from alongside.core import AlongsideError
from alongside.governance.casework import CaseState
from alongside.privacy.access import AccessDenied
from alongside.web.cases.models import CaseRow, StepRow
from alongside.web.cases.steps import take_step
from alongside.web.ledger.models import LedgerEntry
from alongside.web.publishing.models import OutboxRow
from tests.web.casework import NOW, make_case, make_worker, reopen_at

pytestmark = pytest.mark.usefixtures("agency")


def test_a_step_tells_the_timeline_of_each_child_without_the_reason(agency: Agency) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    take_step(opened, "visit_made", reason="The kitchen was cold", happened_at=NOW)
    told = OutboxRow.objects.filter(kind="visit_made")
    assert {row.person_id for row in told} == set(opened.focus)
    assert not any("kitchen" in str(vars(row)) for row in told)
    assert LedgerEntry.objects.filter(verb="work_cases", reason__startswith="visit_made").exists()


def test_an_assessment_that_is_finished_leads_to_planning() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    take_step(opened, "assessment_finished")
    assert CaseRow.objects.get(pk=opened.row.pk).state == CaseState.PLANNING


def test_a_closed_case_takes_no_plan_and_says_what_to_do() -> None:
    opened = make_case(make_worker("Amara Whitlock"), state=CaseState.CLOSED)
    with pytest.raises(AlongsideError, match="AL-G041"):
        take_step(opened, "case_plan_agreed")
    assert not StepRow.objects.filter(kind="case_plan_agreed").exists()


def test_what_has_not_happened_yet_is_no_step() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    with pytest.raises(AlongsideError, match="AL-U049"):
        take_step(opened, "visit_made", happened_at=NOW + timedelta(hours=1))


def test_a_team_mate_looks_but_does_not_work_on_it() -> None:
    opened = reopen_at(make_case(make_worker("Amara Whitlock")), make_worker("Ben Osei"))
    with pytest.raises(AccessDenied, match="AL-P001"):
        take_step(opened, "visit_made")


def test_another_team_learns_nothing() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    other = reopen_at(opened, make_worker("Cleo Brandt", team="South"))
    with pytest.raises(AccessDenied, match="AL-P002"):
        take_step(other, "visit_made")
