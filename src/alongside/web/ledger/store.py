"""The audit ledger in the database: write, seal, verify."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, connection, transaction
from django.db.models import Max

from alongside.governance import (
    Batch,
    Entry,
    Finding,
    LedgerUnavailable,
    seal_batch,
    verify_chain,
)
from alongside.web.ledger.heads import copy_head, head_path, kept_heads
from alongside.web.ledger.models import LedgerBatch, LedgerEntry

BATCH_AT_MOST = 10_000
BEFORE_ALL = -(2**63) + 1
FIELDS = (
    "at",
    "worker_id",
    "verb",
    "object_kind",
    "object_id",
    "purpose",
    "reason",
    "as_of",
    "outcome",
    "channel",
    "address",
)


class DatabaseLedger:
    """Implements :class:`alongside.governance.Ledger` with one insert an entry."""

    def write(self, entry: Entry) -> None:
        """Write durably, or raise so that nothing is shown."""
        try:
            LedgerEntry.objects.create(**{name: getattr(entry, name) for name in FIELDS})
        except DatabaseError as error:
            raise LedgerUnavailable from error


def ledger_size() -> int:
    """How many entries there are."""
    return LedgerEntry.objects.count()


def seal_pending(now: datetime) -> Batch | None:
    """Seal every entry that is not sealed yet; return the newest batch, if any was made."""
    newest: Batch | None = None
    horizon = _settled_until()
    with transaction.atomic():
        _lock(LedgerBatch)
        previous = _last_batch()
        while entries := _entries_between(previous.last if previous else 0, horizon):
            newest = previous = seal_batch(entries, previous)
            LedgerBatch.objects.create(
                number=newest.number,
                first=newest.first,
                last=newest.last,
                previous_hash=newest.previous_hash,
                hash=newest.hash,
                digests=newest.digests,
                sealed_at=now,
            )
    if newest is not None:
        copy_head(newest, now)
    return newest


def verify_ledger(head: Path | None = None) -> list[Finding]:
    """Compare every seal with its entries, and with every head that was kept outside.

    Raises
    ------
    AlongsideError
        ``AL-U040`` when the file of heads cannot be read as one.
    """
    return verify_chain(_chain(), heads=kept_heads(head or head_path()))


def _settled_until() -> int:
    """The newest number below which nothing can still appear.

    PostgreSQL hands numbers out before commit: a higher one may be there while a lower one is yet
    to come, and would be missing from its seal. The lock waits for those who are writing.
    """
    with transaction.atomic():
        _lock(LedgerEntry)
        return LedgerEntry.objects.aggregate(last=Max("id"))["last"] or 0


def _lock(table: type[LedgerBatch] | type[LedgerEntry]) -> None:
    """Keep others from writing to a table until the transaction ends; SQLite does so anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _last_batch() -> Batch | None:
    row = LedgerBatch.objects.order_by("-number").first()
    return _batch(row) if row else None


def _entries_between(after: int, until: int) -> list[tuple[int, Entry]]:
    rows = LedgerEntry.objects.filter(id__gt=after, id__lte=until).order_by("id")
    return _numbered(rows[:BATCH_AT_MOST])


def _chain() -> Iterator[tuple[Batch, Sequence[tuple[int, Entry]]]]:
    """Each seal with its entries, and with whatever was put between it and the seal before."""
    after, number = BEFORE_ALL, 0
    for row in LedgerBatch.objects.order_by("number").iterator():
        if row.number != number + 1:  # a seal is missing: its entries are not this one's
            after = row.first - 1
        entries = LedgerEntry.objects.filter(id__gt=after, id__lte=row.last).order_by("id")
        yield _batch(row), _numbered(entries)
        after, number = row.last, row.number


def _numbered(rows: Iterable[LedgerEntry]) -> list[tuple[int, Entry]]:
    return [(row.pk, Entry(**{name: getattr(row, name) for name in FIELDS})) for row in rows]


def _batch(row: LedgerBatch) -> Batch:
    return Batch(
        number=row.number,
        first=row.first,
        last=row.last,
        previous_hash=row.previous_hash,
        hash=row.hash,
        digests=bytes(row.digests),
    )
