"""How good the data are on which an estimate about one person rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.timeline import TimelineEvent
from alongside.web.decisions.points import Point
from alongside.web.identity.lookup import OUTBOX_SOURCE
from alongside.web.people.wordings import Wordings


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """How many records of which sources, how new, which are missing, what came since."""

    records: int
    sources: tuple[str, ...]
    events: int
    newest_on: date | None
    missing: tuple[str, ...]
    came_since: int


def read_basis(
    point: Point, *, as_of_on: date, needs_sources: tuple[str, ...], words: Wordings
) -> Basis:
    """What the model could know, and what came after the day on which its knowledge ends."""
    say = point.opening.say()
    records = point.opening.person.records()
    sources = sorted({record.source for record in records})
    events = [event for event in _told(point) if event.event_id != _own(point)]
    before = [event for event in events if say.local(event.known_from) <= as_of_on]
    return Basis(
        records=len(records),
        sources=tuple(words.source(source) for source in sources),
        events=len(before),
        newest_on=max((say.local(event.known_from) for event in before), default=None),
        missing=tuple(words.source(one) for one in needs_sources if one not in sources),
        came_since=len(events) - len(before),
    )


def _told(point: Point) -> list[TimelineEvent]:
    events = point.opening.person.events().events
    return [event for event in events if event.source != OUTBOX_SOURCE]


def _own(point: Point) -> str:
    return point.event.event_id if point.event else ""
