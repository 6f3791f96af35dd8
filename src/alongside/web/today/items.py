"""One thing on a worklist, and which rooms have any."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module

from alongside.web.identity.acting import Acting


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that waits for a worker.

    ``due_at`` is the last instant at which it is in time; ``None`` for what only waits. ``who`` is
    the case or person as colleagues call it.
    """

    kind: str  # clock, visit, offer, second_look, draft, assign, decision, supervision ...
    says: str  # a verb with its object: "Answer whether you take the case on"
    who: str
    href: str
    due_at: datetime | None = None
    since: datetime | None = None
    rule: str = ""  # the clock rule, where there is one


# Each module has ``on_today(acting) -> list[Item]`` and asks the database at most twice.
ROOMS = (
    "alongside.web.referrals.on_today",
    "alongside.web.cases.on_today",
    "alongside.web.assessments.on_today",
    "alongside.web.planning.on_today",
    "alongside.web.notes.on_today",
    "alongside.web.reports.on_today",
    "alongside.web.facts.on_today",
)


def items_of_rooms(acting: Acting) -> list[Item]:
    """What waits in every room."""
    found: list[Item] = []
    for name in ROOMS:
        on_today: Callable[[Acting], list[Item]] = import_module(name).on_today
        found += on_today(acting)
    return found
