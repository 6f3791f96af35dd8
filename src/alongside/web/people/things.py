"""The one record, event or link that somebody says is wrong, found among what she may see."""

from __future__ import annotations

from django.utils.translation import gettext as _

from alongside.web.agency import current_agency
from alongside.web.people.contests import About
from alongside.web.people.events import read_events
from alongside.web.people.joined import record_name
from alongside.web.people.lines import event_when
from alongside.web.people.opening import Opening
from alongside.web.people.wordings import Wordings


def find_thing(opening: Opening, kind: str, identity: str) -> About | None:
    """The thing as the page names it; ``None`` when the page does not show it."""
    words = Wordings(current_agency())
    if kind == "event":
        return _event(opening, identity, words)
    if kind in {"record", "link"}:
        return _record(opening, kind, identity, words)
    return None


def _event(opening: Opening, identity: str, words: Wordings) -> About | None:
    for event in read_events(opening).events:
        if event.event_id == identity:
            says = f"{words.event(event)}, {event_when(event, opening.say())}"
            return About(
                kind="event",
                id=identity,
                says=f"{says} ({words.source(event.source)})",
                sensitivity=event.sensitivity,
                purposes=tuple(sorted(event.purposes)),
            )
    return None


def _record(opening: Opening, kind: str, identity: str, words: Wordings) -> About | None:
    for record in opening.person.records():
        if record.record_id == identity:
            names = {"source": words.source(record.source), "name": record_name(record)}
            says = (
                _("Record of %(source)s: %(name)s") % names
                if kind == "record"
                else _("That the record of %(source)s, %(name)s, is this person") % names
            )
            return About(
                kind=kind,
                id=identity,
                says=says,
                sensitivity=record.sensitivity,
                purposes=tuple(sorted(record.purposes)),
            )
    return None
