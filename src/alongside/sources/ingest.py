"""Ingest: kept extracts become versions in a generation, and every row is accounted for.

Only kept extracts and the time of receipt go in, so the same extracts in the same order give the
same tables, whenever and wherever they are replayed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from alongside.agency import Agency, SourceFile
from alongside.sources.errors import shrunk
from alongside.sources.keeping import KeptExtract
from alongside.sources.mapping import Place, Setting
from alongside.sources.receipts import number_extracts, write_extracts
from alongside.sources.repeats import drop_repeats, find_repeats
from alongside.sources.staging import Progress, Stage, clear, stage
from alongside.sources.targets import TARGETS
from alongside.sources.versions import Merge, count_open, merge_versions
from alongside.warehouse.asking import number

if TYPE_CHECKING:
    import duckdb

SHRINK_TO = 0.5  # fewer accepted rows than this share of what is held: stop and ask
SMALL_TABLE = 20  # below this only an empty extract is worth a question


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCounts:
    """What one ingest of one table did; ``read`` is always the sum of the next three.

    Attributes
    ----------
    accepted : int
        Rows that fed at least one thing.
    rejected : int
        Rows that fed nothing because of a fault.
    left_out : int
        Rows that no block applies to: filtered, empty, or another resource type.
    faults : int
        Lines in the rejects table; an accepted row may have one for another of its blocks.
    changed : int
        Versions opened, and versions closed because they went.
    """

    source: str
    table: str
    read: int = 0
    accepted: int = 0
    rejected: int = 0
    left_out: int = 0
    faults: int = 0
    changed: int = 0
    encoding: str | None = None
    delimiter: str | None = None


def ingest_source(
    con: duckdb.DuckDBPyConnection,
    agency: Agency,
    name: str,
    kept: Mapping[str, Sequence[KeptExtract]],
    *,
    received_at: datetime,
    confirm_shrink: Collection[str] = (),
    progress: Progress = lambda stage, share: None,
) -> list[TableCounts]:
    """Ingest what was received of one source, all of it or nothing.

    Parameters
    ----------
    kept : mapping
        Table name to kept extracts: ``ReceivedTable.to_ingest``. A snapshot needs all its files.
    received_at : datetime
        Aware. The only clock that ingest knows.
    confirm_shrink : collection of str
        Sources whose extracts may shrink this time.

    Raises
    ------
    AlongsideError
        ``AL-S001``, ``AL-S002``, ``AL-S003``, ``AL-S006`` or ``AL-S007``; the generation is then
        as it was.
    """
    source = agency.sources[name]
    counts = []
    con.execute("BEGIN")
    try:
        for table in source.tables:
            if kept.get(table):
                counts.append(
                    ingest_table(
                        con,
                        name,
                        source,
                        table,
                        kept[table],
                        received_at=received_at,
                        zone=agency.file.time_zone,
                        may_shrink=name in confirm_shrink,
                        progress=progress,
                    )
                )
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")
    return counts


def ingest_table(
    con: duckdb.DuckDBPyConnection,
    source_name: str,
    source: SourceFile,
    table_name: str,
    kept: Sequence[KeptExtract],
    *,
    received_at: datetime,
    zone: str,
    may_shrink: bool = False,
    progress: Progress = lambda stage, share: None,
) -> TableCounts:
    """Ingest one table; see :func:`ingest_source`. Each file of an appended table stands alone."""
    table = source.tables[table_name]
    received = received_at.astimezone(UTC).replace(tzinfo=None)
    place = Place(
        source_name=source_name,
        source=source,
        table_name=table_name,
        setting=Setting(table=table, zone=zone, received_year=received.year),
    )
    snapshot = table.mode == "snapshot"
    total = TableCounts(source=source_name, table=table_name)
    for group in [list(kept)] if snapshot else [[extract] for extract in kept]:
        numbered = number_extracts(con, source_name, table_name, group)
        staged = stage(con, place, numbered, progress=progress)
        progress(f"Comparing {source_name}.{table_name}", 0.5)
        merges = _merges(staged, received, closes_missing=snapshot)
        total = _sum(
            total, _settle(staged, merges, received, may_shrink=may_shrink or not snapshot)
        )
        clear(staged)
    return total


def _merges(staged: Stage, received: datetime, *, closes_missing: bool) -> list[Merge]:
    return [
        Merge(
            target=TARGETS[name],
            source=staged.place.source_name,
            table=staged.place.table_name,
            closes_missing=closes_missing,
            received_at=received,
        )
        for name in staged.targets
    ]


def _settle(
    staged: Stage, merges: list[Merge], received: datetime, *, may_shrink: bool
) -> TableCounts:
    """From staged rows to versions: repeats, counts, the question, the merge, the accounts."""
    find_repeats(staged)
    accepted = _accepted(staged)
    drop_repeats(staged)
    if not may_shrink:
        _ask_when_shrunk(staged, merges)
    changed = 0
    for merge in merges:
        changed += merge_versions(staged.con, _prepared(staged, merge))
        if merge.target.name == "record":
            changed += _merge_traits(staged, merge)
    write_extracts(staged, accepted, received)
    return _counts(staged, accepted, changed)


def _accepted(staged: Stage) -> dict[int, int]:
    """Rows that fed at least one thing, by extract."""
    rows = " UNION ALL ".join(
        f"SELECT extract_id, line FROM {TARGETS[name].staged}" for name in staged.targets
    )
    if not rows:
        return {}
    count = "count(*)" if len(staged.blocks) == 1 else "count(DISTINCT line)"
    found = staged.con.execute(f"SELECT extract_id, {count} FROM ({rows}) GROUP BY extract_id")
    return dict(found.fetchall())


def _ask_when_shrunk(staged: Stage, merges: list[Merge]) -> None:
    before = sum(count_open(staged.con, merge) for merge in merges)
    now = sum(_size(staged.con, merge.target.staged) for merge in merges)
    few = before >= SMALL_TABLE and now < before * SHRINK_TO
    if few or (before > 0 and now == 0):
        place = staged.place
        raise shrunk(place.source_name, place.table_name, before, now)


def _prepared(staged: Stage, merge: Merge) -> Merge:
    """Leave only the columns that the target has."""
    extra = ["_bad", "_seen", "_block"]
    for column in extra:
        staged.con.execute(f"ALTER TABLE {merge.target.staged} DROP COLUMN {column}")
    if merge.target.name == "record":
        staged.con.execute(
            """CREATE OR REPLACE TEMP TABLE staged_trait AS
               SELECT record_id, extract_id, _known, pair.trait AS trait, pair.value AS value
               FROM (SELECT *, unnest(_traits) AS pair FROM staged_record)
               WHERE pair.value IS NOT NULL"""
        )
        staged.con.execute("ALTER TABLE staged_record DROP COLUMN _traits")
    return merge


def _merge_traits(staged: Stage, merge: Merge) -> int:
    return merge_versions(
        staged.con,
        Merge(
            target=TARGETS["trait"],
            source=merge.source,
            table=merge.table,
            closes_missing=merge.closes_missing,
            received_at=merge.received_at,
        ),
    )


def _counts(staged: Stage, accepted: dict[int, int], changed: int) -> TableCounts:
    read = sum(file.read for file in staged.files)
    taken = sum(accepted.values())
    left_out = sum(file.left_out + file.reading.left_out for file in staged.files)
    last = staged.files[-1].reading
    return TableCounts(
        source=staged.place.source_name,
        table=staged.place.table_name,
        read=read,
        accepted=taken,
        rejected=read - taken - left_out,
        left_out=left_out,
        faults=_size(staged.con, "_reject"),
        changed=changed,
        encoding=last.encoding,
        delimiter=last.delimiter,
    )


def _sum(left: TableCounts, right: TableCounts) -> TableCounts:
    return TableCounts(
        source=right.source,
        table=right.table,
        read=left.read + right.read,
        accepted=left.accepted + right.accepted,
        rejected=left.rejected + right.rejected,
        left_out=left.left_out + right.left_out,
        faults=left.faults + right.faults,
        changed=left.changed + right.changed,
        encoding=right.encoding,
        delimiter=right.delimiter,
    )


def _size(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return number(con, f"SELECT count(*) FROM {table}")
