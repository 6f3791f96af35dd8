"""Everything the record holds about a case, as statements, as far as this worker may see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module

from alongside.core import Origin
from alongside.recording import Statement
from alongside.timeline import TimelineEvent
from alongside.web.agency import current_agency
from alongside.web.cases.opening import CasePerson, OpenedCase
from alongside.web.identity.lookup import OUTBOX_SOURCE
from alongside.web.people.opening import open_living
from alongside.web.people.wordings import Wordings
from alongside.web.people.words import amount

# Each module has ``on_record(opened) -> list[Statement]``.
ROOMS = (
    "alongside.web.families.on_record",
    "alongside.web.referrals.on_record",
    "alongside.web.cases.on_record",
    "alongside.web.assessments.on_record",
    "alongside.web.planning.on_record",
    "alongside.web.visits.on_record",
    "alongside.web.notes.on_record",
)


def gather(opened: OpenedCase, *, from_on: date | None = None) -> list[Statement]:
    """Statements of every room and of the joined records, from a day on if one is given.

    What is told about the people themselves and has no day stays in either way.
    """
    found: list[Statement] = []
    for name in ROOMS:
        on_record: Callable[[OpenedCase], list[Statement]] = import_module(name).on_record
        found += on_record(opened)
    for person in opened.people:
        if person.in_focus:
            found += _joined(opened, person)
    if from_on is None:
        return found
    say = opened.say
    return [
        one for one in found if one.happened_at is None or say.local(one.happened_at) >= from_on
    ]


def _joined(opened: OpenedCase, person: CasePerson) -> list[Statement]:
    """What other agencies' records say about a person; what the system advised is left out."""
    acting = opened.acting
    opening = open_living(
        person.person_id,
        access=acting.access,
        now=acting.now,
        address=acting.address,
        channel=acting.channel,
    )
    words = Wordings(current_agency())
    return [
        _statement(event, person, words)
        for event in opening.person.events().events
        if event.source != OUTBOX_SOURCE and event.origin != Origin.ADVICE
    ]


def _statement(event: TimelineEvent, person: CasePerson, words: Wordings) -> Statement:
    rest = ", ".join(part for part in (amount(event.value, event.unit), event.detail or "") if part)
    says = f"{person.name}: {words.event(event)}"
    return Statement(
        section="event",
        says=f"{says}: {rest}" if rest else says,
        said_by=words.source(event.source),
        happened_at=event.happened_from,
        known_at=event.known_from,
        source=f"{event.source}:{event.source_key}",
        href=f"/people/{person.person_id}/",
        people=(person.person_id,),
        precision=event.precision,
        sensitivity=int(event.sensitivity),
    )
