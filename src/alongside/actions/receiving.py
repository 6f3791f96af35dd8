"""Receive every source, ingest what arrived, or replay everything ever received."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.actions.stores import Receipt, Run
from alongside.agency import Agency
from alongside.sources import (
    KeptExtract,
    ReceivedTable,
    TableCounts,
    ingest_source,
    receive,
    unread_files,
)

if TYPE_CHECKING:
    import duckdb

Progress = Callable[[str, float], None]
Name = tuple[str, str, str]  # source, table, file name


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """What one look at all sources brought."""

    at: datetime
    tables: Mapping[str, list[ReceivedTable]]  # by source
    receipts: list[Receipt] = field(default_factory=list)
    touched: list[Receipt] = field(default_factory=list)
    gone: list[Name] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.receipts or self.gone)


def extracts_store(agency: Agency) -> Path:
    """Where kept extracts lie."""
    return agency.data / "extracts"


def mapping_hash(agency: Agency) -> str:
    """Changes when any source's mapping does: what was received must then be read anew."""
    digest = hashlib.sha256()
    for name, source in sorted(agency.sources.items()):
        digest.update(f"{name}:{source.model_dump_json()}\n".encode())
    digest.update(agency.file.time_zone.encode())
    return digest.hexdigest()


def arrivals(
    agency: Agency, receipts: Iterable[Receipt], *, extracts: Path, received_at: datetime
) -> Arrivals:
    """Look at every source and keep what changed; nothing is interpreted yet."""
    store = extracts_store(agency)
    valid = [one for one in receipts if one.replaced_at is None]
    tables = {
        name: receive(
            name,
            source,
            extracts_root=extracts,
            store=store,
            index={(one.table, one.name): _kept(one, store) for one in valid if one.source == name},
            environ=os.environ,
        )
        for name, source in agency.sources.items()
    }
    listed = [(name, table) for name, received in tables.items() for table in received]
    return Arrivals(
        at=received_at,
        tables=tables,
        receipts=[_receipt(n, t, kept, received_at) for n, t in listed for kept in t.arrived],
        touched=[_receipt(n, t, kept, received_at) for n, t in listed for kept in t.touched],
        gone=[(n, t.table, file) for n, t in listed for file in t.gone],
        unread=unread_files(agency, extracts_root=extracts),
    )


def ingest_all(
    con: duckdb.DuckDBPyConnection,
    agency: Agency,
    came: Arrivals,
    *,
    confirm_shrink: frozenset[str],
    progress: Progress,
) -> list[Run]:
    """Ingest what arrived, source by source; return what each table gave."""
    runs = []
    for name, received in came.tables.items():
        kept = {table.table: table.to_ingest for table in received if table.to_ingest}
        counts = ingest_source(
            con,
            agency,
            name,
            kept,
            received_at=came.at,
            confirm_shrink=confirm_shrink,
            progress=progress,
        )
        runs += [_run(one) for one in counts]
    return runs


def replay(
    con: duckdb.DuckDBPyConnection,
    agency: Agency,
    receipts: list[Receipt],
    *,
    progress: Progress,
) -> None:
    """Ingest everything ever received, in the order of receipt, as it was received then."""
    moments = {one.received_at for one in receipts}
    moments |= {one.replaced_at for one in receipts if one.replaced_at is not None}
    for number, moment in enumerate(sorted(moments)):
        progress("Reading kept extracts again", number / len(moments))
        for name in agency.sources:
            of_source = [one for one in receipts if one.source == name]
            kept = _as_received(agency, name, of_source, moment)
            ingest_source(
                con, agency, name, kept, received_at=moment, confirm_shrink=frozenset({name})
            )


def _as_received(
    agency: Agency, name: str, receipts: list[Receipt], moment: datetime
) -> dict[str, list[KeptExtract]]:
    """What :attr:`ReceivedTable.to_ingest` was at that moment."""
    store = extracts_store(agency)
    kept: dict[str, list[KeptExtract]] = {}
    for table_name, table in agency.sources[name].tables.items():
        of_table = [one for one in receipts if one.table == table_name]
        arrived = [one for one in of_table if one.received_at == moment]
        went = any(one.replaced_at == moment for one in of_table)
        if table.mode == "snapshot" and (arrived or went):
            arrived = [one for one in of_table if _is_valid(one, moment)]
        kept[table_name] = [_kept(one, store) for one in sorted(arrived, key=lambda r: r.name)]
    return kept


def _is_valid(receipt: Receipt, moment: datetime) -> bool:
    return receipt.received_at <= moment and (
        receipt.replaced_at is None or moment < receipt.replaced_at
    )


def _kept(receipt: Receipt, store: Path) -> KeptExtract:
    return KeptExtract(
        name=receipt.name,
        sha256=receipt.sha256,
        size=receipt.size,
        modified_ns=receipt.modified_ns,
        kept_as=receipt.kept_as,
        path=store / receipt.kept_as,
    )


def _receipt(source: str, table: ReceivedTable, kept: KeptExtract, at: datetime) -> Receipt:
    return Receipt(
        source=source,
        table=table.table,
        name=kept.name,
        sha256=kept.sha256,
        kept_as=kept.kept_as,
        size=kept.size,
        modified_ns=kept.modified_ns,
        received_at=at,
    )


def _run(counts: TableCounts) -> Run:
    found = [word for word in (counts.encoding, counts.delimiter) if word]
    return Run(
        source=counts.source,
        table=counts.table,
        read=counts.read,
        accepted=counts.accepted,
        changed=counts.changed,
        rejected=counts.rejected,
        left_out=counts.left_out,
        faults=counts.faults,
        note=", ".join("tab" if word == "\t" else word for word in found),
    )
