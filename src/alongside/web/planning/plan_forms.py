"""A plan and its forms: what stands in it, filled in; and what was filled in, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from alongside.web.cases.opening import OpenedCase
from alongside.web.planning.about import living_people_of
from alongside.web.planning.actions import doing_of
from alongside.web.planning.caseplan import GoalContent
from alongside.web.planning.forms import CasePlanForm, GoalForm, LineSet, SafetyForm
from alongside.web.planning.models import ActionRow, GoalRow, PlanRow
from alongside.web.planning.offers import supports_offered
from alongside.web.planning.safety import SafetyContent

Posted = Mapping[str, Any] | None


def lines_form(posted: Posted, rows: Iterable[ActionRow]) -> Any:
    """The rows of lines, and one more that is empty."""
    start = [vars_of(row) for row in rows]
    return LineSet(posted, prefix="lines", initial=None if posted else start)


def vars_of(row: ActionRow) -> dict[str, Any]:
    """A line as its form shows it."""
    doing = doing_of(row)
    return {
        "who": doing.who,
        "what": doing.what,
        "often": doing.often,
        "by_on": doing.by_on,
        "lineage": doing.lineage,
    }


def safety_form(opened: OpenedCase, plan: PlanRow, posted: Posted = None) -> SafetyForm:
    """The form of a safety plan that is being written."""
    start = {
        "people": living_people_of("plan", plan.pk),
        "worry": plan.worry,
        "worry_source": plan.worry_source,
        "otherwise": plan.otherwise,
        "from_on": plan.from_on,
        "until_on": plan.until_on,
        "review_on": plan.review_on,
        "revision": plan.revision,
    }
    return SafetyForm(posted, opened=opened, initial=start)


def safety_content_of(form: SafetyForm, lines: Any) -> SafetyContent:
    """What was filled in."""
    said = form.cleaned_data
    return SafetyContent(
        people=tuple(said["people"]),
        worry=said["worry"],
        worry_source=said["worry_source"],
        otherwise=said["otherwise"],
        lines=lines.doings(),
        from_on=said["from_on"],
        until_on=said["until_on"],
        review_on=said["review_on"],
    )


def case_plan_form(opened: OpenedCase, plan: PlanRow, posted: Posted = None) -> CasePlanForm:
    """The form of what a case plan says beside its goals."""
    start = {
        "people": living_people_of("plan", plan.pk),
        "review_on": plan.review_on,
        "revision": plan.revision,
    }
    return CasePlanForm(posted, opened=opened, initial=start)


def goal_form(
    opened: OpenedCase, plan: PlanRow, goal: GoalRow | None, posted: Posted = None
) -> GoalForm:
    """The form of a goal, a new one or one that is there."""
    start: dict[str, Any] = {"revision": plan.revision}
    if goal:
        names = ("words", "said_by", "said_on", "why", "supports", "services", "know")
        start |= {name: getattr(goal, name) for name in names}
    else:
        start["said_on"] = opened.today
    known = tuple(one.name for one in supports_offered(opened))
    kept = tuple(goal.supports) if goal else ()  # one that the guideline no longer has stays
    return GoalForm(posted, initial=start, supports=tuple(dict.fromkeys(known + kept)))


def goal_content_of(form: GoalForm, lines: Any) -> GoalContent:
    """What was filled in."""
    said = form.cleaned_data
    return GoalContent(
        words=said["words"],
        said_by=said["said_by"],
        said_on=said["said_on"],
        why=said["why"],
        steps=lines.doings(),
        supports=tuple(said["supports"]),
        services=said["services"],
        know=said["know"],
    )
