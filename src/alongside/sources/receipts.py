"""The generation's own list of extracts, and the rows of each that were put aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.sources.keeping import KeptExtract
from alongside.sources.staging import Stage, StagedFile
from alongside.warehouse.asking import first_row, number

if TYPE_CHECKING:
    import duckdb


def number_extracts(
    con: duckdb.DuckDBPyConnection, source: str, table: str, kept: Sequence[KeptExtract]
) -> list[tuple[int, KeptExtract]]:
    """Give each extract its number: the one it has when it is unchanged, else the next."""
    following = number(con, "SELECT max(extract_id) FROM extract") + 1
    numbered = []
    for extract in sorted(kept, key=lambda one: one.name):
        mine = _unchanged(con, source, table, extract)
        if mine is None:
            mine, following = following, following + 1
        numbered.append((mine, extract))
    return numbered


def write_extracts(staged: Stage, accepted: dict[int, int], received: datetime) -> None:
    """Write what was received and what was put aside; an extract that was there stays as it was."""
    place = staged.place
    for file in staged.files:
        staged.con.execute("DELETE FROM reject WHERE extract_id = ?", [file.extract_id])
        _write_rejects(staged, file)
        if _is_listed(staged.con, file.extract_id):
            continue
        staged.con.execute(
            """INSERT INTO extract BY NAME SELECT $id AS extract_id, $source AS source,
               $table AS table_name, $name AS name, $sha256 AS sha256, $at AS received_at,
               $read AS rows_read, $accepted AS accepted, $rejected AS rejected,
               $opened AS changed, $encoding AS encoding, $delimiter AS delimiter""",
            {
                "id": file.extract_id,
                "source": place.source_name,
                "table": place.table_name,
                "name": file.kept.name,
                "sha256": file.kept.sha256,
                "at": received,
                "read": file.read,
                "accepted": accepted.get(file.extract_id, 0),
                "rejected": _rejected(file, accepted),
                "opened": _opened(staged, file.extract_id),
                "encoding": file.reading.encoding,
                "delimiter": file.reading.delimiter,
            },
        )


def _unchanged(
    con: duckdb.DuckDBPyConnection, source: str, table: str, extract: KeptExtract
) -> int | None:
    row = first_row(
        con,
        """SELECT extract_id, sha256 FROM extract
           WHERE source = ? AND table_name = ? AND name = ? ORDER BY extract_id DESC LIMIT 1""",
        [source, table, extract.name],
    )
    return int(row[0]) if row and row[1] == extract.sha256 else None


def _is_listed(con: duckdb.DuckDBPyConnection, extract_id: int) -> bool:
    return number(con, "SELECT count(*) FROM extract WHERE extract_id = ?", [extract_id]) > 0


def _write_rejects(staged: Stage, file: StagedFile) -> None:
    staged.con.execute(
        """INSERT INTO reject BY NAME
           SELECT *, $source AS source, $table AS table_name, $name AS name
           FROM _reject WHERE extract_id = $id ORDER BY line, block""",
        {
            "source": staged.place.source_name,
            "table": staged.place.table_name,
            "name": file.kept.name,
            "id": file.extract_id,
        },
    )


def _rejected(file: StagedFile, accepted: dict[int, int]) -> int:
    left_out = file.left_out + file.reading.left_out
    return file.read - left_out - accepted.get(file.extract_id, 0)


def _opened(staged: Stage, extract_id: int) -> int:
    """How many versions this extract opened."""
    return sum(
        number(staged.con, f"SELECT count(*) FROM {target} WHERE extract_id = ?", [extract_id])
        for target in staged.targets
    )
