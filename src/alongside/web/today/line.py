"""One line of a worklist, and under which heading it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

WEEK = timedelta(days=7)


class Group(StrEnum):
    """The headings, in the order of the page."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    DECIDE = "decide"  # somebody else waits for what she says
    WAITING = "waiting"  # no time was set for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something that waits for who reads. ``mark`` is the short word before it."""

    group: Group
    kind: str  # clock, visit, waiting
    case: str  # key of the case, where there is one
    who: str
    says: str
    href: str
    mark: str
    tone: str = ""  # late, soon or nothing
    clock: str = ""  # when it ends, in words
    due_at: datetime | None = None

    @property
    def order(self) -> tuple[bool, float, str]:
        """The first due first; then by name. Nothing else orders a worklist."""
        due = self.due_at.timestamp() if self.due_at else 0.0
        return (self.due_at is None, due, self.who)


def group_of(due_at: datetime, *, now: datetime, due_on: date, today: date) -> Group:
    """Where something stands whose last instant is ``due_at``, the agency's day ``due_on``."""
    if due_at < now:
        return Group.LATE
    if due_on <= today:
        return Group.TODAY
    return Group.WEEK if due_on - today < WEEK else Group.LATER
