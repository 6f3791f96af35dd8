"""Whom a plan is about while it is still being written: said anew when it changes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from alongside.web.cases.opening import OpenedCase
from alongside.web.facts.about import people_of, say_about
from alongside.web.facts.models import AboutRow
from alongside.web.identity.lookup import living
from alongside.web.planning.errors import not_about_this_case


def check_part_of_case(opened: OpenedCase, people: Iterable[UUID]) -> None:
    """Raise ``AL-U085`` unless all of them are part of the case today."""
    if not set(people) <= {one.person_id for one in opened.people}:
        raise not_about_this_case()


def say_about_now(opened: OpenedCase, fact_kind: str, fact_id: object, people: set[UUID]) -> None:
    """Whom the fact is about from now on; who is no longer named is closed, not erased."""
    before = set(people_of(fact_kind, [fact_id]).get(str(fact_id), ()))
    AboutRow.objects.filter(
        fact_kind=fact_kind,
        fact_id=str(fact_id),
        until_at__isnull=True,
        person_id__in=before - people,
    ).update(until_at=opened.acting.now)
    added = sorted(people - before)
    say_about(fact_kind, fact_id, added, acting=opened.acting, case=opened.row)


def living_people_of(fact_kind: str, fact_id: object) -> list[UUID]:
    """Whom a fact is about, under the ids that live today."""
    found = people_of(fact_kind, [fact_id]).get(str(fact_id), [])
    return list(dict.fromkeys(living(one) for one in found))
