"""Two versions of a plan side by side, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.web.cases.opening import OpenedCase
from alongside.web.planning.models import GoalRow, PlanRow
from alongside.web.planning.plan_page import shown_goals, shown_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One part of a plan in two versions; empty where a version has none."""

    part: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether the two differ."""
        return self.before != self.after


def compare(opened: OpenedCase, before: PlanRow, after: PlanRow) -> list[Difference]:
    """Every part of either version, in the order of the later one."""
    texts = [
        (_("The worry"), before.worry, after.worry),
        (_("If it does not work"), before.otherwise, after.otherwise),
    ]
    parts = [Difference(part=name, before=old, after=new) for name, old, new in texts if old or new]
    old_lines, new_lines = _lines(opened, before), _lines(opened, after)
    parts += _paired(_("Line"), old_lines, new_lines)
    parts += _paired(_("Goal"), _goals(opened, before), _goals(opened, after))
    days = [opened.say.full(one.review_on) if one.review_on else "" for one in (before, after)]
    return [*parts, Difference(part=_("Looked at again"), before=days[0], after=days[1])]


def _lines(opened: OpenedCase, plan: PlanRow) -> dict[UUID, str]:
    lines = shown_lines(opened.say, plan.actions.filter(goal__isnull=True))
    return {one.row.lineage: _says(one.row.who, one.row.what, one.when) for one in lines}


def _goals(opened: OpenedCase, plan: PlanRow) -> dict[UUID, str]:
    found = {}
    for goal in shown_goals(opened, plan):
        steps = [_says(one.row.who, one.row.what, one.when) for one in goal.lines]
        help_words = [one.says for one in goal.supports]
        found[goal.row.lineage] = "\n".join(_goal_texts(goal.row, goal.said) + steps + help_words)
    return found


def _goal_texts(row: GoalRow, said: str) -> list[str]:
    texts = [f"“{row.words}”", said, row.why, row.services, row.know]
    return [one for one in texts if one]


def _says(who: str, what: str, when: str) -> str:
    said = f"{who}: {what}"
    return f"{said} ({when})" if when else said


def _paired(name: str, old: dict[UUID, str], new: dict[UUID, str]) -> list[Difference]:
    """The same line or goal of both, those that are new or gone included."""
    order = [*new, *(one for one in old if one not in new)]
    return [
        Difference(part=f"{name} {number}", before=old.get(one, ""), after=new.get(one, ""))
        for number, one in enumerate(order, 1)
    ]
