"""Hash-linked batches of ledger entries, so that a changed, removed or moved line shows.

Each batch hashes its entries in order together with the hash of the batch before. Every new hash
(the head) is copied outside the database: without it a cut-off end could not be told from a
quiet week, nor a ledger that was written and sealed anew from the true one.
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
class Head:
    """A seal's hash as it was copied outside, and the number of the last entry it seals."""

    last: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that does not fit, by entry or batch number."""

    kind: str  # changed or added, removed, batch missing before, seal changed, cut off, sealed anew
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
    batches: Iterable[tuple[Batch, Sequence[tuple[int, Entry]]]], *, heads: Iterable[Head] = ()
) -> list[Finding]:
    """Compare every batch with its entries, and every head that was kept outside with the chain.

    An old copy of the heads is as good as a new one for all that it covers.
    """
    findings: list[Finding] = []
    previous: Batch | None = None
    sealed: dict[int, str] = {}
    for batch, entries in batches:
        findings += _check_batch(batch, entries, previous)
        previous = batch
        sealed[batch.last] = batch.hash
    return findings + _check_heads(heads, sealed, previous)


def _check_heads(
    heads: Iterable[Head], sealed: dict[int, str], newest: Batch | None
) -> list[Finding]:
    """Name, by its last entry, each kept seal that the chain no longer holds."""
    number, last = (newest.number, newest.last) if newest else (0, 0)
    return [
        Finding(
            kind="cut off" if head.last > last else "sealed anew", batch=number, entry=head.last
        )
        for head in heads
        if sealed.get(head.last) != head.hash
    ]


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
    """Name what was changed, added, moved or removed."""
    sealed = Counter(batch.digests[at : at + SIZE] for at in range(0, len(batch.digests), SIZE))
    strange: list[int] = []
    for number, entry in entries:
        digest = _digest(number, entry)
        if sealed[digest]:
            sealed[digest] -= 1
        else:
            strange.append(number)
    found: list[tuple[str, int | None]] = [("changed or added", number) for number in strange]
    found += [("removed", number) for number in _removed(batch, entries, strange, sealed)]
    return [Finding(kind=kind, batch=batch.number, entry=number) for kind, number in found]


def _removed(
    batch: Batch,
    entries: Sequence[tuple[int, Entry]],
    strange: Sequence[int],
    unmatched: Counter[bytes],
) -> list[int | None]:
    """The numbers that are gone; where the sealed numbers had gaps, only how many are."""
    if len(batch.digests) == SIZE * (batch.last - batch.first + 1):
        here = {number for number, _ in entries}
        return [number for number in range(batch.first, batch.last + 1) if number not in here]
    return [None] * max(0, unmatched.total() - len(strange))


def _seal(before: str, digests: bytes) -> str:
    return hashlib.sha256(before.encode() + digests).hexdigest()


def _digest(number: int, entry: Entry) -> bytes:
    return hashlib.sha256(entry.canonical(number)).digest()
