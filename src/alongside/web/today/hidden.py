"""Cases that a list must leave out: somebody in them is sealed to who reads, or above her."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from alongside.privacy import Access
from alongside.web.cases.models import CasePersonRow
from alongside.web.identity.lookup import unseen_people


def hidden_cases(access: Access) -> QuerySet[Any]:
    """Ids of cases with somebody who is sealed to her; to be used inside another query."""
    unseen = unseen_people(access.worker)
    parts = CasePersonRow.objects.filter(person_id__in=unseen, until_at__isnull=True)
    return parts.values("case_id")


def open_to(access: Access, *, case: str = "") -> Q:
    """What a query of cases asks, so that it finds and counts only those she may see.

    ``case`` is the way from the table to the case, as ``case__``; empty for cases themselves.
    """
    clearance = access.worker.clearance(access.purpose) or 0
    near = f"{case}id" if not case else f"{case.removesuffix('__')}_id"
    return Q(**{f"{case}sensitivity__lte": clearance}) & ~Q(**{f"{near}__in": hidden_cases(access)})
