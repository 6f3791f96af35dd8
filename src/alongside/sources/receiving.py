"""Receive a source: look, keep what changed, ask the databases; nothing is interpreted yet."""

from __future__ import annotations

import dataclasses
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alongside.agency import SourceFile, Table
from alongside.core import new_person_id
from alongside.sources.keeping import KeptExtract, keep, room_in
from alongside.sources.looking import FoundFile, Index, State, look
from alongside.sources.query import database_url, run_query


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedTable:
    """What one table has now.

    Attributes
    ----------
    current : tuple of KeptExtract
        Every file that the table is made of, in the order of names: a snapshot's truth.
    arrived : tuple of KeptExtract
        Those whose content is new; they are to be written to the index.
    touched : tuple of KeptExtract
        Same content under a new time: only the index needs to know.
    gone : tuple of str
        Names that were received once and are no more.
    """

    table: str
    mode: str
    current: tuple[KeptExtract, ...]
    arrived: tuple[KeptExtract, ...] = ()
    touched: tuple[KeptExtract, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def to_ingest(self) -> tuple[KeptExtract, ...]:
        """What :func:`ingest_source` must be given; empty when the table costs nothing.

        A snapshot of several files is ingested whole when one of them changed or went. When no
        file is left the source is missing, not empty: what was known stays.
        """
        if self.mode == "append":
            return self.arrived
        return self.current if self.arrived or self.gone else ()


def receive(
    source_name: str,
    source: SourceFile,
    *,
    extracts_root: Path,
    store: Path,
    index: Index,
    environ: Mapping[str, str],
) -> list[ReceivedTable]:
    """Look at a source and keep what changed, table by table.

    ``index`` is what was received last under ``(table, file name)``. The caller writes
    ``arrived``, ``touched`` and ``gone`` to it when the generation is published, not before: a
    run that is killed half-way is then as if it had not been.

    Raises
    ------
    AlongsideError
        ``AL-S004``, ``AL-S005``, ``AL-S008`` or ``AL-S010``.
    """
    seen = look(source, extracts_root=extracts_root, index=index)
    received = []
    for name, table in source.tables.items():
        if table.format == "sql":
            url = database_url(table, name, extracts=extracts_root, environ=environ)
            kept = _ask(source_name, name, table, url, store)
            received.append(_sorted(name, table, [kept], index, gone=()))
        else:
            files = [file for file in seen.files if file.table == name]
            kept_files = [_keep(source_name, file, store, index) for file in files]
            gone = tuple(file for of, file in seen.gone if of == name)
            received.append(_sorted(name, table, kept_files, index, gone=gone))
    return received


def _keep(source: str, file: FoundFile, store: Path, index: Index) -> KeptExtract:
    if file.state is State.UNCHANGED:
        return index[file.table, file.name]
    return keep(file.path, store=store, source=source, name=file.name)


def _ask(source: str, name: str, table: Table, url: str, store: Path) -> KeptExtract:
    folder = store / source
    folder.mkdir(parents=True, exist_ok=True)
    scratch_folder = tempfile.TemporaryDirectory(dir=folder, prefix=f"{new_person_id()}.")
    with room_in(store), scratch_folder as scratch:
        answer = Path(scratch) / f"{name}.parquet"
        run_query(url, table.query or "", into=answer, source=source, table=name)
        kept = keep(answer, store=store, source=source)
    return dataclasses.replace(kept, modified_ns=0)  # the answer has no time of its own


def _sorted(
    name: str, table: Table, current: list[KeptExtract], index: Index, *, gone: tuple[str, ...]
) -> ReceivedTable:
    arrived, touched = [], []
    for kept in current:
        known = index.get((name, kept.name))
        if known is None or known.sha256 != kept.sha256:
            arrived.append(kept)
        elif known != kept:
            touched.append(kept)
    return ReceivedTable(
        table=name,
        mode=table.mode,
        current=tuple(current),
        arrived=tuple(arrived),
        touched=tuple(touched),
        gone=gone,
    )
