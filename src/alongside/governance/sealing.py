"""Hash-linked batches of ledger entries, so that a changed, removed or moved line shows.

Each batch hashes its entries in order together with the hash of the batch before. The newest hash
(the head) is copied outside the database: without it a cut-off end could not be told from a
quiet week.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alongside.governance.ledger import Entry

GENESIS = "0" * 64
SIZE = 32  # bytes of a SHA-256


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Entries from number ``first`` to ``last`` and the hashes that seal them.

    ``digests`` holds the SHA-256 of each entry in order, 32 bytes each, so that a changed entry
    can be named; ``hash`` seals them together with the hash of the batch before. Numbers may have
    gaps: a database gives none back after a failed write.
    """

    number: int
    first: int
    last: int
    previous_hash: str
    hash: str
    digests: bytes


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
    digests = b"".join(_digest(number, entry) for number, entry in entries)
    return Batch(
        number=previous.number + 1 if previous else 1,
        first=entries[0][0],
        last=entries[-1][0],
        previous_hash=before,
        hash=_seal(before, digests),
        digests=digests,
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
    if _seal(batch.previous_hash, batch.digests) != batch.hash:
        found.append(Finding(kind="seal changed", batch=batch.number))
    return found + _check_entries(batch, entries)


def _check_entries(batch: Batch, entries: Sequence[tuple[int, Entry]]) -> list[Finding]:
    """Name what was changed, added or moved; what is gone can only be counted."""
    sealed = Counter(batch.digests[at : at + SIZE] for at in range(0, len(batch.digests), SIZE))
    found = []
    for number, entry in entries:
        digest = _digest(number, entry)
        if sealed[digest]:
            sealed[digest] -= 1
        else:
            found.append(Finding(kind="changed or added", batch=batch.number, entry=number))
    missing = sum(sealed.values()) - len(found)
    found += [Finding(kind="removed", batch=batch.number)] * max(0, missing)
    return found


def _seal(before: str, digests: bytes) -> str:
    return hashlib.sha256(before.encode() + digests).hexdigest()


def _digest(number: int, entry: Entry) -> bytes:
    return hashlib.sha256(entry.canonical(number)).digest()
