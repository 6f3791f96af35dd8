"""A plan as its pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.governance.casework import PlanState
from alongside.privacy import Verb
from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase
from alongside.web.decisions.help_offered import GRADES
from alongside.web.people.words import DateWords
from alongside.web.planning.about import living_people_of
from alongside.web.planning.caseplan import lacks_of_case_plan
from alongside.web.planning.models import ActionRow, GoalRow, PlanRow, SignatureRow
from alongside.web.planning.naming import doers_of
from alongside.web.planning.plans import SAFETY, signatures_of
from alongside.web.planning.safety import lacks_of_safety_plan

Context = dict[str, Any]
HOW = {"in_person": gettext_lazy("in person"), "by_phone": gettext_lazy("by phone")}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """Who does what by when, in words. ``tone`` is late, soon or nothing."""

    row: ActionRow
    when: str
    done: str = ""
    tone: str = ""

    @property
    def again(self) -> bool:
        """Whether it is done again and again, so that no one day ends it."""
        return bool(self.row.often) and self.row.by_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportShown:
    """A kind of support that was chosen, with how sure it is that it helps."""

    says: str
    grade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalShown:
    """A goal with its steps."""

    row: GoalRow
    said: str  # by whom and when
    lines: list[LineShown]
    supports: list[SupportShown]
    reached: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureShown:
    """What somebody said to the plan."""

    row: SignatureRow
    when: str


def shown_line(say: DateWords, row: ActionRow) -> LineShown:
    """One line."""
    day = row.by_on
    when = _("by %(day)s") % {"day": say.day(day)} if day else row.often
    if day and row.often:
        when = f"{row.often}, {when}"
    late = day is not None and not row.done_on and day < say.today
    soon = day is not None and not row.done_on and day == say.today
    return LineShown(
        row=row,
        when=when,
        done=_("done %(day)s") % {"day": say.day(row.done_on)} if row.done_on else "",
        tone="late" if late else "soon" if soon else "",
    )


def shown_lines(say: DateWords, rows: Iterable[ActionRow]) -> list[LineShown]:
    """Lines in their order."""
    return [shown_line(say, row) for row in sorted(rows, key=lambda row: row.position)]


def shown_goals(opened: OpenedCase, plan: PlanRow) -> list[GoalShown]:
    """The goals of a case plan in their order."""
    known = _known_supports()
    return [
        GoalShown(
            row=goal,
            said=_said(opened, goal),
            lines=shown_lines(opened.say, goal.actions.all()),
            supports=[known.get(one, SupportShown(says=one)) for one in goal.supports],
            reached=opened.say.day(goal.reached_on) if goal.reached_on else "",
        )
        for goal in plan.goals.prefetch_related("actions").order_by("position")
    ]


def _said(opened: OpenedCase, goal: GoalRow) -> str:
    parts = [goal.said_by, opened.say.day(goal.said_on) if goal.said_on else ""]
    return ", ".join(part for part in parts if part)


def _known_supports() -> dict[str, SupportShown]:
    guideline = current_agency().help
    return {
        f"{name}:{one.name}": SupportShown(says=one.says, grade=str(GRADES[one.grade]))
        for name, entry in (guideline.circumstance if guideline else {}).items()
        for one in entry.support
    }


def names_of(opened: OpenedCase, people: Iterable[UUID]) -> str:
    """The first names' sentence of a heading: *Mila and Theo Hartmann*."""
    known = {one.person_id: one.name for one in opened.people}
    names = [known.get(one) or _("somebody else") for one in people]
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def title_of(plan: PlanRow) -> str:
    """What a plan is called."""
    return _("Safety plan") if plan.kind == SAFETY else _("Case plan")


def state_words(opened: OpenedCase, plan: PlanRow) -> str:
    """How a plan stands, in a sentence."""
    say, state = opened.say, PlanState(plan.state)
    words = {
        "version": plan.version,
        "name": plan.written_by.name,
        "when": say.when(plan.written_at, "instant"),
        "begun": say.day(plan.from_on) if plan.from_on else "",
        "ended": say.day(say.local(plan.ended_at)) if plan.ended_at else "",
        "review": say.day(plan.review_on) if plan.review_on else _("no day yet"),
        "reason": plan.ended_reason,
    }
    said = {
        PlanState.DRAFT: _("Draft of version %(version)s, written by %(name)s, %(when)s."),
        PlanState.IN_FORCE: _("In force since %(begun)s. You look at it again: %(review)s."),
        PlanState.REPLACED: _("Held from %(begun)s; replaced %(ended)s."),
        PlanState.ENDED: _("Ended %(ended)s: %(reason)s"),
    }
    return said[state] % words


def page_of_plan(opened: OpenedCase, plan: PlanRow, **more: Any) -> Context:
    """The context of a plan's page."""
    people = living_people_of("plan", plan.pk)
    draft = plan.state == PlanState.DRAFT.value
    in_force = plan.state == PlanState.IN_FORCE.value
    may_work = opened.may(Verb.WORK_CASES)
    lacks = lacks_of_safety_plan if plan.kind == SAFETY else lacks_of_case_plan
    return {
        "opened": opened,
        "plan": plan,
        "title": title_of(plan),
        "people": names_of(opened, people),
        "says": state_words(opened, plan),
        "safety": plan.kind == SAFETY,
        "draft": draft,
        "in_force": in_force,
        "may_work": may_work,
        "may_sign": may_work and (draft or in_force),
        "lacks": lacks(plan) if draft else [],
        "lines": shown_lines(opened.say, plan.actions.filter(goal__isnull=True)),
        "goals": shown_goals(opened, plan),
        "signatures": shown_signatures(opened, plan),
        "earlier_signatures": plan.signatures.exclude(revision=plan.revision).count(),
        "until": opened.say.day(plan.until_on) if plan.until_on else "",
        "review": opened.say.day(plan.review_on) if plan.review_on else "",
        "unsigned": _unsigned(opened, plan),
        "doers": doers_of(opened),
        "versions": versions_of(opened, plan),
        **more,
    }


def shown_signatures(opened: OpenedCase, plan: PlanRow) -> list[SignatureShown]:
    """Who agreed to it and who did not, as it reads now."""
    return [
        SignatureShown(row=row, when=opened.say.when(row.at, "instant"))
        for row in signatures_of(plan)
    ]


def _unsigned(opened: OpenedCase, plan: PlanRow) -> list[str]:
    """Who is part of the plan and has said nothing to it as it reads now."""
    signed = {row.name.casefold() for row in signatures_of(plan)}
    grown = [one.name for one in opened.people if one.name and not one.in_focus]
    lines = plan.actions.filter(worker__isnull=True).order_by("position")
    named = [row.who for row in lines if row.who]
    return [one for one in dict.fromkeys(grown + named) if one.casefold() not in signed]


def versions_of(opened: OpenedCase, plan: PlanRow) -> list[tuple[PlanRow, str]]:
    """Every version of this kind of plan, newest first."""
    rows = PlanRow.objects.filter(case=opened.row, kind=plan.kind).select_related("written_by")
    return [(row, state_words(opened, row)) for row in rows.order_by("-version")]
