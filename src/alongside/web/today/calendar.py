"""A worker's visits and clock ends as iCalendar (RFC 5545), without a name of anybody."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.web.agency import current_agency
from alongside.web.identity.acting import Acting
from alongside.web.today.owed import planned_visits, running_clocks

if TYPE_CHECKING:
    from icalendar import Event

FRESH = timedelta(hours=1)  # how often a phone should ask


def calendar_of(acting: Acting) -> bytes:
    """The calendar, in UTC; phones show it in their own zone, the agency's is said beside it."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//Alongside//Calendar//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("My work"))
    made.add("x-wr-timezone", current_agency().file.time_zone)
    made.add("refresh-interval", FRESH, parameters={"value": "DURATION"})
    for event in _events(acting):
        made.add_component(event)
    return bytes(made.to_ical())


def _events(acting: Acting) -> list[Event]:
    visits = [
        _event(
            f"visit-{row.key}",
            _("Visit, case %(case)s") % {"case": short(row.case.key)},
            row.from_at,
            row.until_at,
            acting.now,
        )
        for row in planned_visits(acting.access)
    ]
    # no round has a key of its own, and the rule's name would say what is owed
    clocks = [
        _event(
            _hidden_name(f"{row.case.key}/{row.rule}/{row.person_id}/{row.round}"),
            _("Clock ends, case %(case)s") % {"case": short(row.case.key)},
            row.due_at,
            row.due_at,
            acting.now,
        )
        for row in running_clocks(acting.access)
        if row.paused_at is None
    ]
    return visits + clocks


def short(key: UUID) -> str:
    """The end of a case's key, enough to tell one's own cases apart. Its page says it too."""
    return key.hex[-4:]


def _event(name: str, says: str, from_at: datetime, until_at: datetime, now: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{name}@alongside")
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", from_at.astimezone(UTC).replace(microsecond=0))
    if until_at > from_at:
        event.add("dtend", until_at.astimezone(UTC).replace(microsecond=0))
    event.add("summary", says)
    event.add("class", "PRIVATE")
    return event


def _hidden_name(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]
