"""Say whom a fact is about, and read it back for living people."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from alongside.web.cases.models import CaseRow
from alongside.web.facts.models import AboutRow
from alongside.web.identity.acting import Acting


def say_about(
    fact_kind: str,
    fact_id: object,
    people: Iterable[UUID],
    *,
    acting: Acting,
    case: CaseRow | None = None,
) -> None:
    """Write down whom a fact is about, in the transaction that makes the fact."""
    AboutRow.objects.bulk_create(
        AboutRow(
            fact_kind=fact_kind,
            fact_id=str(fact_id),
            case=case,
            person_id=person_id,
            from_at=acting.now,
            by_id=acting.access.worker.id,
        )
        for person_id in people
    )


def people_of(fact_kind: str, fact_ids: Iterable[object]) -> dict[str, list[UUID]]:
    """The people each fact stands with; what waits to be assigned has none."""
    rows = AboutRow.objects.filter(
        fact_kind=fact_kind,
        fact_id__in=[str(one) for one in fact_ids],
        until_at__isnull=True,
        to_assign=False,
    ).values_list("fact_id", "person_id")
    found: dict[str, list[UUID]] = {}
    for fact_id, person_id in rows:
        found.setdefault(fact_id, []).append(person_id)
    return found
