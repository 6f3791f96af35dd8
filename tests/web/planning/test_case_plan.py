"""A case plan: goals in somebody's words, agreement and dissent, versions that stay readable."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.governance.casework import CaseState
from alongside.web.accounts.models import User
from alongside.web.cases.models import CaseRow, StepRow
from alongside.web.planning.caseplan import (
    GoalContent,
    agree_case_plan,
    draft_case_plan,
    drop_goal,
    end_case_plan,
    reach_goal,
    write_case_plan,
    write_goal,
)
from alongside.web.planning.errors import NotReady
from alongside.web.planning.models import GoalRow, PlanRow
from alongside.web.planning.plans import Signing, sign_plan, signatures_of
from tests.web.casework import make_case, make_worker
from tests.web.planning.family import case_plan

pytestmark = pytest.mark.usefixtures("agency")


@pytest.fixture
def amara() -> User:
    return make_worker("Amara Whitlock")


def test_an_agreed_plan_leads_to_supporting(amara: User) -> None:
    opened = make_case(amara, state=CaseState.PLANNING)
    plan = case_plan(opened)
    assert plan.state == "in_force"
    assert CaseRow.objects.get(pk=opened.row.pk).state == CaseState.SUPPORTING
    assert StepRow.objects.get(kind="case_plan_agreed").about == f"plan:{plan.pk}"


def test_who_does_not_agree_has_a_place_and_stops_nothing(amara: User) -> None:
    opened = make_case(amara)
    plan = draft_case_plan(opened)
    write_goal(opened, plan, GoalContent(words="Stay together"))
    write_case_plan(opened, plan, review_on=date(2026, 6, 1))
    with pytest.raises(NotReady, match="who agrees, who does not"):
        agree_case_plan(opened, plan)
    sign_plan(opened, plan, Signing(name="Dora Hartmann", agrees=False, says="You decided it"))
    agreed = agree_case_plan(opened, plan)
    assert [(one.agrees, one.says) for one in signatures_of(agreed)] == [(False, "You decided it")]


def test_a_change_makes_a_version_and_the_earlier_stays(amara: User) -> None:
    opened = make_case(amara)
    first = case_plan(opened)
    second = draft_case_plan(opened)
    goal = second.goals.get()
    old = first.goals.get()
    assert (goal.words, goal.lineage, goal.supports) == (old.words, old.lineage, old.supports)
    assert [one.what for one in goal.actions.all()] == ["Asks for a course place"]
    write_goal(opened, second, GoalContent(words="Quiet nights"), goal=goal)
    write_goal(opened, second, GoalContent(words="A nursery place for Theo"))
    drop_goal(opened, second, goal)
    assert [(one.position, one.words) for one in second.goals.all()] == [
        (1, "A nursery place for Theo")
    ]
    assert first.goals.get().words == "I want quiet evenings"


def test_a_goal_is_reached_once_in_every_version(amara: User) -> None:
    opened = make_case(amara)
    first = case_plan(opened)
    draft_case_plan(opened)
    reach_goal(opened, first.goals.get())
    reach_goal(opened, first.goals.get())
    assert StepRow.objects.filter(kind="goal_reached").count() == 1
    assert not GoalRow.objects.filter(reached_on__isnull=True).exists()


def test_a_plan_ends_with_its_reason(amara: User) -> None:
    opened = make_case(amara)
    plan = case_plan(opened)
    end_case_plan(opened, plan, "The family moved away")
    assert PlanRow.objects.get(pk=plan.pk).state == "ended"
    assert StepRow.objects.filter(kind="case_plan_ended").exists()
