"""What a source said before it corrected itself, and what it took back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alongside.timeline.rows import TimelineEvent

if TYPE_CHECKING:
    from alongside.timeline.person import OpenedPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """Earlier versions by event, and events that are believed no longer, newest first."""

    before: dict[str, TimelineEvent] = field(default_factory=dict)
    taken_back: tuple[TimelineEvent, ...] = ()


def read_corrections(opened: OpenedPerson, believed: Sequence[TimelineEvent]) -> Corrections:
    """Corrections that were known at the as-of instant of the access.

    Only what the access may see; a version of a record that was not yet linked says nothing.
    """
    as_of = opened.access.as_of
    linked = opened.where.linked
    current = {event.event_id: event.version for event in believed}
    ended: dict[str, TimelineEvent] = {}
    for event in opened.versions():
        if event.known_until is None or event.known_until > as_of or event.known_from > as_of:
            continue
        if linked[event.record_id] > as_of or event.version >= current.get(event.event_id, 1 << 31):
            continue
        last = ended.get(event.event_id)
        if last is None or event.version > last.version:
            ended[event.event_id] = event
    return Corrections(
        before={key: event for key, event in ended.items() if key in current},
        taken_back=tuple(event for key, event in ended.items() if key not in current),
    )
