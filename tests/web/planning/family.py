"""A case with plans, for the tests of planning."""

from __future__ import annotations

from datetime import date, datetime

from alongside.web.accounts.models import User
from alongside.web.cases.models import CaseRow
from alongside.web.cases.opening import OpenedCase, guard_of
from alongside.web.planning.actions import Doing
from alongside.web.planning.caseplan import (
    GoalContent,
    agree_case_plan,
    draft_case_plan,
    write_case_plan,
    write_goal,
)
from alongside.web.planning.models import PlanRow
from alongside.web.planning.plans import Signing, sign_plan
from alongside.web.planning.safety import (
    SafetyContent,
    begin_safety_plan,
    draft_safety_plan,
    write_safety_plan,
)
from tests.web.casework import NOW, acting_for

BY = date(2026, 3, 6)
REVIEW = date(2026, 3, 11)


def safety_content(opened: OpenedCase, **changes: object) -> SafetyContent:
    """A whole safety plan for the children of the case."""
    said = {
        "people": opened.focus,
        "worry": "Aron came to the door at night and shouted",
        "lines": (
            Doing(who="Dora Hartmann", what="Keeps the chain on", often="each evening"),
            Doing(who="Amara Whitlock", what="Calls the landlord about the lock", by_on=BY),
            Doing(who="Ilona from next door", what="Takes the children if there is noise"),
        ),
        "otherwise": "Dora calls the police, then the duty line",
        "review_on": REVIEW,
    } | changes
    return SafetyContent(**said)  # type: ignore[arg-type]


def safety_plan(opened: OpenedCase, **changes: object) -> PlanRow:
    """A safety plan in force, signed by the mother."""
    plan = draft_safety_plan(opened)
    write_safety_plan(opened, plan, safety_content(opened, **changes))
    sign_plan(opened, plan, Signing(name="Dora Hartmann"))
    return begin_safety_plan(opened, plan)


def case_plan(opened: OpenedCase) -> PlanRow:
    """A case plan in force with one goal of the mother's, to which she agrees."""
    plan = draft_case_plan(opened)
    write_goal(
        opened,
        plan,
        GoalContent(
            words="I want quiet evenings",
            said_by="Dora Hartmann",
            said_on=date(2026, 3, 2),
            why="Both arguments happened at night",
            steps=(Doing(who="Amara Whitlock", what="Asks for a course place", by_on=BY),),
            supports=("isolation:home_visiting",),
            know="Four weeks without a call",
        ),
    )
    write_case_plan(opened, plan, review_on=date(2026, 6, 4))
    sign_plan(opened, plan, Signing(name="Dora Hartmann"))
    return agree_case_plan(opened, plan)


def opened_of(case: CaseRow, worker: User, *, now: datetime = NOW) -> OpenedCase:
    """A case that is there, opened by a worker at a moment."""
    return OpenedCase(row=case, guard=guard_of(case), acting=acting_for(worker, now=now))
