"""What stands before a reconciliation: who holds what, what may not move, what workers said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """The ledger as it stands, with the seals and the words *two people*.

    Attributes
    ----------
    memberships : mapping of str to UUID
        The living person of every record that has one, closed records too.
    facts : collection of UUID
        People who carry what a worker wrote: the machine neither merges nor splits them.
    sealed_people : collection of UUID
        People who hold a sealed record: the machine leaves them wholly alone.
    apart : mapping of str to set of str
        Records that a worker said to be somebody else's.
    """

    memberships: Mapping[str, UUID]
    facts: Collection[UUID]
    sealed_records: Collection[str]
    sealed_people: Collection[UUID]
    apart: Mapping[str, set[str]]

    def is_kept_out(self, record: str) -> bool:
        """Whether the record, or the person who holds it, is sealed."""
        return record in self.sealed_records or self.memberships.get(record) in self.sealed_people


def standing(
    memberships: Mapping[str, UUID],
    *,
    facts: Collection[UUID],
    sealed_records: Collection[str],
    cannot: Iterable[Pair],
) -> Standing:
    """Gather what a reconciliation has to respect."""
    apart: dict[str, set[str]] = {}
    for left, right in cannot:
        apart.setdefault(left, set()).add(right)
        apart.setdefault(right, set()).add(left)
    sealed_people = {memberships[one] for one in sealed_records if one in memberships}
    return Standing(memberships, facts, sealed_records, sealed_people, apart)


def unsettled(
    clusters: Sequence[Sequence[str]], memberships: Mapping[str, UUID], must: Iterable[Pair]
) -> list[list[str]]:
    """Clusters that do not simply repeat one person, those tied by *the same* put together.

    A cluster is settled when all its records are one person's and no other cluster holds any
    record of that person. One pass over the records; in a quiet night nothing is left.
    """
    open_clusters = _not_one_person(clusters, memberships)
    groups = _components(must)
    at = _places(clusters, groups)
    together = _tied(at, groups)
    open_clusters.update(*together)
    tied = {index for group in together for index in group}
    joined = [*together, *([index] for index in open_clusters - tied)]
    found = [[record for index in group for record in clusters[index]] for group in joined]
    _bring_closed(found, [one for one in memberships.keys() & groups if one not in at], groups)
    return sorted(sorted(records) for records in found)


def _bring_closed(found: list[list[str]], closed: Iterable[str], groups: Mapping[str, str]) -> None:
    """Let closed records follow those that a worker said to be the same."""
    of_group: dict[str, list[str]] = {}
    for record in closed:
        of_group.setdefault(groups[record], []).append(record)
    if of_group:
        for records in found:
            for group in {groups[record] for record in records if record in groups}:
                records += of_group.get(group, ())


def _not_one_person(clusters: Sequence[Sequence[str]], memberships: Mapping[str, UUID]) -> set[int]:
    found: set[int] = set()
    cluster_of: dict[UUID, int] = {}
    get = memberships.get
    for index, records in enumerate(clusters):
        if not records:
            continue
        held = [get(record) for record in records]
        # counting compares by identity first, hashing an id runs Python code: this is the hot loop
        owners = held[:1] if held.count(held[0]) == len(held) else list(set(held))
        if len(owners) > 1 or None in owners:
            found.add(index)
        for one in owners:
            if one is not None and (first := cluster_of.setdefault(one, index)) != index:
                found.update((first, index))
    return found


def _places(clusters: Sequence[Sequence[str]], wanted: Collection[str]) -> dict[str, int]:
    """In which cluster each wanted record lies, if in any."""
    if not wanted:
        return {}
    return {
        record: index
        for index, records in enumerate(clusters)
        for record in records
        if record in wanted
    }


def _tied(at: Mapping[str, int], groups: Mapping[str, str]) -> list[list[int]]:
    """Groups of two or more clusters that workers' *the same* ties, over closed records too."""
    root = _components((f"cluster {index}", f"group {groups[one]}") for one, index in at.items())
    found: dict[str, set[int]] = {}
    for index in at.values():
        found.setdefault(root[f"cluster {index}"], set()).add(index)
    return [sorted(group) for group in found.values() if len(group) > 1]


def _components(pairs: Iterable[Pair]) -> dict[str, str]:
    """Each name with the name that stands for everything it is tied to."""
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for left, right in pairs:
        low, high = sorted((find(left), find(right)))
        parent[high] = low
    return {name: find(name) for name in list(parent)}
