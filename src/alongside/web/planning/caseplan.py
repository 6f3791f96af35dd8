"""The case plan: goals in the person's own words, the steps to them, who agreed and who did not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import in_the_future, take_step
from alongside.web.planning.about import check_part_of_case, living_people_of, say_about_now
from alongside.web.planning.actions import Doing, rewrite_doings
from alongside.web.planning.errors import NotReady
from alongside.web.planning.models import GoalRow, PlanRow
from alongside.web.planning.naming import doers_of
from alongside.web.planning.plans import (
    CASE,
    draft_plan,
    end_plan,
    hold_draft,
    put_in_force,
    signatures_of,
    written,
)
from alongside.web.planning.when import moment_on


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalContent:
    """A goal as somebody said it, with the way to it. ``supports`` are ``circumstance:support``."""

    words: str
    said_by: str = ""
    said_on: date | None = None
    why: str = ""
    steps: tuple[Doing, ...] = ()
    supports: tuple[str, ...] = ()
    services: str = ""
    know: str = ""


def draft_case_plan(opened: OpenedCase, *, start_from: PlanRow | None = None) -> PlanRow:
    """The draft of the case plan; a new version starts from the plan that holds."""
    return draft_plan(opened, CASE, start_from=start_from)


def write_goal(
    opened: OpenedCase,
    plan: PlanRow,
    content: GoalContent,
    *,
    goal: GoalRow | None = None,
    revision: int | None = None,
) -> GoalRow:
    """Keep a goal of the draft, a new one or one that is there."""
    with transaction.atomic():
        row = hold_draft(opened, plan, revision)
        goal = goal or GoalRow(plan=row, position=row.goals.count() + 1)
        goal.words, goal.why = content.words.strip(), content.why.strip()
        goal.said_by, goal.said_on = content.said_by.strip(), content.said_on
        goal.know, goal.services = content.know.strip(), content.services.strip()
        goal.supports = list(content.supports)
        goal.save()
        rewrite_doings(opened.row, content.steps, offered=doers_of(opened), plan=row, goal=goal)
        written(opened, row)
    return goal


def drop_goal(
    opened: OpenedCase, plan: PlanRow, goal: GoalRow, *, revision: int | None = None
) -> None:
    """Leave a goal out of the draft; an earlier version that has it keeps it."""
    with transaction.atomic():
        row = hold_draft(opened, plan, revision)
        goal.delete()
        for number, one in enumerate(row.goals.order_by("position"), 1):
            GoalRow.objects.filter(pk=one.pk).update(position=number)
        written(opened, row)


def write_case_plan(
    opened: OpenedCase,
    plan: PlanRow,
    *,
    review_on: date | None,
    people: tuple[UUID, ...] = (),
    revision: int | None = None,
) -> PlanRow:
    """Keep for whom the plan is and when it is looked at again."""
    check_part_of_case(opened, people)
    with transaction.atomic():
        row = hold_draft(opened, plan, revision)
        row.review_on = review_on
        if people:
            say_about_now(opened, "plan", row.pk, set(people))
        written(opened, row)
    return row


def lacks_of_case_plan(plan: PlanRow) -> list[str]:
    """What is missing before the plan can hold. Who disagrees is heard, and stops nothing."""
    goals = list(plan.goals.prefetch_related("actions"))
    steps = [step for goal in goals for step in goal.actions.all()]
    checks = (
        (goals, _("At least one goal")),
        (all(goal.words for goal in goals), _("Each goal in somebody’s words")),
        (all(step.who and step.what for step in steps), _("Who and what, in every step")),
        (plan.review_on, _("The day on which you look at it together")),
        (signatures_of(plan), _("What the family says to it: who agrees, who does not")),
    )
    return [says for there, says in checks if not there]


def agree_case_plan(opened: OpenedCase, plan: PlanRow) -> PlanRow:
    """The draft holds from now on; the version before it stays to be read.

    Raises
    ------
    NotReady
        ``AL-U080`` with everything that is missing.
    """
    with transaction.atomic():
        row = hold_draft(opened, plan, None)
        if lacks := lacks_of_case_plan(row):
            raise NotReady(lacks)
        put_in_force(opened, row)
    return row


def end_case_plan(opened: OpenedCase, plan: PlanRow, reason: str) -> None:
    """The case plan ends, with the reason."""
    end_plan(opened, plan, reason)


def goal_of(opened: OpenedCase, key: UUID) -> GoalRow:
    """The goal of an address, of this case."""
    row = GoalRow.objects.filter(plan__case=opened.row, key=key).select_related("plan").first()
    if row is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    return row


def reach_goal(opened: OpenedCase, goal: GoalRow, *, on: date | None = None) -> None:
    """A goal was reached, today or on an earlier day; said once, in every version that has it."""
    opened.check(Verb.WORK_CASES)
    day = on or opened.today
    if day > opened.today:
        raise in_the_future()
    with transaction.atomic():
        same = GoalRow.objects.select_for_update().filter(
            plan__case=opened.row, lineage=goal.lineage
        )
        if not same.filter(reached_on__isnull=True, pk=goal.pk).update(reached_on=day):
            return
        same.update(reached_on=day)
        take_step(
            opened,
            "goal_reached",
            people=living_people_of("plan", goal.plan_id),
            happened_at=moment_on(opened, day),
            about=f"goal:{goal.pk}",
        )
