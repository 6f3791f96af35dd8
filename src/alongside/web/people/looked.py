"""The last people who looked at this page."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from alongside.privacy import Verb
from alongside.web.ledger.models import LedgerEntry
from alongside.web.people.opening import Opening

SHOWN = 3
READ = 12  # entries looked through: one worker may have turned the page several times


class Look(NamedTuple):
    """Who looked (a worker's id), and when last."""

    worker_id: str
    at: datetime


def last_looks(opening: Opening) -> list[Look]:
    """The last three workers who were let in, each once, the newest first."""
    entries = LedgerEntry.objects.filter(
        object_kind="person",
        object_id=str(opening.where.person_id),
        verb=Verb.VIEW_PERSON.value,
        outcome="allowed",
    ).order_by("-id")
    last: dict[str, datetime] = {}
    for worker_id, at in entries.values_list("worker_id", "at")[:READ]:
        last.setdefault(worker_id, at)
    return [Look(worker_id, at) for worker_id, at in list(last.items())[:SHOWN]]
