"""Say whom a fact is about, and read it back for living people."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from alongside.web.cases.models import CaseRow
from alongside.web.facts.models import AboutRow
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import living_among, merged_into


def say_about(
    fact_kind: str,
    fact_id: object,
    people: Iterable[UUID],
    *,
    acting: Acting,
    case: CaseRow | None = None,
) -> None:
    """Write down whom a fact is about, each once, in the transaction that makes the fact."""
    AboutRow.objects.bulk_create(
        AboutRow(
            fact_kind=fact_kind,
            fact_id=str(fact_id),
            case=case,
            person_id=person_id,
            written_with_id=person_id,
            from_at=acting.now,
            by_id=acting.access.worker.id,
        )
        for person_id in dict.fromkeys(people)
    )


def people_of(fact_kind: str, fact_ids: Iterable[object]) -> dict[str, list[UUID]]:
    """The people each fact stands with; what waits to be assigned has none."""
    rows = _standing(fact_kind).filter(fact_id__in=[str(one) for one in fact_ids])
    found: dict[str, list[UUID]] = {}
    for fact_id, person_id in rows.values_list("fact_id", "person_id"):
        found.setdefault(fact_id, []).append(person_id)
    return found


def facts_about(fact_kind: str, people: Iterable[UUID]) -> set[str]:
    """The facts of a kind that stand with these living people, under any id they ever had."""
    people = set(people)
    rows = _standing(fact_kind).filter(person_id__in=people | merged_into(people))
    return set(rows.values_list("fact_id", flat=True))


def ends_of(fact_kind: str, fact_ids: Iterable[object]) -> dict[str, dict[UUID, list[UUID]]]:
    """For each fact, whom everybody it was written with is today.

    Somebody whose part waits to be assigned is nobody meanwhile; after a split it may be two.
    """
    rows = _standing(fact_kind).filter(fact_id__in=[str(one) for one in fact_ids])
    listed = list(rows.values_list("fact_id", "written_with_id", "person_id"))
    now = living_among({person_id for _fact, _with, person_id in listed})
    found: dict[str, dict[UUID, list[UUID]]] = {}
    for fact_id, written_with, person_id in listed:
        ends = found.setdefault(fact_id, {}).setdefault(written_with, [])
        if now[person_id] not in ends:
            ends.append(now[person_id])
    return found


def _standing(fact_kind: str) -> QuerySet[AboutRow]:
    return AboutRow.objects.filter(fact_kind=fact_kind, until_at__isnull=True, to_assign=False)
