"""What happened to a case, as its clocks read it: the referral, its screening, every step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import Any

from django.db.models import QuerySet

from alongside.governance.casework import REFERRAL_STEPS
from alongside.governance.clocks import ClockRule, Happened
from alongside.web.agency import current_agency
from alongside.web.cases.models import CaseRow, StepRow
from alongside.web.decisions.models import DecisionRow, PointRow
from alongside.web.identity.lookup import living
from alongside.web.identity.models import PersonRow
from alongside.web.referrals.models import ReferralRow

ADDED = "referral_added"


def history_of(case: CaseRow, rules: Iterable[ClockRule]) -> list[Happened]:
    """What happened that moves a clock of these rules, in order. At most five queries."""
    rules = tuple(rules)
    kinds = frozenset().union(*(rule.kinds for rule in rules))
    steps = list(
        StepRow.objects.filter(case=case, kind__in=kinds | {ADDED})
        .order_by("happened_at", "id")
        .values_list("kind", "happened_at", "people", "about")
    )
    starts = frozenset().union(*(rule.starts for rule in rules if rule.each_person))
    each = any(kind in starts for kind, _at, _people, _about in steps)
    alive = _alive({one for _, _, people, _ in steps for one in people} if each else set())
    happened = [
        Happened(kind=kind, at=at, people=frozenset(alive.get(one, one) for one in people))
        for kind, at, people, _about in steps
    ]
    if not kinds & (set(REFERRAL_STEPS) | _also()):
        return happened
    added = [about.removeprefix("referral:") for kind, _, _, about in steps if kind == ADDED]
    return [*_first_referral(case), *_later_referrals(added), *happened]


def _first_referral(case: CaseRow) -> list[Happened]:
    """The referral that the case came from, and how it was screened in.

    Decided elsewhere, it was screened in when the case was opened at the latest.
    """
    point = PointRow.objects.filter(pk=case.point_id).first() if case.point_id else None
    if point is None:
        return []
    made = _standing([point.pk]).first()
    return [
        Happened(kind="referral", at=point.opened_at),
        Happened(kind="screened_in", at=made.at if made else case.opened_at),
        *(_besides(made) if made else ()),
    ]


def _later_referrals(keys: Sequence[str]) -> list[Happened]:
    """What the screenings of referrals that came later were besides: urgent, say."""
    if not keys or not _also():
        return []
    points = ReferralRow.objects.filter(key__in=keys).values("point_id")
    return [one for made in _standing(points) for one in _besides(made)]


def _standing(points: Any) -> QuerySet[DecisionRow]:
    rows = DecisionRow.objects.filter(point__in=points, withdrawal__isnull=True)
    return rows.select_related("point").order_by("-id")


def _besides(made: DecisionRow) -> list[Happened]:
    """The kinds of step that the choice of a decision, or its response time, is besides."""
    file = current_agency().decisions.get(made.point.kind)
    choice = next((one for one in file.choice if one.name == made.choice), None) if file else None
    if choice is None:
        return []
    time = next((one for one in choice.within if one.name == made.within), None)
    kinds = (*choice.also, *(time.also if time else ()))
    return [Happened(kind=kind, at=made.at) for kind in kinds]


def _also() -> set[str]:
    """Kinds of step that some choice of a decision may be besides."""
    files = current_agency().decisions.values()
    return {kind for file in files for choice in file.choice for kind in choice.besides}


def _alive(people: Set[str]) -> dict[str, str]:
    """Who stands today for those of these people who were merged."""
    if not people:
        return {}
    merged = PersonRow.objects.filter(id__in=people, merged_into__isnull=False)
    return {str(one): str(living(one)) for one in merged.values_list("id", flat=True)}
