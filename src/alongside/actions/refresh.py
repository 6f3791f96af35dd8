"""Refresh: read what is new, join it, and publish a new generation, or change nothing.

The order matters. Extracts are copied first, the generation is built beside the current one, made
durable, and only then does one operational transaction name it current together with everything
the ledger learnt. A refresh that is killed at any point leaves the state from before; what it left
on the disk is swept away by the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from alongside.actions.joining import Joined, join_records
from alongside.actions.outbox import write_outbox
from alongside.actions.receiving import (
    Arrivals,
    arrivals,
    ingest_all,
    mapping_hash,
    replay,
)
from alongside.actions.said import said_until, write_said
from alongside.actions.stores import Current, Publication, RefreshStore, Run
from alongside.agency import Agency
from alongside.core import AlongsideError
from alongside.timeline import SearchName, build_timeline, changed_names, published_names
from alongside.warehouse import (
    SCHEMA_VERSION,
    Generation,
    discard_old,
    make_durable,
    new_generation,
    open_building,
    open_reading,
)
from alongside.warehouse.asking import first_row

if TYPE_CHECKING:
    import duckdb

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshReport:
    """What a refresh did: runs by table, and how many people, records and questions there are."""

    changed: bool
    generation: str | None
    runs: list[Run] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)  # files that no table reads

    def as_json(self) -> dict[str, Any]:
        """Stable keys: changed, generation, runs, counts, unread."""
        return asdict(self)


def refresh(
    agency: Agency,
    store: RefreshStore,
    *,
    now: Callable[[], datetime],
    extracts: Path | None = None,
    confirm_shrink: frozenset[str] = frozenset(),
    progress: Progress = lambda stage, share: None,
) -> RefreshReport:
    """Bring the joined records up to date.

    Parameters
    ----------
    now : callable
        The aware time; called once for what is received and once for the publication.
    extracts : Path, optional
        Where the sources' files lie; ``extracts`` in the agency folder when not given.
    confirm_shrink : frozenset of str
        Sources that may shrink this time.

    Raises
    ------
    AlongsideError
        ``AL-C010`` while another refresh runs; the errors of the sources room; nothing changed.
    """
    work = _Work(agency, store, now, confirm_shrink, progress)
    with store.lease("refresh"):
        current = _usable(store.current(), mapping_hash(agency))
        progress("Looking for new extracts", 0.0)
        root = extracts or agency.folder / "extracts"
        came = arrivals(agency, store.receipts(), extracts=root, received_at=now())
        if current is not None and not came and not _people_changed(store, current):
            store.touch(came.touched, looked_at=came.at)
            return RefreshReport(changed=False, generation=str(current.id), unread=came.unread)
        return _build_and_publish(work, current, came)


@dataclass(frozen=True, slots=True)
class _Work:
    """What every step of one refresh needs."""

    agency: Agency
    store: RefreshStore
    now: Callable[[], datetime]
    confirm_shrink: frozenset[str]
    progress: Progress


def _usable(current: Current | None, mapping: str) -> Current | None:
    """The current generation, unless it is gone, damaged, or was read by another mapping."""
    if current is None or not current.path.exists():
        return None
    try:
        with open_reading(current.path) as con:
            meta = dict(con.execute("SELECT key, value FROM meta").fetchall())
    except AlongsideError:
        return None
    fits = meta.get("schema_version") == str(SCHEMA_VERSION) and meta.get("mapping") == mapping
    return current if fits else None


def _people_changed(store: RefreshStore, current: Current) -> bool:
    with open_reading(current.path) as con:
        row = first_row(con, "SELECT value FROM meta WHERE key = 'outbox_until'")
        said = said_until(con)
    read_until = int(row[0]) if row else 0
    return (
        store.last_outbox_id() > read_until
        or store.last_said_id() > said
        or store.identity_changed_since(current.published_at)
    )


def _build_and_publish(work: _Work, current: Current | None, came: Arrivals) -> RefreshReport:
    folder = work.agency.data / "warehouse"
    discard_old(folder, keep=_kept(folder, work.agency) if current else set())
    building = new_generation(folder, after=current.path if current else None)
    con = open_building(building)
    try:
        runs = _read(con, work, current, came)
        said = write_said(con, work.store.said_people())
        publication = _join(con, work, building, current, came, runs, said=said)
    finally:
        con.close()
    work.progress("Publishing", 0.0)
    make_durable(building)
    work.store.publish(publication)
    discard_old(folder, keep=_kept(folder, work.agency))
    return RefreshReport(
        changed=True,
        generation=building.id,
        runs=runs,
        counts=publication.counts,
        unread=came.unread,
    )


def _read(
    con: duckdb.DuckDBPyConnection, work: _Work, current: Current | None, came: Arrivals
) -> list[Run]:
    """Bring everything received into the generation, and what workers did since."""
    agency, store = work.agency, work.store
    if current is None:
        replay(con, agency, store.receipts(), progress=work.progress)
    runs = ingest_all(con, agency, came, confirm_shrink=work.confirm_shrink, progress=work.progress)
    outbox_until = write_outbox(con, store.outbox())
    con.execute(
        "INSERT OR REPLACE INTO meta VALUES ('outbox_until', ?), ('mapping', ?)",
        [str(outbox_until), mapping_hash(agency)],
    )
    return runs


def _join(
    con: duckdb.DuckDBPyConnection,
    work: _Work,
    building: Generation,
    current: Current | None,
    came: Arrivals,
    runs: list[Run],
    *,
    said: bool,
) -> Publication:
    """Join records to people, sort the timelines, and gather what is to be published."""
    at = work.now()
    joined = join_records(
        con,
        work.agency,
        work.store,
        anew=current is None,
        records_changed=current is None or said or any(run.changed for run in runs),
        at=at,
        progress=work.progress,
    )
    work.progress("Sorting timelines", 0.0)
    build_timeline(con)
    publication = _publication(con, building, current, came, runs, joined, at)
    con.execute("CHECKPOINT")
    return publication


def _publication(
    con: duckdb.DuckDBPyConnection,
    building: Generation,
    current: Current | None,
    came: Arrivals,
    runs: list[Run],
    joined: Joined,
    at: datetime,
) -> Publication:
    names_went: list[SearchName] = []
    if current is None:
        names_came = published_names(con)
    else:
        con.execute(f"ATTACH '{current.path}' AS before (READ_ONLY)")
        names_came, names_went = changed_names(con, "before")
        con.execute("DETACH before")
    return Publication(
        generation_id=UUID(building.id),
        at=at,
        receipts=came.receipts,
        touched=came.touched,
        gone=came.gone,
        received_at=came.at,
        runs=runs,
        identity=joined.identity,
        questions=joined.questions,
        names_came=names_came,
        names_went=names_went,
        names_anew=current is None,
        model=joined.model,
        model_hash=joined.model_hash,
        counts=_counts(con),
    )


def _counts(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    row = first_row(
        con,
        """SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM membership),
                  (SELECT count(*) FROM timeline WHERE known_until IS NULL),
                  (SELECT count(DISTINCT household_id) FROM household)""",
    )
    assert row is not None  # noqa: S101 - an aggregate always gives one row
    return dict(zip(("people", "records", "events", "households"), row, strict=True))


def _kept(folder: Path, agency: Agency) -> set[str]:
    """The newest generations that the agency keeps; their names sort by time."""
    finished = sorted(path.stem for path in folder.glob("*.duckdb") if "." not in path.stem)
    return set(finished[-agency.file.storage.keep_generations :])
