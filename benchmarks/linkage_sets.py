"""Data whose truth is known, as records of a generation. Third-party data are never part of it.

Each set is mapped once, by what its columns are; no set has a setting of its own. Truth is read
only after everything is joined.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import duckdb

from alongside.warehouse import Generation, new_generation, open_building

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
COLUMNS = (
    "given_name", "family_name", "birth_on", "sex", "address", "postcode", "place", "phone",
    "email", "id_number",
)  # fmt: skip
_FEBRL = {
    "id": "trim(rec_id)",
    "truth": "regexp_extract(rec_id, 'rec-([0-9]+)', 1)",
    "given_name": "trim(given_name)",
    "family_name": "trim(surname)",
    "birth_on": "try_strptime(trim(date_of_birth), '%Y%m%d')::DATE",
    "address": "trim(street_number) || ' ' || trim(address_1)",
    "postcode": "trim(postcode)",
    "place": "trim(suburb)",
    "id_number": "trim(soc_sec_id)",
}
_CSV = "read_csv('{}', all_varchar = true)"
_PADDED_CSV = "read_csv('{}', all_varchar = true, normalize_names = true)"


@dataclass(frozen=True, slots=True)
class DataSet:
    """A file, how DuckDB reads it, and which of its columns is what."""

    name: str
    reads: str  # with {} for the file
    file: str
    columns: dict[str, str]

    def query(self) -> str:
        """Its rows with the columns of ``record``, ``id`` and ``truth``."""
        file = Path(os.environ.get("ALONGSIDE_SHARED_DATA", SHARED)) / "linkage" / self.file
        columns = ", ".join(f"{column} AS {name}" for name, column in self.columns.items())
        return f"SELECT {columns} FROM {self.reads.format(file)}"


SETS = (
    DataSet(
        "fake_1000",
        _CSV,
        "fake_1000.csv",
        {
            "id": "unique_id",
            "truth": "cluster::VARCHAR",
            "given_name": "first_name",
            "family_name": "surname",
            "birth_on": "try_cast(dob AS DATE)",
            "place": "city",
            "email": "email",
        },
    ),
    DataSet(
        "historical_50k",
        "'{}'",
        "historical_figures_with_errors_50k.parquet",
        {
            "id": "unique_id",
            "truth": "cluster::VARCHAR",
            "given_name": "first_name",
            "family_name": "surname",
            "birth_on": "try_cast(dob AS DATE)",
            "sex": "gender",
            "postcode": "postcode_fake",
            "place": "birth_place",
        },
    ),
    DataSet("febrl3", _PADDED_CSV, "febrl/dataset3.csv", _FEBRL),
    DataSet("febrl4", _PADDED_CSV, "febrl/dataset4*.csv", _FEBRL),
)
BY_NAME = {one.name: one for one in SETS}


def load(folder: Path, query: str) -> tuple[duckdb.DuckDBPyConnection, Generation]:
    """A generation under construction whose ``record`` table holds the rows of ``query``.

    A temporary table ``truth(record_id, person)`` stands beside it.
    """
    generation = new_generation(folder)
    con = open_building(generation)
    con.execute(f"CREATE TEMP TABLE given AS {query}")
    there = {row[0] for row in con.execute("DESCRIBE given").fetchall()}
    filled = [f"nullif({name}::VARCHAR, '') AS {name}" for name in COLUMNS if name in there]
    con.execute(
        f"""INSERT INTO record BY NAME
            SELECT 'x:' || id AS record_id, 'x' AS source, id AS source_key, 'x' AS block,
                   1 AS version, TIMESTAMP '2020-01-01' AS known_from, TRUE AS known_is_receipt,
                   'day' AS birth_precision, FALSE AS sealed, FALSE AS address_protected,
                   hash(given) AS row_hash, {", ".join(filled)} FROM given"""
    )
    con.execute("CREATE TEMP TABLE truth AS SELECT 'x:' || id AS record_id, truth FROM given")
    con.execute("DROP TABLE given")
    return con, generation
