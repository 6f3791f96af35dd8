"""Open a case: for the people of a referral that was screened in, or by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from alongside.privacy import Verb
from alongside.web.cases.models import CasePersonRow, CaseRow
from alongside.web.cases.opening import OpenedCase, guard_of
from alongside.web.cases.steps import take_step
from alongside.web.decisions.models import PointRow
from alongside.web.facts.about import say_about
from alongside.web.identity.acting import Acting


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Who is to be part of a case, and whether the work is about them."""

    person_id: UUID
    part: str
    in_focus: bool = False


def begin_case(
    acting: Acting,
    *,
    title: str,
    team: str,
    parts: Sequence[Part],
    point: PointRow | None = None,
    verb: Verb = Verb.DECIDE,
) -> OpenedCase:
    """A new case, to be allocated, with its first step.

    Whoever may take the decision that opens it (``verb``) may begin it; whether she may work on it
    is the allocation's business.

    Raises
    ------
    AccessDenied
        When the worker may not, or one of the people is sealed to her.
    """
    acting.check(verb, [one.person_id for one in parts])
    with transaction.atomic():
        row = CaseRow.objects.create(
            title=title[:160],
            team=team,
            point=point,
            opened_at=acting.now,
            state_since=acting.now,
        )
        for one in parts:
            made = CasePersonRow.objects.create(
                case=row,
                person_id=one.person_id,
                part=one.part,
                in_focus=one.in_focus,
                from_at=acting.now,
                by_id=acting.access.worker.id,
            )
            say_about("part", made.pk, [one.person_id], acting=acting, case=row)
        opened = OpenedCase(row=row, guard=guard_of(row), acting=acting)
        take_step(opened, "case_opened", verb=None)
    return opened
