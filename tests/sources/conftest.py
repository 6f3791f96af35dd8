"""A small agency whose one source a test writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from alongside.agency import Agency, read_agency, write_agency
from alongside.sources import KeptExtract, TableCounts, ingest_source, receive
from alongside.warehouse import content_hashes, new_generation, open_building

CLIENTS = """
title = "Client register"
lane = "Agency"
[tables.clients]
format = "csv"
path = "clients*.csv"
date_order = "dmy"
[[record]]
name = "client"
key = ["id"]
given_name = "given"
family_name = "family"
birth_on = "born"
purposes = ["casework"]
"""


@dataclass
class Desk:
    """An agency folder with one source ``s``, its store, and a generation that is being built."""

    folder: Path
    agency: Agency
    con: duckdb.DuckDBPyConnection
    index: dict[tuple[str, str], KeptExtract] = field(default_factory=dict)
    environ: dict[str, str] = field(default_factory=dict)

    def write(self, name: str, content: str | bytes) -> Path:
        """Put a file into the folder of extracts."""
        path = self.folder / "extracts" / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def take(self, day: int = 1, *, confirm: bool = False) -> list[TableCounts]:
        """Receive and ingest as a refresh on that day of January 2024 would."""
        received = receive(
            "s",
            self.agency.sources["s"],
            extracts_root=self.folder / "extracts",
            store=self.folder / "data" / "extracts",
            index=self.index,
            environ=self.environ,
        )
        counts = ingest_source(
            self.con,
            self.agency,
            "s",
            {table.table: table.to_ingest for table in received},
            received_at=datetime(2024, 1, day, 12, tzinfo=UTC),
            confirm_shrink={"s"} if confirm else (),
        )
        for table in received:
            self.index |= {(table.table, kept.name): kept for kept in table.current}
            for name in table.gone:
                del self.index[table.table, name]
        return counts

    def rows(self, sql: str) -> list[Any]:
        """Ask the generation; one column comes as a flat list."""
        found = self.con.execute(sql).fetchall()
        return [row[0] if len(row) == 1 else row for row in found]

    def hashes(self) -> dict[str, str]:
        """The content hashes of the generation."""
        return content_hashes(self.con)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Make a desk from the text of its source file."""
    made: list[Desk] = []

    def make(mapping: str = CLIENTS) -> Desk:
        folder = tmp_path / f"agency{len(made)}"
        write_agency(folder)
        (folder / "extracts").mkdir()
        (folder / "sources" / "s.toml").write_text(mapping)
        generation = new_generation(folder / "data" / "warehouse")
        made.append(Desk(folder=folder, agency=read_agency(folder), con=open_building(generation)))
        return made[-1]

    yield make
    for one in made:
        one.con.close()
