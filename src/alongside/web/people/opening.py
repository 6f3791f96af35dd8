"""Open the person of an address for the worker of a request, also without a warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from alongside.core import AlongsideError
from alongside.governance import Entry
from alongside.privacy import Access, Verb
from alongside.privacy.access import AccessDenied
from alongside.timeline import OpenedPerson, Whereabouts, open_person
from alongside.warehouse import TABLES
from alongside.warehouse.asking import first_row
from alongside.web.agency import current_agency
from alongside.web.identity.lookup import OUTBOX_SOURCE, living, whereabouts
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.people.words import DateWords
from alongside.web.publishing.warehouse import CurrentWarehouse, current_warehouse

if TYPE_CHECKING:
    import duckdb

STALE_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A person whose reading was allowed and written down, and how fresh the joined records are."""

    person: OpenedPerson
    now: datetime
    zone: ZoneInfo
    joined_at: datetime | None  # None: the joined records cannot be read
    address: str  # where the request came from
    outbox_until: int  # the newest of our own events that the joined records hold

    @property
    def access(self) -> Access:
        """The ticket of this reading."""
        return self.person.access

    @property
    def where(self) -> Whereabouts:
        """Where the person's rows are."""
        return self.person.where

    @property
    def own_ids(self) -> frozenset[UUID]:
        """The living id and its tombstones: our own acts are filed under each."""
        prefix = f"{OUTBOX_SOURCE}:"
        own = (key for key in self.where.linked if key.startswith(prefix))
        return frozenset(UUID(key.removeprefix(prefix)) for key in own)

    @property
    def today(self) -> date:
        """The agency's day now."""
        return self.now.astimezone(self.zone).date()

    @property
    def as_of_on(self) -> date:
        """The agency's day of the as-of instant."""
        return self.access.as_of.astimezone(self.zone).date()

    @property
    def is_stale(self) -> bool:
        """Whether the joined records are older than a week, or not there."""
        return self.joined_at is None or (self.now - self.joined_at).days >= STALE_DAYS

    def say(self) -> DateWords:
        """Dates in words, for a reader of today."""
        return DateWords(self.today, self.zone)


def living_or_noted(
    person_id: UUID, *, access: Access, now: datetime, address: str = "", channel: str = "page"
) -> UUID:
    """The living person behind an id; asking for nobody is an entry of the ledger too.

    Raises
    ------
    AccessDenied
        When there is no such person, in the same words as for one who may not be seen.
    """
    try:
        return living(person_id)
    except AccessDenied:
        DatabaseLedger().write(
            Entry(
                at=now,
                worker_id=access.worker.id,
                verb=Verb.VIEW_PERSON.value,
                object_kind="person",
                object_id=str(person_id),
                purpose=access.purpose,
                reason=access.reason,
                as_of=access.as_of,
                outcome="denied",
                channel=channel,
                address=address,
            )
        )
        raise


def open_living(
    person_id: UUID, *, access: Access, now: datetime, address: str, channel: str = "page"
) -> Opening:
    """Open a living person; the access is in the ledger before anything is read.

    Raises
    ------
    AccessDenied
        For a person who may not be seen.
    LedgerUnavailable
        When the access could not be written down.
    """
    warehouse = readable_warehouse()
    published_at = warehouse.published_at if warehouse else now
    where = whereabouts(person_id, access.worker, published_at=published_at)
    opened = open_person(
        warehouse.con if warehouse else _nothing().cursor(),
        DatabaseLedger(),
        where,
        access=access,
        now=now,
        channel=channel,
        address=address,
    )
    return Opening(
        person=opened,
        now=now,
        zone=current_agency().file.zone,
        joined_at=warehouse.received_until if warehouse else None,
        address=address,
        outbox_until=_outbox_until(warehouse),
    )


def readable_warehouse() -> CurrentWarehouse | None:
    """The current generation; case work goes on without one."""
    try:
        return current_warehouse()
    except AlongsideError:
        return None


@lru_cache(maxsize=1)
def _nothing() -> duckdb.DuckDBPyConnection:
    """Empty tables in place of a generation that is missing or damaged."""
    import duckdb

    con = duckdb.connect(config={"threads": 1})
    for name, columns in TABLES.items():
        con.execute(f"CREATE TABLE {name} ({columns})")
    return con


_outbox_read: dict[UUID, int] = {}  # a generation never changes, so it is asked once


def _outbox_until(warehouse: CurrentWarehouse | None) -> int:
    if warehouse is None:
        return 0
    if warehouse.generation_id not in _outbox_read:
        row = first_row(warehouse.con, "SELECT value FROM meta WHERE key = 'outbox_until'")
        _outbox_read.clear()
        _outbox_read[warehouse.generation_id] = int(row[0]) if row else 0
    return _outbox_read[warehouse.generation_id]
