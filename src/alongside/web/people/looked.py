"""The last people who looked at this page."""

from __future__ import annotations

from typing import NamedTuple

from alongside.privacy import Verb
from alongside.web.ledger.models import LedgerEntry
from alongside.web.people.joined import worker_names
from alongside.web.people.opening import Opening
from alongside.web.people.words import DateWords

SHOWN = 3
READ = 12  # entries looked through: one worker may have turned the page several times


class Look(NamedTuple):
    """Who looked, and when last."""

    name: str
    when: str


def last_looks(opening: Opening, say: DateWords) -> list[Look]:
    """The last three workers who were let in, each once, the newest first."""
    entries = LedgerEntry.objects.filter(
        object_kind="person",
        object_id=str(opening.where.person_id),
        verb=Verb.VIEW_PERSON.value,
        outcome="allowed",
    ).order_by("-id")
    last: dict[str, str] = {}
    for worker_id, at in entries.values_list("worker_id", "at")[:READ]:
        last.setdefault(worker_id, f"{say.day(say.local(at))}, {say.time(at)}")
    ids = list(last)[:SHOWN]
    names = worker_names(set(ids))
    return [Look(names[identity], last[identity]) for identity in ids if identity in names]
