"""Cases that a list must leave out: somebody in them is sealed to who reads, or above her."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.privacy import Access, Worker
from alongside.web.cases.models import CasePersonRow
from alongside.web.identity.lookup import unseen_people

_ASKED: ContextVar[dict[Worker, frozenset[UUID]] | None] = ContextVar("asked", default=None)


@contextmanager
def seals_once() -> Iterator[None]:
    """Within the block the seals are read once, however many rooms ask: one page, one answer."""
    token = _ASKED.set({})
    try:
        yield
    finally:
        _ASKED.reset(token)


def hidden_cases(access: Access) -> QuerySet[Any] | None:
    """Ids of cases with somebody who is sealed to her, to be used inside another query.

    ``None`` where nobody is.
    """
    unseen = _unseen(access.worker)
    if not unseen:
        return None
    parts = CasePersonRow.objects.filter(person_id__in=unseen, until_at__isnull=True)
    return parts.values("case_id")


def open_to(access: Access, *, case: str = "") -> Q:
    """What a query of cases asks, so that it finds and counts only those she may see.

    ``case`` is the way from the table to the case, as ``case__``; empty for cases themselves.
    """
    clearance = access.worker.clearance(access.purpose) or 0
    cleared = Q(**{f"{case}sensitivity__lte": clearance})
    hidden = hidden_cases(access)
    near = f"{case.removesuffix('__')}_id" if case else "id"
    return cleared if hidden is None else cleared & ~Q(**{f"{near}__in": hidden})


def _unseen(worker: Worker) -> frozenset[UUID]:
    asked = _ASKED.get()
    if asked is None:
        return unseen_people(worker)
    if worker not in asked:
        asked[worker] = unseen_people(worker)
    return asked[worker]
