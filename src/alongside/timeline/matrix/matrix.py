"""The matrix: one row for each person at each as-of date, with its features and its label."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

AUDIT = "audit_"
TAKEN = frozenset(  # columns that no feature may be called like
    {"row", "person", "unit", "as_of_on", "label", "known_events", "missing_sources"}
)
_ABOUT = b"alongside"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixAbout:
    """Where a matrix comes from, and what was left out of it."""

    model: str
    model_sha256: str  # of the model file's bytes
    generation: str
    data_until_on: str  # the last local day that the data cover, ISO
    left_out: dict[str, int] = field(default_factory=dict)  # why = rows
    notes: list[str] = field(default_factory=list)  # what a reader of the card should know
    kinds: dict[str, list[str]] = field(default_factory=dict)  # kind = purposes it allows
    exposed: int = 0  # rows whose decision was taken after advice was seen
    identified: bool = False  # False: `person` is a pseudonym


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Matrix:
    """Rows in order of ``as_of_on``, then ``row``.

    ``table`` holds ``row`` (int64), ``person`` (string), ``unit`` (int64: persons and households
    that stay on one side of a split share it), ``as_of_on`` (date32), ``label`` (int8, null where
    there is none yet), ``known_events`` (int64), ``missing_sources`` (string, names with commas
    between), a double for each of ``features`` (null: nothing to say), and a string
    ``audit_<name>`` for each of ``audits``, which only audits read.
    """

    table: pa.Table
    features: tuple[str, ...]
    audits: tuple[str, ...]
    about: MatrixAbout


def write_matrix(matrix: Matrix, path: Path) -> None:
    """Write one Parquet file; features, audits and ``about`` travel in its metadata."""
    import pyarrow.parquet as pq

    said = {
        "features": matrix.features,
        "audits": matrix.audits,
        "about": asdict(matrix.about),
    }
    kept = {**(matrix.table.schema.metadata or {}), _ABOUT: json.dumps(said).encode()}
    pq.write_table(matrix.table.replace_schema_metadata(kept), path)


def read_matrix(path: Path) -> Matrix:
    """Read what :func:`write_matrix` wrote."""
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    said = json.loads(table.schema.metadata[_ABOUT])
    return Matrix(
        table=table,
        features=tuple(said["features"]),
        audits=tuple(said["audits"]),
        about=MatrixAbout(**said["about"]),
    )
