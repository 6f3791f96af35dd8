"""What the agency's folder calls sources and kinds, looked up once a page."""

from __future__ import annotations

from dataclasses import dataclass, field

from alongside.agency import Agency
from alongside.timeline import TimelineEvent
from alongside.web.identity.lookup import OUTBOX_SOURCE
from alongside.web.people import outbox


@dataclass(slots=True)
class Wordings:
    """Titles of sources and of kinds of events, in the agency's own words."""

    agency: Agency
    _kinds: dict[tuple[str, str], str] = field(default_factory=dict)

    def source(self, name: str) -> str:
        """The title of a source."""
        if name == OUTBOX_SOURCE:
            return str(outbox.SOURCE_TITLE)
        found = self.agency.sources.get(name)
        return found.title if found else name.replace("_", " ").capitalize()

    def kind(self, source: str, kind: str) -> str:
        """What the timeline calls a kind of event."""
        key = (source, kind)
        if key not in self._kinds:
            says = outbox.SAYS.get(kind) if source == OUTBOX_SOURCE else None
            self._kinds[key] = str(says) if says else self.agency.says(source, kind)
        return self._kinds[key]

    def event(self, event: TimelineEvent) -> str:
        """What the timeline calls an event."""
        return self.kind(event.source, event.kind)
