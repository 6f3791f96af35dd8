"""Workers' words about pairs of records: what follows from them, and what contradicts them.

*The same* carries over (a with b, b with c, so a with c); *two people* does not. A partition of
records into people keeps the words when no *same* crosses it and no *two people* lies inside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.core import AlongsideError, ExitCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One judgement that stands: who said what about which two records, and when."""

    left: str
    right: str
    same: bool
    by: str  # the worker's name
    at: datetime
    decision: UUID | None = None  # the answer that it belongs to


class Contradiction(AlongsideError):
    """Somebody said otherwise; ``word`` is what she said."""

    def __init__(self, word: Word, *, do: str) -> None:
        self.word = word
        says = "the same person" if word.same else "two people"
        day = f"{word.at.day} {word.at:%b %Y}"
        super().__init__(
            "AL-C051" if word.same else "AL-C050",
            seen=f"{word.by} said on {day} that two of these records are {says}",
            wanted="answers that fit together",
            do=do,
            exit_code=ExitCode.REFUSED,
        )


def same_group(record: str, words: Iterable[Word]) -> frozenset[str]:
    """Every record that workers' *same* reaches from this one, itself included."""
    ties: dict[str, set[str]] = {}
    for word in words:
        if word.same:
            ties.setdefault(word.left, set()).add(word.right)
            ties.setdefault(word.right, set()).add(word.left)
    reached, ahead = {record}, [record]
    while ahead:
        fresh = ties.get(ahead.pop(), set()) - reached
        reached |= fresh
        ahead += fresh
    return frozenset(reached)


def check_may_meet(left: Set[str], right: Set[str], words: Iterable[Word]) -> None:
    """Raise :class:`Contradiction` when a *two people* lies between the two sets."""
    word = _between(left, right, (word for word in words if not word.same))
    if word is not None:
        raise Contradiction(word, do="Talk to each other; take that answer back first")


def check_may_part(left: Set[str], right: Set[str], words: Iterable[Word]) -> None:
    """Raise :class:`Contradiction` when a *same* ties the two sets, directly or by others."""
    words = list(words)
    for record in sorted(left):
        if same_group(record, words) & right:
            word = _between(left, right, words) or _newest_same(record, words)
            raise Contradiction(word, do="Talk to each other; take that answer back first")


def _between(left: Set[str], right: Set[str], words: Iterable[Word]) -> Word | None:
    crossing = (
        word
        for word in words
        if (word.left in left and word.right in right)
        or (word.left in right and word.right in left)
    )
    return max(crossing, key=lambda word: word.at, default=None)


def _newest_same(record: str, words: Iterable[Word]) -> Word:
    group = same_group(record, words := list(words))
    return max((w for w in words if w.same and w.left in group), key=lambda word: word.at)
