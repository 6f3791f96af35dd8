"""The audit ledger in the database: write, seal, verify."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, transaction

from alongside.governance import (
    Batch,
    Entry,
    Finding,
    LedgerUnavailable,
    seal_batch,
    verify_chain,
)
from alongside.web.agency import current_agency
from alongside.web.ledger.models import LedgerBatch, LedgerEntry

BATCH_AT_MOST = 10_000
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
    with transaction.atomic():
        previous = _last_batch()
        while entries := _entries_after(previous.last if previous else 0):
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
        _copy_head(newest, now)
    return newest


def verify_ledger(head: Path | None = None) -> list[Finding]:
    """Compare every seal with its entries, and the newest with the head kept outside."""
    path = head or head_path()
    kept = path.read_text().split()[-1] if path.exists() and path.stat().st_size else None
    return verify_chain(_chain(), head=kept)


def head_path() -> Path:
    """Where the head is copied to; keep a copy of this file elsewhere."""
    return current_agency().data / "ledger-head.txt"


def _copy_head(batch: Batch, now: datetime) -> None:
    with head_path().open("a") as file:
        file.write(f"{now.isoformat(timespec='seconds')} {batch.last} {batch.hash}\n")


def _last_batch() -> Batch | None:
    row = LedgerBatch.objects.order_by("-number").first()
    return _batch(row) if row else None


def _entries_after(number: int) -> list[tuple[int, Entry]]:
    rows = LedgerEntry.objects.filter(id__gt=number).order_by("id")[:BATCH_AT_MOST]
    return _numbered(rows)


def _chain() -> Iterator[tuple[Batch, Sequence[tuple[int, Entry]]]]:
    for row in LedgerBatch.objects.order_by("number").iterator():
        entries = LedgerEntry.objects.filter(id__gte=row.first, id__lte=row.last).order_by("id")
        yield _batch(row), _numbered(entries)


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
