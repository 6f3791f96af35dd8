"""Counts behind an evaluation: four columns for each true person, sums of which make shares.

A tally is an array of shape (people, 4) with the columns ``RIGHT`` and ``CLAIMED`` (their sums give
precision) and ``FOUND`` and ``WANTED`` (recall). What lies between two people is shared equally, so
that whole people can be drawn in a bootstrap. Linear in the records: no pair is formed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]
    Numbers = NDArray[np.float64]

RIGHT, CLAIMED, FOUND, WANTED = range(4)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """*True person by cluster*: the cells that hold records, and the cell of each record."""

    who: Codes
    cluster: Codes
    at: Codes
    people: int

    def counts(self, records: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Sum something over records: by cell, and for each cell over its person and cluster."""
        cell = _sums(self.at, records, len(self.who))
        person = _sums(self.who, cell, self.people)[self.who]
        cluster = _sums(self.cluster, cell, int(self.cluster.max()) + 1)[self.cluster]
        return cell, person, cluster

    def by_person(self, cell: Numbers) -> Numbers:
        """Sum the cells of each person."""
        return _sums(self.who, cell, self.people)

    def each(self) -> Numbers:
        """One for each record."""
        import numpy as np

        return np.ones(len(self.at))


def count_cells(truth: Sequence[Hashable], clusters: Sequence[Hashable]) -> Cells:
    """Count records by true person and cluster; both sequences in the order of the records."""
    import numpy as np

    who, cluster = _codes(truth), _codes(clusters)
    width = int(cluster.max()) + 1
    key, at = np.unique(who * width + cluster, return_inverse=True)
    return Cells(who=key // width, cluster=key % width, at=at, people=int(who.max()) + 1)


def pair_tally(cells: Cells) -> Numbers:
    """Pairs of records: joined rightly, joined, joined rightly, of one human being."""
    return _pairs(cells, cells.each())


def group_tally(cells: Cells, marked: NDArray[np.bool_]) -> Numbers:
    """The same of pairs with at least one marked record."""
    return _pairs(cells, cells.each()) - _pairs(cells, (~marked).astype(float))


def _pairs(cells: Cells, records: Numbers) -> Numbers:
    cell, person, cluster = cells.counts(records)
    joined = cells.by_person(_within(cell))
    claimed = joined + cells.by_person(cell * (cluster - cell) / 2)
    # a person's own pairs, from their cells: those inside and half of those across
    wanted = joined + cells.by_person(cell * (person - cell) / 2)
    return _columns(joined, claimed, joined, wanted)


def person_tally(cells: Cells) -> Numbers:
    """People joined exactly: all of their records and nobody else's."""
    cell, person, cluster = cells.counts(cells.each())
    exact = cells.by_person(((cell == person) & (cell == cluster)).astype(float))
    people = cells.by_person(cell / person)
    return _columns(exact, cells.by_person(cell / cluster), exact, people)


def record_tally(cells: Cells) -> Numbers:
    """B-cubed: for each record the share of its cluster, and of its person, that is with it."""
    cell, person, cluster = cells.counts(cells.each())
    records = cells.by_person(cell)
    right, found = cells.by_person(cell**2 / cluster), cells.by_person(cell**2 / person)
    return _columns(right, records, found, records)


def _sums(index: Codes, values: Numbers, length: int) -> Numbers:
    import numpy as np

    return np.bincount(index, weights=values, minlength=length).astype(np.float64)


def _within(count: Numbers) -> Numbers:
    return count * (count - 1) / 2


def _columns(*columns: Numbers) -> Numbers:
    import numpy as np

    return np.column_stack(columns)


def _codes(values: Iterable[Hashable]) -> Codes:
    import numpy as np

    seen: dict[Hashable, int] = {}
    return np.fromiter((seen.setdefault(one, len(seen)) for one in values), dtype=np.int64)
