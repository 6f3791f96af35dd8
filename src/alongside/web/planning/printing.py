"""The person's own copy of a plan: plain words, large enough, with nothing that is not theirs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase
from alongside.web.planning.about import living_people_of
from alongside.web.planning.models import PlanRow
from alongside.web.planning.plan_page import (
    names_of,
    shown_goals,
    shown_lines,
    shown_signatures,
)
from alongside.web.planning.plans import SAFETY


def copy_for(opened: OpenedCase, plan: PlanRow, name: str) -> dict[str, Any]:
    """The context of the copy; ``name`` is whose it is, and whose lines are marked."""
    grown = [one.name for one in opened.people if one.name]
    known = {one.casefold(): one for one in grown}
    lead = opened.row.worker
    return {
        "opened": opened,
        "plan": plan,
        "agency_name": current_agency().file.name,
        "whose": known.get(name.casefold(), ""),
        "names": grown,
        "safety": plan.kind == SAFETY,
        "heading": _("Our safety plan") if plan.kind == SAFETY else _("Our plan"),
        "people": names_of(opened, living_people_of("plan", plan.pk)),
        "lines": shown_lines(opened.say, plan.actions.filter(goal__isnull=True)),
        "goals": shown_goals(opened, plan),
        "signatures": shown_signatures(opened, plan),
        "from_on": opened.say.full(plan.from_on) if plan.from_on else "",
        "until_on": opened.say.full(plan.until_on) if plan.until_on else "",
        "review_on": opened.say.full(plan.review_on) if plan.review_on else "",
        "lead": lead.name if lead else "",
        "printed": opened.say.full(opened.today),
    }
