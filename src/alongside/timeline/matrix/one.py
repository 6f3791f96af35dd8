"""The features of one open decision point: the definitions of the matrix, for a page that waits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from alongside.agency.model_file import Aggregate, ModelFile, Scope
from alongside.core import AlongsideError
from alongside.timeline.matrix import days, filed
from alongside.timeline.matrix.beside import DAYS_A_YEAR
from alongside.timeline.matrix.filed import FiledEvent, FiledRecord, believed, microseconds
from alongside.timeline.matrix.near import others_of
from alongside.timeline.matrix.plain import Seen, feature_value
from alongside.timeline.matrix.reach import OUTBOX, Held, edges_of, since_when
from alongside.timeline.matrix.which import matches

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True, kw_only=True)
class OneRow:
    """One row of a matrix without its label: ``values`` by feature, ``None`` for nothing to say."""

    as_of_on: date
    values: dict[str, float | None]
    known_events: int
    missing_sources: tuple[str, ...] = field(default_factory=tuple)
    in_cohort: bool = True  # False: the person's age is not that of the cohort, or not known


def one_row(
    con: duckdb.DuckDBPyConnection,
    model: ModelFile,
    *,
    source: str,
    source_key: str,
    person_ids: Collection[UUID],
    zone: ZoneInfo,
    threshold: float,
    hidden: Collection[UUID] = (),
) -> OneRow:
    """The row that :func:`build_matrix` would give for this decision point.

    Parameters
    ----------
    source, source_key : str
        Name the decision point: the key of the event that opened it.
    person_ids : collection of UUID
        The ids under which the generation files the person's rows.
    hidden : collection of UUID
        People whom a worker sealed: they count in nobody's household.

    Raises
    ------
    AlongsideError
        ``AL-T021`` when the generation holds no such decision point of this person.
    """
    events = filed.read_events(con, person_ids)
    permitted = filed.allowed(model, events)
    view = _view(model, zone, _opening(model, permitted, source, source_key))
    records = filed.read_records(con, person_ids)
    own = _own_records(con, view, events, records, person_ids, threshold)
    near = others_of(con, model, person_ids, on=view.as_of_on, at=view.at, hidden=hidden)
    seen = _seen_by_scope(con, view, permitted, own, near)
    birth_on = _birth(view, records, own)
    return OneRow(
        as_of_on=view.as_of_on,
        values=_values(view, seen, birth_on),
        known_events=len(view.seen(permitted, own)),
        missing_sources=_missing(view, records, own),
        in_cohort=_is_of_age(model, view.age(birth_on)),
    )


@dataclass(frozen=True, kw_only=True)
class _View:
    """Where knowledge ends for the row."""

    model: ModelFile
    zone: ZoneInfo
    as_of_on: date
    opening: FiledEvent

    @property
    def at(self) -> datetime:
        return days.day_end(self.as_of_on, self.zone)

    def seen(self, events: Iterable[FiledEvent], records: Collection[str]) -> list[Seen]:
        """The events of these records that the row may see, in no order."""
        at = self.at
        same_day = self.model.cohort.sees == "same_day"
        point = (self.opening.source, self.opening.source_key)
        found = []
        for one in events:
            if one.record_id not in records or not believed(one.known_from, one.known_until, at):
                continue
            if one.happened_from is None or not (same_day or (one.source, one.source_key) != point):
                continue
            age = (self.as_of_on - days.local_day(one.happened_from, self.zone)).days
            if age >= 0:
                found.append(_as_seen(one, age))
        return found

    def opened(self) -> list[Seen]:
        """The opening event itself, where knowledge ends on the day before it."""
        if self.model.cohort.sees == "same_day":
            return []
        happened = self.opening.happened_from
        age = (self.as_of_on - days.local_day(happened, self.zone)).days if happened else 0
        return [_as_seen(self.opening, max(0, age))]

    def holds(self, record: FiledRecord) -> bool:
        """Whether the row believes this version; that of its own record came with it."""
        opening = self.opening
        if believed(record.known_from, record.known_until, self.at):
            return True
        until = record.known_until
        return (
            record.record_id == opening.record_id
            and record.known_from <= opening.known_from
            and (until is None or until > opening.known_from)
        )

    def age(self, birth_on: date | None) -> float | None:
        """In years, on the as-of date."""
        return None if birth_on is None else (self.as_of_on - birth_on).days / DAYS_A_YEAR


def _view(model: ModelFile, zone: ZoneInfo, opening: FiledEvent) -> _View:
    day = days.local_day(opening.known_from, zone)
    if model.cohort.sees == "day_before":
        day -= timedelta(days=1)
    return _View(model=model, zone=zone, as_of_on=day, opening=opening)


def _as_seen(event: FiledEvent, age: int) -> Seen:
    return Seen(age, event.kind, event.source, event.detail, event.code, event.value)


def _opening(
    model: ModelFile, events: Sequence[FiledEvent], source: str, source_key: str
) -> FiledEvent:
    """The first version of the event that opened the decision point."""
    first: dict[str, FiledEvent] = {}
    for one in events:
        if (one.source, one.source_key) == (source, source_key):
            kept = first.get(one.event_id)
            if kept is None or one.version < kept.version:
                first[one.event_id] = one
    meant = [one for _, one in sorted(first.items()) if matches(model.cohort.which, one)]
    if not meant:
        raise AlongsideError(
            "AL-T021",
            seen="The joined records hold no such decision point of this person",
            wanted=f"one of the {model.counts} that the model is about",
            do="Wait for the next refresh, or decide without an estimate",
        )
    return meant[0]


def _own_records(
    con: duckdb.DuckDBPyConnection,
    view: _View,
    events: Sequence[FiledEvent],
    records: Sequence[FiledRecord],
    people: Collection[UUID],
    threshold: float,
) -> set[str]:
    """The person's records as they were linked at the end of the as-of date."""
    held = _held(events, records)
    ties = filed.read_ties(con, people, threshold=threshold) if len(held) > 1 else []
    index = view.opening.record_id
    since = since_when(index, held, edges_of(held, ties))
    end = microseconds(view.at)
    return {record for record, at in since.items() if at < end}


def _held(events: Sequence[FiledEvent], records: Sequence[FiledRecord]) -> list[Held]:
    known: dict[str, datetime] = {}
    tied: dict[str, tuple[str, datetime]] = {}
    said = [(one.record_id, one.known_from) for one in records]
    for key, at in [*said, *((one.record_id, one.known_from) for one in events)]:
        known[key] = min(at, known.get(key, at))
    for event in events:  # only what workers did here is filed without a record
        tied[event.record_id] = (OUTBOX, event.linked_at)
    for record in records:
        tied[record.record_id] = (record.linked_by, record.linked_at)
    still = {one.record_id for one in records if one.known_until is None}
    return [
        Held(key, microseconds(at), tied[key][0], microseconds(tied[key][1]), key in still)
        for key, at in known.items()
    ]


def _seen_by_scope(
    con: duckdb.DuckDBPyConnection,
    view: _View,
    permitted: Sequence[FiledEvent],
    own: set[str],
    near: Mapping[Scope, set[UUID]],
) -> dict[Scope, list[Seen]]:
    """Every event that counts for each scope."""
    others = set().union(*near.values())
    theirs = filed.allowed(view.model, filed.read_events(con, others))
    theirs = [one for one in theirs if one.linked_at < view.at]
    mine = [*view.seen(permitted, own), *view.opened()]
    found = {Scope.PERSON: mine}
    for scope, people in near.items():
        events = [one for one in theirs if one.person_id in people]
        seen = view.seen(events, {one.record_id for one in events})
        found[scope] = [*mine, *seen] if scope is Scope.HOUSEHOLD else seen
    return found


def _birth(view: _View, records: Iterable[FiledRecord], own: set[str]) -> date | None:
    """The date that most records agree on, then the newest, then the earliest."""
    purposes = set(view.model.purposes)
    votes: dict[date, list[datetime]] = {}
    for one in records:
        told = one.birth_on is not None and purposes <= set(one.purposes or ())
        if told and one.record_id in own and view.holds(one):
            assert one.birth_on is not None  # noqa: S101 - told above
            votes.setdefault(one.birth_on, []).append(one.known_from)
    ranked = sorted(votes)
    return max(ranked, key=lambda day: (len(votes[day]), max(votes[day])), default=None)


def _values(
    view: _View, seen: Mapping[Scope, Sequence[Seen]], birth_on: date | None
) -> dict[str, float | None]:
    return {
        one.name: view.age(birth_on)
        if one.aggregate is Aggregate.AGE
        else feature_value(one, seen[one.of])
        for one in view.model.feature
    }


def _missing(view: _View, records: Iterable[FiledRecord], own: set[str]) -> tuple[str, ...]:
    there = {one.source for one in records if one.record_id in own and view.holds(one)}
    return tuple(name for name in view.model.use.needs_sources if name not in there)


def _is_of_age(model: ModelFile, age: float | None) -> bool:
    low, high = model.cohort.age_from, model.cohort.age_under
    if low is None and high is None:
        return True
    return age is not None and (low is None or age >= low) and (high is None or age < high)
