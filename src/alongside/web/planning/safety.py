"""The safety plan: what is done now so that nobody comes to harm, by whom, by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.web.cases.opening import OpenedCase
from alongside.web.planning.about import check_part_of_case, living_people_of, say_about_now
from alongside.web.planning.actions import Doing, rewrite_doings
from alongside.web.planning.errors import NotReady, days_reversed
from alongside.web.planning.models import PlanRow
from alongside.web.planning.naming import doers_of
from alongside.web.planning.plans import (
    SAFETY,
    draft_plan,
    end_plan,
    hold_draft,
    put_in_force,
    signatures_of,
    written,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyContent:
    """What a safety plan says. ``people`` are those it protects."""

    people: tuple[UUID, ...]
    worry: str
    lines: tuple[Doing, ...] = ()
    otherwise: str = ""
    worry_source: str = ""
    from_on: date | None = None
    until_on: date | None = None
    review_on: date | None = None

    def __post_init__(self) -> None:
        if self.from_on and self.until_on and self.until_on < self.from_on:
            raise days_reversed()


def draft_safety_plan(opened: OpenedCase, *, start_from: PlanRow | None = None) -> PlanRow:
    """The draft of the safety plan; a new one starts from the plan that holds."""
    return draft_plan(opened, SAFETY, start_from=start_from)


def write_safety_plan(
    opened: OpenedCase, plan: PlanRow, content: SafetyContent, *, revision: int | None = None
) -> PlanRow:
    """Keep the draft as it was written now; ``revision`` is the one the writer had read."""
    check_part_of_case(opened, content.people)
    with transaction.atomic():
        row = hold_draft(opened, plan, revision)
        row.worry, row.worry_source = content.worry.strip(), content.worry_source
        row.otherwise = content.otherwise.strip()
        row.from_on, row.until_on = content.from_on, content.until_on
        row.review_on = content.review_on
        say_about_now(opened, "plan", row.pk, set(content.people))
        rewrite_doings(opened.row, content.lines, offered=doers_of(opened), plan=row)
        written(opened, row)
    return row


def lacks_of_safety_plan(plan: PlanRow) -> list[str]:
    """What is missing before the plan can hold; empty when it is whole and somebody signed."""
    lines = list(plan.actions.all())
    checks = (
        (living_people_of("plan", plan.pk), _("For whom the plan is")),
        (plan.worry, _("What the worry is")),
        (lines, _("At least one line: who does what")),
        (all(line.who and line.what for line in lines), _("Who and what, in every line")),
        (plan.otherwise, _("What happens if it does not work")),
        (plan.review_on, _("The day on which you look at it again")),
        (
            any(one.agrees for one in signatures_of(plan)),
            _("A signature of somebody who is part of it"),
        ),
    )
    return [says for there, says in checks if not there]


def begin_safety_plan(opened: OpenedCase, plan: PlanRow) -> PlanRow:
    """The draft holds from now on; the plan before it is replaced.

    Raises
    ------
    NotReady
        ``AL-U080`` with everything that is missing.
    """
    with transaction.atomic():
        row = hold_draft(opened, plan, None)
        if lacks := lacks_of_safety_plan(row):
            raise NotReady(lacks)
        put_in_force(opened, row)
    return row


def end_safety_plan(opened: OpenedCase, plan: PlanRow, reason: str) -> None:
    """The safety plan ends, with the reason."""
    end_plan(opened, plan, reason)
