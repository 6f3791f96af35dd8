"""What an answer would change, worked out from what the reader may see, without writing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.timeline import OpenedPerson, RecordVersion, TimelineEvent
from alongside.web.identity.lookup import OUTBOX_SOURCE
from alongside.web.people.joined import record_name
from alongside.web.people.wordings import Wordings
from alongside.web.people.words import DateWords
from alongside.web.publishing.models import OutboxRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What a page would show: ``person_id`` is ``None`` for an id that would be new."""

    person_id: UUID | None
    names: tuple[str, ...]
    births: tuple[str, ...]
    records: tuple[str, ...]  # sources' titles with names
    lanes: tuple[tuple[str, int], ...]
    events: int
    span: str  # from the first month to the last; empty without dates
    written: int  # acts of workers, which stay with the id

    @property
    def name(self) -> str:
        """The name that most records give."""
        return self.names[0] if self.names else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Pages before and after, and the records that would move."""

    before: tuple[Glance, ...]
    after: tuple[Glance, ...]
    moving: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewer:
    """Previews for opened people, in the words of one page."""

    say: DateWords
    words: Wordings

    def join(self, kept: OpenedPerson, retired: OpenedPerson) -> Preview:
        """One page in place of two. What was written about the second stays under its own id."""
        both = _records(kept) + _records(retired), _events(kept) + _events(retired)
        ids = kept.where.person_id, retired.where.person_id
        return Preview(
            before=(self.page(kept), self.page(retired)),
            after=(self._glance(ids[0], *both, written=_written(kept) + _written(retired)),),
            moving=self._titles(_records(retired)),
        )

    def split(self, person: OpenedPerson, leaving: Set[str]) -> Preview:
        """Two pages in place of one. What was written stays with the id it was written under."""
        records, events = _records(person), _events(person)
        gone = [one for one in records if one.record_id in leaving]
        stay = [one for one in records if one.record_id not in leaving]
        their = [one for one in events if one.record_id in leaving]
        own = [one for one in events if one.record_id not in leaving]
        identity = person.where.person_id
        return Preview(
            before=(self.page(person),),
            after=(
                self._glance(identity, stay, own, written=_written(person)),
                self._glance(None, gone, their, written=0),
            ),
            moving=self._titles(gone),
        )

    def page(self, person: OpenedPerson) -> Glance:
        """The page as it is."""
        identity = person.where.person_id
        return self._glance(identity, _records(person), _events(person), written=_written(person))

    def _glance(
        self,
        person_id: UUID | None,
        records: Sequence[RecordVersion],
        events: Sequence[TimelineEvent],
        *,
        written: int,
    ) -> Glance:
        days = sorted(self.say.local(one.happened_from) for one in events if one.happened_from)
        births = Counter(
            self.say.when_born(one.birth_on, one.birth_precision) for one in records if one.birth_on
        )
        return Glance(
            person_id=person_id,
            names=_commonest(record_name(one) for one in records),
            births=_commonest(births.elements()),
            records=self._titles(records),
            lanes=tuple(sorted(Counter(one.lane for one in events).items())),
            events=len(events),
            span=self._span(days),
            written=written,
        )

    def _span(self, days: Sequence[date]) -> str:
        months = dict.fromkeys(f"{self.say.months[day.month]} {day.year}" for day in days)
        ends = list(months)[:1] + list(months)[1:][-1:]
        return _(" to ").join(ends)

    def _titles(self, records: Iterable[RecordVersion]) -> tuple[str, ...]:
        return tuple(
            f"{self.words.source(one.source)}: {record_name(one)}"
            for one in sorted(records, key=lambda one: one.record_id)
        )


def _records(person: OpenedPerson) -> list[RecordVersion]:
    return person.records()


def _events(person: OpenedPerson) -> list[TimelineEvent]:
    """What sources say happened; acts of workers are counted apart, since they never move."""
    return [one for one in person.events().events if one.source != OUTBOX_SOURCE]


def _written(person: OpenedPerson) -> int:
    """What workers wrote under this id, as far as the reader may know of it."""
    access = person.access
    clearance = access.worker.clearance(access.purpose) or 0
    rows = OutboxRow.objects.filter(person_id=person.where.person_id, sensitivity__lte=clearance)
    return sum(access.purpose in row.purposes for row in rows)


def _commonest(values: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(value for value in values if value)
    return tuple(sorted(counted, key=lambda value: (-counted[value], value)))
