"""Open one person: check the access, write it down, then read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from alongside.core import Sensitivity
from alongside.governance import Entry, Ledger
from alongside.privacy import Access, Verb, can
from alongside.privacy.access import AccessDenied, Guarded
from alongside.timeline.rows import (
    EventFilter,
    EventPage,
    PersonHead,
    RecordVersion,
    Stay,
    Tie,
    TimelineEvent,
    Whereabouts,
)

if TYPE_CHECKING:
    import duckdb


def open_person(
    con: duckdb.DuckDBPyConnection,
    ledger: Ledger,
    where: Whereabouts,
    *,
    access: Access,
    now: datetime,
    channel: str = "page",
    address: str = "",
) -> OpenedPerson:
    """Check and record the access; only then give the means to read.

    Raises
    ------
    AccessDenied
        When the table of roles, the seal or the purpose says no. The attempt is recorded.
    LedgerUnavailable
        When the access could not be written down.
    """
    guarded = Guarded(person_id=str(where.person_id), sealed=where.sealed)
    refusal = can(access.worker, Verb.VIEW_PERSON, guarded, purpose=access.purpose)
    entry = Entry(
        at=now,
        worker_id=access.worker.id,
        verb=Verb.VIEW_PERSON.value,
        object_kind="person",
        object_id=str(where.person_id),
        purpose=access.purpose,
        reason=access.reason,
        as_of=access.as_of,
        outcome="denied" if refusal else "allowed",
        channel=channel,
        address=address,
    )
    ledger.write(entry)
    if refusal is not None:
        raise AccessDenied(refusal)
    return OpenedPerson(con=con, where=where, access=access)


@dataclass(frozen=True, kw_only=True)
class OpenedPerson:
    """A person whose reading was allowed and written down, as of ``access.as_of``."""

    con: duckdb.DuckDBPyConnection
    where: Whereabouts
    access: Access

    @cached_property
    def places(self) -> str:
        """The ids that the rows are filed under, as SQL."""
        # UUIDs only, so they can stand in the text: a list parameter would defeat zone maps
        return ", ".join(f"'{place}'" for place in self.where.stored_under) or "NULL"

    def versions(self) -> list[TimelineEvent]:
        """Every version of every event that the purpose and clearance allow, newest first."""
        return self._events[0]

    @cached_property
    def _events(self) -> tuple[list[TimelineEvent], list[TimelineEvent]]:
        rows = self.con.execute(
            f"""SELECT event_id, record_id, source, source_key, version, kind, happened_from,
                       happened_until, precision, known_from, known_until, known_is_receipt, value,
                       unit, code, code_system, detail, sensitivity, purposes, origin, lane
                FROM timeline WHERE person_id IN ({self.places})"""
        ).fetchall()
        seen: list[TimelineEvent] = []
        hidden: list[TimelineEvent] = []
        for row in rows:
            if row[1] in self.where.linked:
                (seen if self._allows(row[17], row[18]) else hidden).append(_event(row))
        if hidden:
            seen = _shield(seen, hidden)
        if len(self.where.stored_under) > 1:
            seen.sort(key=_newest_first)
        return seen, hidden

    @cached_property
    def _clearance(self) -> int:
        return self.access.worker.clearance(self.access.purpose) or 0

    def _allows(self, sensitivity: int | None, purposes: list[str] | None) -> bool:
        return (sensitivity or 0) <= self._clearance and self.access.purpose in (purposes or ())

    def events(self, show: EventFilter | None = None) -> EventPage:
        """The events believed at the as-of instant, newest first, and the count of the hidden."""
        seen, hidden = self._events
        believed = [event for event in seen if self._believed(event)]
        counts: dict[Sensitivity, int] = {}
        for event in hidden:
            if self._believed(event):
                level = Sensitivity(event.sensitivity)
                counts[level] = counts.get(level, 0) + 1
        kept = believed if show is None else [event for event in believed if show.keeps(event)]
        return EventPage(events=kept, total=len(believed), hidden=counts)

    def _believed(self, event: TimelineEvent | RecordVersion) -> bool:
        as_of = self.access.as_of
        return (
            event.known_from <= as_of
            and (event.known_until is None or as_of < event.known_until)
            and self.where.linked.get(event.record_id, as_of) <= as_of
        )

    @cached_property
    def _records(self) -> list[RecordVersion]:
        rows = self.con.execute(
            f"""SELECT record_id, source, version, known_from, known_until, linked_by, given_name,
                       family_name, birth_on, birth_precision, died_on, sex, address, postcode,
                       place, phone, email, id_number, id_kind, language,
                       coalesce(sealed, false), coalesce(address_protected, false),
                       sensitivity, purposes
                FROM person_record WHERE person_id IN ({self.places})"""
        ).fetchall()
        return [
            _record(row)
            for row in rows
            if row[0] in self.where.linked and self._allows(row[-2], row[-1])
        ]

    def records(self) -> list[RecordVersion]:
        """The versions believed at the as-of instant, one a record."""
        return [record for record in self._records if self._believed(record)]

    def record_versions(self) -> list[RecordVersion]:
        """Every version, also those since corrected."""
        return self._records

    def head(self) -> PersonHead:
        """Who this is, by most records, then the newest."""
        records = self.records() or self._records
        best = {column: _best(records, column) for column in _HEAD_COLUMNS}
        return PersonHead(
            person_id=self.where.person_id,
            address_protected=any(record.address_protected for record in records),
            **best,
        )

    def stays(self) -> list[Stay]:
        """Everybody who shared a household with the person, as far as known by the as-of date."""
        rows = self.con.execute(
            f"""SELECT household_id, other_id, name, birth_on, from_on, until_on, because, address
                FROM person_stay
                WHERE person_id IN ({self.places}) AND known_at <= ? AND NOT sealed""",
            [_naive(self.access.as_of)],
        ).fetchall()
        return [Stay(*row) for row in rows if row[1] not in self.where.unseen]

    def ties(self) -> list[Tie]:
        """Declared relationships believed at the as-of instant."""
        as_of = _naive(self.access.as_of)
        rows = self.con.execute(
            f"""SELECT other_id, name, birth_on, kind, from_on, until_on, source
                FROM person_kin WHERE person_id IN ({self.places}) AND known_at <= ?
                  AND (known_until IS NULL OR ? < known_until) AND NOT sealed""",
            [as_of, as_of],
        ).fetchall()
        return [Tie(*row) for row in rows if row[0] not in self.where.unseen]


_HEAD_COLUMNS = (
    "given_name",
    "family_name",
    "birth_on",
    "birth_precision",
    "died_on",
    "sex",
    "language",
)


def _best(records: list[RecordVersion], column: str) -> Any:
    votes: dict[Any, list[datetime]] = {}
    for record in records:
        value = getattr(record, column)
        if value is not None:
            votes.setdefault(value, []).append(record.known_from)
    if not votes:
        return None
    ranked = sorted(votes, key=str)
    return max(ranked, key=lambda value: (len(votes[value]), max(votes[value])))


def _event(row: tuple[Any, ...]) -> TimelineEvent:
    happened_from, happened_until, known_until = row[6], row[7], row[10]
    return TimelineEvent._make(
        (
            *row[:6],
            happened_from and happened_from.replace(tzinfo=UTC),
            happened_until and happened_until.replace(tzinfo=UTC),
            row[8],
            row[9].replace(tzinfo=UTC),
            known_until and known_until.replace(tzinfo=UTC),
            *row[11:18],
            frozenset(row[18] or ()),
            *row[19:],
        )
    )


def _shield(seen: list[TimelineEvent], hidden: list[TimelineEvent]) -> list[TimelineEvent]:
    """What is said today about how sensitive an event is holds for its older versions too.

    Otherwise an as-of date would open what a correction has closed. Versions that the newest one
    shields move from ``seen`` to ``hidden``.
    """
    newest = {event.event_id: event for event in sorted(hidden, key=lambda event: event.version)}
    kept = []
    for event in seen:
        shield = newest.get(event.event_id)
        if shield is None or shield.version < event.version:
            kept.append(event)
        else:
            hidden.append(event._replace(sensitivity=shield.sensitivity))
    return kept


def _record(row: tuple[Any, ...]) -> RecordVersion:
    known = (row[3].replace(tzinfo=UTC), _aware(row[4]))
    purposes = frozenset(row[-1] or ())
    return RecordVersion._make((*row[:3], *known, *row[5:-1], purposes))


def _newest_first(event: TimelineEvent) -> tuple[float, str, int]:
    when = event.happened_from.timestamp() if event.happened_from else float("-inf")
    return (-when, event.event_id, event.version)


def _aware(value: datetime | None) -> datetime | None:
    return value.replace(tzinfo=UTC) if value is not None else None


def _naive(value: datetime) -> datetime:
    return value.astimezone(UTC).replace(tzinfo=None)
