"""Guarded clustering: strongest pair first, and no chain of weak friends makes one person.

Two groups of more than two records become one only if at least a fifth of all pairs across them
are likely. People's words come first: records said to be one person start together, and groups
that hold two records said to be two people never meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

SHARE_ACROSS = 0.2
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Who belongs together, which likely pairs were kept apart, and what people contradict."""

    groups: list[list[str]]
    kept_apart: list[Pair] = field(default_factory=list)
    contradictions: list[Pair] = field(default_factory=list)


class _Forest:
    """Disjoint groups with their members, the pairs seen across them, and who must not meet."""

    def __init__(self, records: Sequence[str], cannot: Iterable[Pair]) -> None:
        self.parent = {record: record for record in records}
        self.members: dict[str, list[str]] = {}
        self.enemies: dict[str, set[str]] = defaultdict(set)
        self.keep_apart(cannot)

    def keep_apart(self, pairs: Iterable[Pair]) -> None:
        """Let these never meet; those that are together already, and the unknown, stay as is."""
        for left, right in pairs:
            known = left in self.parent and right in self.parent
            if known and self.root(left) != self.root(right):
                self.enemies[left].add(right)
                self.enemies[right].add(left)

    def root(self, record: str) -> str:
        parent = self.parent
        while parent[record] != record:
            parent[record] = parent[parent[record]]
            record = parent[record]
        return record

    def group(self, root: str) -> list[str]:
        return self.members.get(root) or [root]

    def hostile(self, left: str, right: str) -> bool:
        """Whether a record of one group was said not to be a record of the other."""
        if not self.enemies:
            return False
        small, large = sorted((left, right), key=lambda root: len(self.group(root)))
        return any(
            self.root(enemy) == large
            for record in self.group(small)
            for enemy in self.enemies.get(record, ())
        )

    def unite(self, left: str, right: str) -> str:
        """Join two groups under the smaller name, so that order does not matter."""
        root, other = min(left, right), max(left, right)
        self.members[root] = [*self.group(root), *self.group(other)]
        self.members.pop(other, None)
        self.parent[other] = root
        return root


def cluster(
    records: Sequence[str],
    links: Sequence[tuple[str, str, float]],
    *,
    threshold: float,
    must: Iterable[Pair] = (),
    cannot: Iterable[Pair] = (),
    doubted: Iterable[Pair] = (),
) -> Clusters:
    """Group records.

    Parameters
    ----------
    links : sequence of (left, right, probability)
        Scored pairs with ``left < right``; those below ``threshold`` are passed over.
    must, cannot : iterables of pairs
        What people said. A pair that both name, or that a chain of ``must`` crosses, is returned
        in ``contradictions`` and not carried out.
    doubted : iterable of pairs
        What the machine itself takes for two people; it gives way to whatever ``must`` brings
        together, also by a chain.
    """
    must = list(must)
    pairs = [*((left, right) for left, right, _ in links), *must]
    tied = {record for pair in pairs for record in pair}  # whoever is not stays alone
    forest = _Forest(sorted(tied.intersection(records)), cannot)
    contradictions = _carry_out(forest, must)
    forest.keep_apart(doubted)
    likely = [link for link in links if link[2] >= threshold]
    likely.sort(key=lambda link: (-link[2], link[0], link[1]))
    kept_apart = _join(forest, likely)
    groups: dict[str, list[str]] = defaultdict(list)
    for record in sorted(records):
        groups[forest.root(record) if record in forest.parent else record].append(record)
    apart = [pair for pair in kept_apart if forest.root(pair[0]) != forest.root(pair[1])]
    return Clusters(groups=list(groups.values()), kept_apart=apart, contradictions=contradictions)


def _carry_out(forest: _Forest, must: Iterable[Pair]) -> list[Pair]:
    contradictions = []
    for left, right in sorted(must):
        if left not in forest.parent or right not in forest.parent:
            continue
        a, b = forest.root(left), forest.root(right)
        if a == b:
            continue
        if forest.hostile(a, b):
            contradictions.append((left, right))
        else:
            forest.unite(a, b)
    return contradictions


def _join(forest: _Forest, likely: Sequence[tuple[str, str, float]]) -> list[Pair]:
    """Join strongest first; a pair whose groups are too loosely tied waits for more pairs.

    ``across`` counts the likely pairs between two groups that are still apart. Every likely pair
    is counted before any join, and counts are added up when groups join.
    """
    across: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for left, right, _ in likely:
        a, b = forest.root(left), forest.root(right)
        if a != b:
            across[a][b] += 1
            across[b][a] += 1
    refused = []
    for left, right, _ in likely:
        a, b = forest.root(left), forest.root(right)
        if a == b:
            continue
        if forest.hostile(a, b) or not _tied(forest, a, b, across[a][b]):
            refused.append((left, right))
            continue
        _add_up(across, forest.unite(a, b), max(a, b))
    return refused


def _tied(forest: _Forest, a: str, b: str, pairs: int) -> bool:
    sizes = len(forest.group(a)), len(forest.group(b))
    if min(sizes) <= 2:
        return True
    return pairs >= SHARE_ACROSS * sizes[0] * sizes[1]


def _add_up(across: dict[str, dict[str, int]], root: str, gone: str) -> None:
    across[root].pop(gone, None)
    for other, count in across.pop(gone, {}).items():
        if other == root:
            continue
        across[root][other] += count
        across[other][root] += count
        across[other].pop(gone, None)
