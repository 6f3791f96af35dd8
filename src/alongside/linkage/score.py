"""Score pairs: all of them once, later only what changed against everything else."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from alongside.linkage.model import LinkageModel
from alongside.linkage.scoring import (
    agreements_sql,
    key_sql,
    keyed_sql,
    rare_fields,
    sieve_columns_sql,
    sieve_sql,
    weights_sql,
)
from alongside.linkage.sketch import register_sketch
from alongside.warehouse.asking import first_row

if TYPE_CHECKING:
    import duckdb

FLOOR = 0.01  # pairs less likely than this are not kept
SLACK = 7.0  # bits below the floor that count while the prior is still a guess
Progress = Callable[[str, float], None]


def score_all(
    con: duckdb.DuckDBPyConnection, model: LinkageModel, *, settle_prior: bool, progress: Progress
) -> LinkageModel:
    """Fill ``link`` and ``link_key`` anew; return the model, with its prior settled if asked.

    The prior is settled without truth: the fixed point of *expected matches over all pairs*.
    """
    load_shares(con, model)
    register_sketch(con)
    bits = ", ".join(sieve_columns_sql(model))
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE _keyed AS
            SELECT row_number() OVER (ORDER BY record_id)::INTEGER AS n, *, {bits}
            FROM ({keyed_sql(model, "link_input")})"""
    )
    _write_keys(con, model, "_keyed", anew=True)
    least = _least_weight(model) - (SLACK if settle_prior else 0)
    _meet(con, model, progress)
    _weigh(con, model, "_keyed", on="n", where=f"WHERE {sieve_sql(model)} >= {least!r}")
    if settle_prior:
        model = replace(model, prior=_settled_prior(con, model, least))
    con.execute("DELETE FROM link")
    _keep(con, model, "_keyed", on="n")
    _drop(con, "_keyed", "_met", "_pair")
    return model


def score_changed(con: duckdb.DuckDBPyConnection, model: LinkageModel) -> None:
    """Score the records of ``link_changed`` against all; forget what they were scored before."""
    load_shares(con, model)
    con.execute(
        """DELETE FROM link WHERE left_record IN (SELECT record_id FROM link_changed)
           OR right_record IN (SELECT record_id FROM link_changed)"""
    )
    con.execute("DELETE FROM link_key WHERE record_id IN (SELECT record_id FROM link_changed)")
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE _new AS {keyed_sql(model, "link_input")}
            WHERE record_id IN (SELECT record_id FROM link_changed)"""
    )
    _write_keys(con, model, "_new", anew=False)
    con.execute(
        """CREATE OR REPLACE TEMP TABLE _met AS SELECT DISTINCT
               least(n.record_id, o.record_id) AS l, greatest(n.record_id, o.record_id) AS r
           FROM link_key n JOIN link_key o ON n.key = o.key AND n.record_id <> o.record_id
           WHERE n.record_id IN (SELECT record_id FROM _new)"""
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE _side AS {keyed_sql(model, "link_input")}
            WHERE record_id IN (SELECT l FROM _met UNION SELECT r FROM _met)"""
    )
    _weigh(con, model, "_side", on="record_id", where="")
    _keep(con, model, "_side", on="record_id")
    _drop(con, "_new", "_met", "_side", "_pair")


def load_shares(con: duckdb.DuckDBPyConnection, model: LinkageModel) -> None:
    """Make the temporary tables ``_share_<field>`` from the model."""
    import pyarrow as pa

    for field in rare_fields(model):
        shares = model.shares.get(field, {})
        con.register(
            "_shares",
            pa.table(
                {
                    "value": pa.array(list(shares), pa.string()),
                    "share": pa.array(list(shares.values()), pa.float64()),
                }
            ),
        )
        con.execute(f"CREATE OR REPLACE TEMP TABLE _share_{field} AS SELECT * FROM _shares")
        con.unregister("_shares")


def probability(weight: float, model: LinkageModel) -> float:
    """The probability of one person behind a pair of this weight."""
    bits = weight + model.prior_bits
    return 1 / (1 + 2**-bits) if bits > -1000 else 0.0


def _meet(con: duckdb.DuckDBPyConnection, model: LinkageModel, progress: Progress) -> None:
    """Pairs that share a key, as numbers in ``_met``; no pair comes twice.

    Only numbers, and all rules before any pair is looked at: names that many bear come in driblets,
    and an engine that works on columns is quick on full ones only.
    """
    keys = "".join(f", k{number}" for number in range(len(model.rules)))
    con.execute(f"CREATE OR REPLACE TEMP TABLE _keys AS SELECT n{keys} FROM _keyed")
    con.execute("CREATE OR REPLACE TEMP TABLE _met (l INTEGER, r INTEGER)")
    earlier = ""
    for number in range(len(model.rules)):
        progress("Finding pairs", number / len(model.rules))
        con.execute(
            f"""INSERT INTO _met SELECT l.n, r.n FROM _keys l JOIN _keys r
                ON l.k{number} = r.k{number} AND l.n < r.n{earlier}"""
        )
        earlier += f" AND (l.k{number} = r.k{number}) IS NOT TRUE"
    _drop(con, "_keys")


def _weigh(
    con: duckdb.DuckDBPyConnection, model: LinkageModel, side: str, *, on: str, where: str
) -> None:
    """The weights of the pairs of ``_met``, as ``_pair``."""
    pairs = f"_met m JOIN {side} l ON l.{on} = m.l JOIN {side} r ON r.{on} = m.r {where}"
    con.execute(f"CREATE OR REPLACE TEMP TABLE _pair AS {weights_sql(model, pairs)}")


def _keep(con: duckdb.DuckDBPyConnection, model: LinkageModel, side: str, *, on: str) -> None:
    """Write the pairs that are likely enough to ``link``, with what they rest on."""
    odds = f"pow(2, p.weight + {model.prior_bits!r})"
    con.execute(
        f"""INSERT INTO link SELECT l.record_id, r.record_id, p.weight, {odds} / (1 + {odds}),
                {agreements_sql(model)}
            FROM _pair p JOIN {side} l ON l.{on} = p.l JOIN {side} r ON r.{on} = p.r
            WHERE p.weight >= {_least_weight(model)!r}
            ORDER BY l.record_id, r.record_id"""
    )


def _least_weight(model: LinkageModel) -> float:
    return math.log2(FLOOR / (1 - FLOOR)) - model.prior_bits


def _settled_prior(con: duckdb.DuckDBPyConnection, model: LinkageModel, least: float) -> float:
    import numpy as np

    query = "SELECT weight FROM _pair WHERE weight >= ? ORDER BY weight"
    weights = con.execute(query, [least]).fetchnumpy()["weight"]
    row = first_row(con, "SELECT count(*) FROM _keyed")
    records = row[0] if row else 0
    pairs = max(1.0, records * (records - 1) / 2)
    prior = model.prior
    for _ in range(60):
        odds = np.exp2(np.minimum(np.asarray(weights) + np.log2(prior / (1 - prior)), 200.0))
        settled = float(np.sum(odds / (1 + odds))) / pairs
        settled = min(max(settled, 1 / (10 * pairs)), 0.5)
        if abs(settled - prior) <= 1e-6 * prior:
            break
        prior = settled
    return float(f"{prior:.6g}")


def _write_keys(
    con: duckdb.DuckDBPyConnection, model: LinkageModel, table: str, *, anew: bool
) -> None:
    if anew:
        con.execute("DELETE FROM link_key")
    if not model.rules:
        return  # everybody shares everything: no key tells anybody apart
    parts = " UNION ALL ".join(
        f"SELECT k{number} AS key, record_id FROM {table} WHERE k{number} IS NOT NULL"
        for number in range(len(model.rules))
    )
    con.execute(
        f"INSERT INTO link_key SELECT key, record_id FROM ({parts}) ORDER BY key, record_id"
    )


def _drop(con: duckdb.DuckDBPyConnection, *tables: str) -> None:
    for table in tables:
        con.execute(f"DROP TABLE {table}")


__all__ = ["FLOOR", "key_sql", "load_shares", "probability", "score_all", "score_changed"]
