"""Hash-linked batches of ledger entries, so that a changed, removed or moved line shows.

Each batch hashes its entries in order together with the hash of the batch before. The newest hash
(the head) is copied outside the database: without it a cut-off end could not be told from a
quiet week.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alongside.governance.ledger import Entry

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Entries ``first..last`` (numbers, both included) and the hashes that seal them."""

    number: int
    first: int
    last: int
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that does not fit, by entry or batch number."""

    kind: str  # changed, missing, unsealed gap, cut off, head differs
    batch: int
    entry: int | None = None


def seal_batch(entries: Sequence[tuple[int, Entry]], previous: Batch | None) -> Batch:
    """Seal numbered entries after ``previous``.

    Raises
    ------
    ValueError
        When there is nothing to seal.
    """
    if not entries:
        raise ValueError("nothing to seal")
    before = previous.hash if previous else GENESIS
    return Batch(
        number=previous.number + 1 if previous else 1,
        first=entries[0][0],
        last=entries[-1][0],
        previous_hash=before,
        hash=_digest(before, entries),
    )


def verify_chain(
    batches: Iterable[tuple[Batch, Sequence[tuple[int, Entry]]]], *, head: str | None = None
) -> list[Finding]:
    """Compare every batch with its entries; ``head`` is the hash that was kept outside."""
    findings: list[Finding] = []
    previous: Batch | None = None
    for batch, entries in batches:
        findings += _check_batch(batch, entries, previous)
        previous = batch
    if head is not None and head != (previous.hash if previous else GENESIS):
        findings.append(Finding(kind="head differs", batch=previous.number if previous else 0))
    return findings


def _check_batch(
    batch: Batch, entries: Sequence[tuple[int, Entry]], previous: Batch | None
) -> list[Finding]:
    found: list[Finding] = []
    before = previous.hash if previous else GENESIS
    if batch.previous_hash != before or batch.number != (previous.number + 1 if previous else 1):
        found.append(Finding(kind="batch missing before", batch=batch.number))
    present = {number for number, _ in entries}
    for number in range(batch.first, batch.last + 1):
        if number not in present:
            found.append(Finding(kind="missing", batch=batch.number, entry=number))
    if not found and _digest(batch.previous_hash, entries) != batch.hash:
        found.append(Finding(kind="changed", batch=batch.number))
    return found


def _digest(before: str, entries: Sequence[tuple[int, Entry]]) -> str:
    digest = hashlib.sha256(before.encode())
    for number, entry in entries:
        digest.update(hashlib.sha256(entry.canonical(number)).digest())
    return digest.hexdigest()
