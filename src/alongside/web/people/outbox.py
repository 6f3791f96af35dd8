"""What people did here since the records were joined, as events of the timeline."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.core import Sensitivity
from alongside.governance.casework import STEPS
from alongside.privacy import visible_events
from alongside.timeline import TimelineEvent
from alongside.web.identity.lookup import OUTBOX_SOURCE
from alongside.web.people.opening import Opening
from alongside.web.publishing.models import OutboxRow

LANE = "Agency"
SOURCE_TITLE = _("Alongside")
SAYS = {kind: _(step.says) for kind, step in STEPS.items()} | {
    "record_contested": _("Said to be wrong"),
    "contest_answered": _("Answer given"),
    "people_joined": _("Joined with another record"),
    "people_split": _("Parted from another record"),
    "people_confirmed": _("Confirmed as one person"),
    "people_kept_apart": _("Confirmed as another person than a similar record"),
    "judgement_kept": _("A worker’s own judgement was written down"),
    "advice_opened": _("Advice was opened"),
    "decided_alone": _("Decided without advice"),
    "decided_after_advice": _("Decided after advice was opened"),
    "decision_withdrawn": _("A decision was withdrawn"),
    "advice_unwanted": _("No advice from the system is wanted"),
    "advice_wanted": _("Advice from the system is wanted again"),
    "answer_taken_back": _("An answer about who this is was taken back"),
}


def newer_events(opening: Opening) -> tuple[list[TimelineEvent], dict[Sensitivity, int]]:
    """Events that the generation does not hold yet, and how many of each level are hidden."""
    access = opening.access
    rows = OutboxRow.objects.filter(
        person_id__in=opening.own_ids, id__gt=opening.outbox_until, known_at__lte=access.as_of
    ).order_by("-happened_at", "-id")
    events = [_event(row) for row in rows]
    seen, _count = visible_events(events, access)
    hidden: dict[Sensitivity, int] = {}
    for event in set(events) - set(seen):
        hidden[event.sensitivity] = hidden.get(event.sensitivity, 0) + 1
    return seen, hidden


def _event(row: OutboxRow) -> TimelineEvent:
    return TimelineEvent(
        event_id=f"{OUTBOX_SOURCE}:{row.id}",
        record_id=f"{OUTBOX_SOURCE}:{row.person_id}",
        source=OUTBOX_SOURCE,
        source_key=str(row.id),
        version=1,
        kind=row.kind,
        happened_from=row.happened_at,
        happened_until=None,
        precision="instant",
        known_from=row.known_at,
        known_until=None,
        known_is_receipt=False,
        value=None,
        unit=None,
        code=row.code or None,
        code_system=None,
        detail=None,
        sensitivity=Sensitivity(row.sensitivity),
        purposes=frozenset(row.purposes),
        origin=row.origin,
        lane=LANE,
    )
