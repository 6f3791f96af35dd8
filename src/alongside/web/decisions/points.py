"""Open the decision point of an address, through the person's permission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from alongside.agency import DecisionFile
from alongside.governance import DecisionPoint, PointState
from alongside.privacy import Refusal, Verb, check_can
from alongside.privacy.access import AccessDenied, Guarded
from alongside.timeline import TimelineEvent
from alongside.warehouse.asking import first_row
from alongside.web.agency import current_agency
from alongside.web.decisions.lines import open_lines
from alongside.web.decisions.models import DecisionRow, PointRow
from alongside.web.decisions.rooms import room
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import OUTBOX_SOURCE, living
from alongside.web.identity.models import MembershipRow
from alongside.web.people.opening import Opening, open_living, readable_warehouse


class PointName(NamedTuple):
    """What names a point for ever; ``kind`` is a file of ``decisions/``."""

    kind: str
    source: str
    source_key: str

    @property
    def code(self) -> str:
        """How events of the timeline name it."""
        return f"{self.source}:{self.source_key}"

    @property
    def is_own(self) -> bool:
        """Whether it was opened here, not by a source."""
        return self.source == OUTBOX_SOURCE


@dataclass(frozen=True, kw_only=True)
class Point:
    """A point whose reading was allowed and written down, for one worker at one moment."""

    name: PointName
    file: DecisionFile
    person_id: UUID  # who it is about today
    record_id: str
    opened_at: datetime
    known_at: datetime
    sensitivity: int
    purposes: tuple[str, ...]
    opening: Opening
    acting: Acting
    event: TimelineEvent | None  # None: the joined records do not hold it now
    closed_by: TimelineEvent | None  # what a source says of its end, where she may see it
    waits: bool  # no source has closed it or taken it back, as far as the joined records say

    @property
    def guarded(self) -> Guarded:
        """What decides about access."""
        return Guarded(person_id=str(self.person_id), sealed=self.opening.where.sealed)

    @property
    def worker_id(self) -> UUID:
        """Who looks at it."""
        return UUID(self.acting.access.worker.id)

    @property
    def is_held(self) -> bool:
        """Whether the joined records hold what opened it; own points only from the next refresh."""
        return self.event is not None or not self.name.is_own

    @cached_property
    def records(self) -> list[str]:
        """The records that make the person today."""
        rows = MembershipRow.objects.filter(person_id=self.person_id, until_at__isnull=True)
        return sorted(rows.values_list("record_id", flat=True))

    def as_noun(self) -> DecisionPoint:
        """The point as the rooms below know it."""
        return DecisionPoint(
            kind=self.name.kind,
            source=self.name.source,
            source_key=self.name.source_key,
            person_id=self.person_id,
            opened_at=self.opened_at,
            known_at=self.known_at,
        )

    def row(self) -> PointRow | None:
        """What people did about it hangs here; ``None`` before anybody did."""
        return row_of(self.name)

    def decision(self) -> DecisionRow | None:
        """The decision that stands; read anew each time."""
        return standing_decisions().filter(**_where(self.name, "point__")).first()

    def state(self) -> PointState:
        """Where the point is now; read anew each time."""
        if self.decision() is not None:
            return PointState.DECIDED
        return PointState.WAITING if self.waits else PointState.CLOSED_ELSEWHERE

    def check(self, verb: Verb) -> None:
        """Raise :class:`AccessDenied` (403 for who may look) unless she may do this here."""
        check_can(self.acting.access.worker, verb, self.guarded, purpose=self.acting.access.purpose)

    def note(self, verb: Verb, did: str) -> None:
        """Write one line of the ledger."""
        reason = f"{did}: {self.name.kind} {self.name.code}"
        self.acting.note(verb, "person", str(self.person_id), reason=reason[:500])


def standing_decisions() -> QuerySet[DecisionRow]:
    """Decisions that were not withdrawn."""
    return DecisionRow.objects.filter(withdrawal__isnull=True)


def row_of(name: PointName) -> PointRow | None:
    """The row of a point, if anybody did something about it."""
    found: PointRow | None = PointRow.objects.filter(**_where(name)).first()
    return found


def decision_file(kind: str) -> DecisionFile:
    """The file of a kind of decision; one that is not there is a missing page."""
    file = current_agency().decisions.get(kind)
    if file is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    return file


def find_point(name: PointName, acting: Acting) -> Point:
    """The point, once the ledger holds that its person was opened.

    Raises
    ------
    AccessDenied
        When there is no such point, or its person, sensitivity or purpose is not hers: the same.
    """
    file = decision_file(name.kind)
    check_can(acting.access.worker, Verb.VIEW_DECISIONS, purpose=acting.access.purpose)
    row, (record, waits) = row_of(name), _record_of(name)
    record_id = record or (row.record_id if row else None)
    hidden = name.is_own and row is not None and not room().may_see(row, acting.access)
    if record_id is None or hidden:
        raise AccessDenied(Refusal.NOT_YOURS)
    opening = open_living(
        _owner(record_id), access=acting.access, now=acting.now, address=acting.address,
        channel=acting.channel,
    )  # fmt: skip
    mine = _events(opening, name)
    event = next((one for one in mine if one.kind == file.opens), None)
    if event is None and (record is not None or not _row_allows(row, acting)):
        raise AccessDenied(Refusal.NOT_YOURS)
    opened: TimelineEvent | PointRow = event or row  # type: ignore[assignment]
    return Point(
        name=name,
        file=file,
        person_id=opening.where.person_id,
        record_id=record_id,
        opened_at=_opened_at(opened),
        known_at=opened.known_from if isinstance(opened, TimelineEvent) else opened.known_at,
        sensitivity=int(opened.sensitivity),
        purposes=tuple(sorted(opened.purposes)),
        opening=opening,
        acting=acting,
        event=event,
        waits=waits,
        closed_by=next((one for one in mine if one.kind in file.closes), None),
    )


def _where(name: PointName, before: str = "") -> dict[str, str]:
    return {f"{before}{field}": value for field, value in name._asdict().items()}


def _opened_at(opened: TimelineEvent | PointRow) -> datetime:
    if isinstance(opened, TimelineEvent):
        return opened.happened_from or opened.known_from
    at: datetime = opened.opened_at
    return at


def _record_of(name: PointName) -> tuple[str | None, bool]:
    """Whose record the opening event is filed under, and whether no source has closed it.

    No record when no source holds the event true; what cannot be read waits. What was opened here
    waits until it is decided here: its row says all.
    """
    if name.is_own and row_of(name) is not None:
        return None, True
    warehouse, agency = readable_warehouse(), current_agency()
    file = agency.decisions[name.kind]
    if warehouse is None:
        return None, True
    if file.source and file.source != name.source:
        return None, False
    waiting = open_lines(warehouse.con, warehouse.generation_id, agency)
    kept = next((line.record_id for line in waiting if line.key == tuple(name)), None)
    if kept is not None:
        return kept, True
    found = first_row(
        warehouse.con,
        """SELECT record_id FROM timeline
           WHERE source = ? AND source_key = ? AND kind = ? AND known_until IS NULL""",
        [name.source, name.source_key, file.opens],
    )
    return (str(found[0]) if found else None), False


def _owner(record_id: str) -> UUID:
    rows = MembershipRow.objects.filter(record_id=record_id, until_at__isnull=True)
    owner = rows.values_list("person_id", flat=True).first()
    if owner is None:
        return _owner_of_acts(record_id)
    return owner


def _owner_of_acts(record_id: str) -> UUID:
    """Whose acts are filed under this record of ours: it follows the ledger's tombstones."""
    source, _colon, person_id = record_id.partition(":")
    if source != OUTBOX_SOURCE:
        raise AccessDenied(Refusal.NOT_YOURS)
    return living(UUID(person_id))


def _events(opening: Opening, name: PointName) -> list[TimelineEvent]:
    """What the worker may see of the point's own events."""
    events = opening.person.events().events
    return [one for one in events if (one.source, one.source_key) == name[1:]]


def _row_allows(row: PointRow | None, acting: Acting) -> bool:
    """Whether she may see a point that the joined records do not hold now."""
    if row is None:
        return False
    clearance = acting.access.worker.clearance(acting.access.purpose) or 0
    return row.sensitivity <= clearance and acting.access.purpose in row.purposes
