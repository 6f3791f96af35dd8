"""From a model file and a generation to a matrix."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from alongside.agency.model_file import ModelFile
from alongside.timeline.matrix.allowed import stage_advised
from alongside.timeline.matrix.beside import (
    audit_sql,
    drop_other_ages,
    stage_births,
    stage_known,
)
from alongside.timeline.matrix.cohort import stage_rows
from alongside.timeline.matrix.days import from_number
from alongside.timeline.matrix.engines import ENGINES, Engine
from alongside.timeline.matrix.features import compile_features
from alongside.timeline.matrix.label import data_until_day, stage_labels
from alongside.timeline.matrix.matrix import AUDIT, Matrix, MatrixAbout
from alongside.timeline.matrix.reach import stage_reach
from alongside.timeline.matrix.scopes import stage_others, stage_own
from alongside.timeline.matrix.staged import TABLES, stage_tables
from alongside.timeline.matrix.units import stage_units
from alongside.warehouse.asking import number

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

PSEUDONYM_BYTES = 16
Progress = Callable[[str, float], None]

_BESIDE = """
    SELECT r.row::BIGINT AS row, r.person_id::VARCHAR AS person, u.unit, r.as_of_on, l.label,
           coalesce(k.known_events, 0)::BIGINT AS known_events,
           coalesce(m.missing_sources, '') AS missing_sources{columns}
    FROM mx_row r JOIN mx_unit u USING (row) JOIN mx_label l USING (row)
    LEFT JOIN mx_known k USING (row) LEFT JOIN mx_missing m USING (row){joins}
    ORDER BY r.row"""


def build_matrix(
    con: duckdb.DuckDBPyConnection,
    model: ModelFile,
    *,
    name: str,
    model_sha256: str,
    generation: str,
    zone: ZoneInfo,
    threshold: float,
    secret: bytes | None,
    engine: Engine | str = "duckdb",
    hidden: Collection[UUID] = (),
    progress: Progress = lambda stage, share: None,
) -> Matrix:
    """Build the rows of a model's cohort with label, features and audited groups.

    Parameters
    ----------
    con : DuckDB connection
        On a generation, which is only read; temporary tables ``mx_*`` are left behind.
    threshold : float
        From which probability a link holds, as in ``agency.toml``.
    secret : bytes or None
        Key of the pseudonyms (BLAKE2b of the person's id); ``None``: the ids themselves.
    engine : Engine or str
        Where the features are computed, by name (a key of ``ENGINES``) or as an object.
    hidden : collection of UUID
        People whom a worker sealed; those whom a source sealed are never in.
    progress : callable
        Told what is being done and how far it is, 0 to 1.
    """
    progress("Finding decision points", 0.0)
    stage_advised(con)
    stage_rows(con, model, zone=zone, hidden=hidden)
    until_day = data_until_day(con, zone)
    left_out = stage_labels(con, model, zone=zone, until_day=until_day)
    progress("Following links and events as of each date", 0.2)
    left_out |= stage_features(con, model, zone=zone, threshold=threshold)
    notes = stage_units(con)
    progress("Adding up features", 0.6)
    runs = ENGINES[engine]() if isinstance(engine, str) else engine
    computed = runs.answer(con, compile_features(model), tables=TABLES)
    about = MatrixAbout(
        model=name,
        model_sha256=model_sha256,
        generation=generation,
        data_until_on=from_number(until_day).isoformat(),
        left_out=left_out,
        notes=notes,
        kinds=_kinds(con, model),
        exposed=_exposed(con),
        identified=secret is None,
    )
    return _whole(model, about, _together(_beside(con, model, secret), computed))


def _whole(model: ModelFile, about: MatrixAbout, table: pa.Table) -> Matrix:
    features = tuple(one.name for one in model.feature)
    audits = (*model.audit.traits, *model.audit.records)
    return Matrix(table=table, features=features, audits=audits, about=about)


def stage_features(
    con: duckdb.DuckDBPyConnection, model: ModelFile, *, zone: ZoneInfo, threshold: float
) -> dict[str, int]:
    """Write all that the features need for the rows of ``mx_row``; say which rows were left out."""
    stage_reach(con, threshold=threshold)
    stage_own(con)
    stage_births(con, model)
    left_out = drop_other_ages(con, model.cohort)
    stage_others(con, {one.of for one in model.feature})
    stage_tables(con, model, zone=zone)
    stage_known(con, model)
    return left_out


def _beside(con: duckdb.DuckDBPyConnection, model: ModelFile, secret: bytes | None) -> pa.Table:
    columns, joins = [], []
    for name in (*model.audit.traits, *model.audit.records):
        value = audit_sql(name, is_trait=name in model.audit.traits)
        joins.append(f" LEFT JOIN ({value}) {AUDIT}{name} ON {AUDIT}{name}.row = r.row")
        columns.append(f", {AUDIT}{name}.value::VARCHAR AS {AUDIT}{name}")
    query = _BESIDE.format(columns="".join(columns), joins="".join(joins))
    table = con.sql(query).to_arrow_table()
    return table if secret is None else _pseudonymous(table, secret)


def _pseudonymous(table: pa.Table, secret: bytes) -> pa.Table:
    import pyarrow as pa

    ids = table["person"].to_pylist()
    named = {one: pseudonym(one, secret) for one in set(ids)}
    column = pa.array([named[one] for one in ids], pa.string())
    return table.set_column(table.schema.get_field_index("person"), "person", column)


def pseudonym(person_id: str, secret: bytes) -> str:
    """A name that is the same for the same person and key, and cannot be turned back without it."""
    key = hashlib.blake2b(secret).digest()  # keys of any length
    return hashlib.blake2b(person_id.encode(), key=key, digest_size=PSEUDONYM_BYTES).hexdigest()


def _together(beside: pa.Table, computed: pa.Table) -> pa.Table:
    """Both in order of ``row``, side by side; the audited groups stand last."""
    import pyarrow as pa

    features = computed.sort_by("row").drop_columns(["row"])
    for column in features.column_names:
        at = features.schema.get_field_index(column)
        features = features.set_column(at, column, features[column].cast(pa.float64()))
    names = [one for one in beside.column_names if not one.startswith(AUDIT)]
    audits = [one for one in beside.column_names if one.startswith(AUDIT)]
    columns = {one: beside[one] for one in names}
    columns |= {one: features[one] for one in features.column_names}
    columns |= {one: beside[one] for one in audits}
    return pa.table(columns)


def _kinds(con: duckdb.DuckDBPyConnection, model: ModelFile) -> dict[str, list[str]]:
    """Each kind that a feature reads and the purposes that all of its events allow."""
    rows = con.execute(
        "SELECT DISTINCT kind, purposes FROM event WHERE kind IN (SELECT unnest(?::VARCHAR[]))",
        [sorted(model.kinds_read())],
    ).fetchall()
    allowed: dict[str, list[set[str]]] = {kind: [] for kind in sorted(model.kinds_read())}
    for kind, purposes in rows:
        allowed[kind].append(set(purposes or ()))
    return {kind: sorted(set.intersection(*sets)) if sets else [] for kind, sets in allowed.items()}


def _exposed(con: duckdb.DuckDBPyConnection) -> int:
    return number(
        con,
        "SELECT count(*) FROM mx_row WHERE source || ':' || source_key IN "
        "(SELECT point FROM mx_advised)",
    )
