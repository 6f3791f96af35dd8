"""Since when are two records known to be one person's: links as of a date.

Today's links say which records belong together. Of a link as such nothing is older or newer: it
could be known as soon as both of its records were. So two records were one person's since the
smallest instant by which a chain of links between them was known whole. A record that first came
later bridges nothing before it came.

Only pairs that are one person's today count. That a machine or a worker parted two records since,
or weighs a link otherwise now, is a correction of a mistake and no new knowledge; a worker's own
tie holds since she said it.

The record in which a decision point stands is known with the point itself: a call tells who the
child is before anybody answers.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.timeline.matrix.days import ALWAYS

if TYPE_CHECKING:
    import duckdb

MACHINE = "linkage"  # who linked, when no worker did
OUTBOX = "alongside"  # the record under which a person's own acts here are filed


@dataclass(frozen=True, slots=True)
class Held:
    """A record of a person: first known when, tied by whom since when, and whether still open.

    Instants are microseconds since 1970, in UTC.
    """

    record_id: str
    first_known: int
    linked_by: str
    tied_at: int
    is_open: bool


Edges = Mapping[str, Sequence[tuple[str, int]]]  # record = (record, since when the tie)


def edges_of(held: Sequence[Held], links: Iterable[tuple[str, str]]) -> Edges:
    """The ties between the records of one person, without the instants of the records.

    A worker's tie, and a record that its source has closed since (its links are kept no more),
    reach every record of the person.
    """
    by_id = {one.record_id: one for one in held}
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    pairs = {(left, right) for left, right in links if left in by_id and right in by_id}
    wide = [one for one in held if one.linked_by != OUTBOX and _reaches_all(one)]
    pairs |= {(one.record_id, other) for one in wide for other in by_id if other != one.record_id}
    for left, right in pairs:
        since = _tied_since(by_id[left], by_id[right])
        found[left].append((right, since))
        found[right].append((left, since))
    return found


def _reaches_all(one: Held) -> bool:
    return one.linked_by != MACHINE or not one.is_open


def _tied_since(left: Held, right: Held) -> int:
    said = {(one.linked_by, one.tied_at) for one in (left, right) if one.linked_by != MACHINE}
    both = left.linked_by != MACHINE and right.linked_by != MACHINE
    if both and len(said) == 1:  # moved together: they were one person's before
        return ALWAYS
    return max((at for _, at in said), default=ALWAYS)


def since_when(index: str, held: Sequence[Held], edges: Edges) -> dict[str, int]:
    """For each record of the person that can be reached from ``index``: since when.

    The smallest, over all chains, of the latest instant on the chain (a bottleneck path by Prim's
    rule). The instant of ``index`` itself does not count.
    """
    known = {one.record_id: one.first_known for one in held}
    known[index] = ALWAYS
    reached: dict[str, int] = {}
    waiting = [(ALWAYS, index)]
    while waiting:
        at, record = heapq.heappop(waiting)
        if record in reached:
            continue
        reached[record] = at
        for other, since in edges.get(record, ()):
            if other not in reached and other in known:
                heapq.heappush(waiting, (max(at, since, known[other]), other))
    for one in held:  # what workers did here is filed under the person and bridges nothing
        if one.linked_by == OUTBOX:
            reached.setdefault(one.record_id, one.first_known)
    return reached


_HELD = """
    CREATE OR REPLACE TEMP TABLE mx_held AS
    WITH held AS (
        SELECT person_id, record_id, known_at, linked_by FROM membership
        WHERE person_id IN (SELECT person_id FROM mx_row)
    ), known AS (
        SELECT record_id, min(known_from) AS first_known, bool_or(is_record) AS is_open FROM (
            SELECT record_id, known_from, known_until IS NULL AS is_record FROM record
            UNION ALL SELECT record_id, known_from, false FROM event)
        WHERE record_id IN (SELECT record_id FROM held) GROUP BY record_id
    )
    SELECT person_id::VARCHAR AS person, record_id, epoch_us(first_known) AS first_known,
           linked_by, epoch_us(known_at) AS tied_at, is_open,
           count(*) OVER (PARTITION BY person_id) AS records
    FROM held JOIN known USING (record_id)"""

_TIES = """
    SELECT l.person, l.record_id, r.record_id FROM link k
    JOIN mx_held l ON l.record_id = k.left_record
    JOIN mx_held r ON r.record_id = k.right_record AND r.person = l.person
    WHERE k.probability >= ?"""


def stage_reach(con: duckdb.DuckDBPyConnection, *, threshold: float) -> None:
    """Write ``mx_since`` (index_record, record_id, since_us) for the records of ``mx_row``."""
    import pyarrow as pa

    con.execute(_HELD)
    con.execute("CREATE OR REPLACE TEMP TABLE mx_since AS " + _ALONE)
    rows = [row for person in _people(con, threshold) for row in person]
    con.register(
        "mx_since_rows",
        pa.table(
            {
                "index_record": pa.array([row[0] for row in rows], pa.string()),
                "record_id": pa.array([row[1] for row in rows], pa.string()),
                "since_us": pa.array([row[2] for row in rows], pa.int64()),
            }
        ),
    )
    con.execute("INSERT INTO mx_since SELECT * FROM mx_since_rows")
    con.unregister("mx_since_rows")


_ALONE = f"""
    SELECT record_id AS index_record, record_id, ({ALWAYS})::BIGINT AS since_us
    FROM mx_held WHERE records = 1 AND record_id IN (SELECT record_id FROM mx_row)"""


def _people(
    con: duckdb.DuckDBPyConnection, threshold: float
) -> Iterable[list[tuple[str, str, int]]]:
    held: dict[str, list[Held]] = defaultdict(list)
    for person, *values in con.execute(
        """SELECT person, record_id, first_known, linked_by, tied_at, is_open
           FROM mx_held WHERE records > 1"""
    ).fetchall():
        held[person].append(Held(*values))
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for person, left, right in con.execute(_TIES, [threshold]).fetchall():
        links[person].append((left, right))
    starts: dict[str, list[str]] = defaultdict(list)
    for person, record in con.execute(
        "SELECT DISTINCT person_id::VARCHAR, record_id FROM mx_row"
    ).fetchall():
        starts[person].append(record)
    for person, records in held.items():
        edges = edges_of(records, links[person])
        yield [
            (index, record, since)
            for index in starts[person]
            for record, since in since_when(index, records, edges).items()
        ]
