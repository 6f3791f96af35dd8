"""What happened to a case, as its clocks read it: the referral, its screening, every step."""

from __future__ import annotations

from collections.abc import Iterable, Set

from alongside.governance.casework import REFERRAL_STEPS
from alongside.governance.clocks import ClockRule, Happened
from alongside.web.agency import current_agency
from alongside.web.cases.models import CaseRow, StepRow
from alongside.web.decisions.models import DecisionRow, PointRow
from alongside.web.identity.lookup import living
from alongside.web.identity.models import PersonRow


def history_of(case: CaseRow, rules: Iterable[ClockRule]) -> list[Happened]:
    """What happened that moves a clock of these rules, in order. At most four queries."""
    rules = tuple(rules)
    kinds = frozenset().union(*(rule.kinds for rule in rules))
    steps = list(
        StepRow.objects.filter(case=case, kind__in=kinds)
        .order_by("happened_at", "id")
        .values_list("kind", "happened_at", "people")
    )
    starts = frozenset().union(*(rule.starts for rule in rules if rule.each_person))
    each = any(kind in starts for kind, _at, _people in steps)
    alive = _alive({one for _kind, _at, people in steps for one in people} if each else set())
    happened = [
        Happened(kind=kind, at=at, people=frozenset(alive.get(one, one) for one in people))
        for kind, at, people in steps
    ]
    if case.point_id is None or not kinds & (set(REFERRAL_STEPS) | _also()):
        return happened
    return [*_screening(case.point_id), *happened]


def _screening(point_id: int) -> list[Happened]:
    """The referral that the case came from, and that it was screened in."""
    point = PointRow.objects.get(pk=point_id)
    made = DecisionRow.objects.filter(point=point, withdrawal__isnull=True).order_by("id").last()
    found = [Happened(kind="referral", at=point.opened_at)]
    if made is not None:
        kinds = ("screened_in", *_also_of(point.kind, made.choice))
        found += [Happened(kind=kind, at=made.at) for kind in kinds]
    return found


def _also() -> set[str]:
    """Kinds of step that some choice of a decision is besides."""
    files = current_agency().decisions.values()
    return {kind for file in files for choice in file.choice for kind in choice.also}


def _also_of(kind: str, choice: str) -> tuple[str, ...]:
    file = current_agency().decisions.get(kind)
    named = (one for one in file.choice if one.name == choice) if file else iter(())
    return next((one.also for one in named), ())


def _alive(people: Set[str]) -> dict[str, str]:
    """Who stands today for those of these people who were merged."""
    if not people:
        return {}
    merged = PersonRow.objects.filter(id__in=people, merged_into__isnull=False)
    return {str(one): str(living(one)) for one in merged.values_list("id", flat=True)}
