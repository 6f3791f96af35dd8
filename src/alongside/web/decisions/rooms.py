"""What the room of referrals tells a decision: who may see it, what was said, what may follow."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast
from uuid import UUID

if TYPE_CHECKING:
    from alongside.privacy import Access
    from alongside.web.decisions.models import PointRow
    from alongside.web.decisions.points import Point

ROOM = "alongside.web.referrals.at_points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the reporter said. Never who reported."""

    said: str
    happened: str
    came_in: str
    safety: str  # of a worker who visits
    people: tuple[tuple[UUID, str, str], ...]  # id, name, part
    by: str  # who took it down
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is asked before a decision that leads to a case."""

    cases: tuple[tuple[str, str], ...] = ()  # key and title of open cases of the same people
    people: tuple[tuple[str, str], ...] = ()  # id and name of others who may belong to it
    hidden_case: bool = False  # one is open with a team whose cases she may not see


class Room(Protocol):
    """What such a room has."""

    def may_see(self, row: PointRow, access: Access) -> bool:
        """Whether a point that was opened here is hers to see."""

    def open_points(self, access: Access) -> list[PointRow]:
        """Points that were opened here, wait, and are hers to see."""

    def told(self, point: Point) -> Told | None:
        """What was said when the point was opened here."""

    def offer(self, point: Point) -> Offer:
        """What to ask before a case is opened."""


def room() -> Room:
    """The room, imported on first use: it builds on this one."""
    return cast(Room, import_module(ROOM))
