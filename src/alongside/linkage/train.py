"""Train the linkage without labels: Splink learns how often one person's records agree.

Source of the method: I. P. Fellegi and A. B. Sunter, *A theory for record linkage*, 1969; Splink 5
estimates u from random pairs and m by expectation maximisation.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from alongside.linkage.comparisons import COMPARISONS, Comparison
from alongside.linkage.model import LinkageModel
from alongside.linkage.rules import PAIRS_A_RECORD, PAIRS_A_RECORD_IN_ALL, RULES, Rule

if TYPE_CHECKING:
    import duckdb

FEWEST = 300  # records; below, the built-in weights serve
FILLED = 0.02  # a field that fewer records fill is left out
SMALL = 200_000  # up to here every record takes part in training
SESSIONS = (("given", "family"), ("dob",), ("email",), ("id_number",))
LEAST = 1e-6
U_PAIRS = 5e5
SESSION_PAIRS = 3e5  # enough for shares of a thousandth, and quick


def train(con: duckdb.DuckDBPyConnection, *, seed: int) -> LinkageModel:
    """Learn weights, shares and rules from ``link_input``; the same seed gives the same model."""
    records = _count(con, "SELECT count(*) FROM link_input")
    used = [one for one in COMPARISONS if _share_filled(con, one.column, records) >= FILLED]
    used = used or list(COMPARISONS[:3])
    learnt = _learn(con, used, records, seed) if records >= FEWEST else {}
    weights, rare = {}, {}
    for comparison in used:
        values = learnt.get(comparison.field, {})
        weights[comparison.field] = _weights(comparison, values)
        for number, level in enumerate(comparison.levels):
            if level.weighs_rarity:
                rare[comparison.field] = math.log2(values.get(number, (level.m, level.u))[0])
    return LinkageModel(
        prior=1 / max(records, 1000),
        weights=weights,
        rare=rare,
        shares={field: _shares(con, field, at_least=1 if learnt else FEWEST) for field in rare},
        rules=_rules(con, records),
        records=records if learnt else 0,
    )


def _weights(comparison: Comparison, learnt: dict[int, tuple[float, float]]) -> tuple[float, ...]:
    """log2(m / u) by level; a stronger agreement never weighs less than a weaker one.

    Levels that few pairs reach are learnt badly; they take at least what the next weaker one has.
    """
    bits: list[float] = []
    for number, level in reversed(list(enumerate(comparison.levels))):
        m, u = learnt.get(number, (level.m, level.u))
        weight = math.log2(max(m, LEAST) / max(u, LEAST))
        bits.append(round(max(weight, bits[-1]) if bits else weight, 6))
    return tuple(reversed(bits))


def _learn(
    con: duckdb.DuckDBPyConnection, used: Sequence[Comparison], records: int, seed: int
) -> dict[str, dict[int, tuple[float, float]]]:
    """Field to level to (m, u), as far as Splink could learn them."""
    from splink import DuckDBAPI, Linker, SettingsCreator

    logging.getLogger("splink").setLevel(logging.ERROR)
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record_id",
        comparisons=[_as_splink(one) for one in used],
        probability_two_random_records_match=1 / max(records, 1000),
        retain_matching_columns=False,
        max_iterations=20,
    )
    api = DuckDBAPI(con)
    linker = Linker(api.register("link_input"), settings, log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(
        max_pairs=U_PAIRS, seed=seed, min_count_per_level=None, num_chunks=1
    )
    fields = {one.field for one in used}
    for columns in SESSIONS:
        if fields.issuperset(columns):
            _session(linker, columns, records)
    return _read(linker.misc.save_model_to_json(), used)


def _session(linker: Any, columns: Sequence[str], records: int) -> None:
    from splink import block_on
    from splink.internals.exceptions import SplinkException

    # a session takes what it blocks on out of the linker's settings and only puts it back when it
    # ends well: without the copy, a session that fails would cost every field it left out
    before = linker._settings_obj.core_model_settings.copy()
    try:
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*columns),
            fix_probability_two_random_records_match=False,
            max_pairs=SESSION_PAIRS,
            record_sample_proportion=1.0 if records <= SMALL else 0.1,
        )
    except (SplinkException, ValueError):
        # no two records agree on these columns, or nothing sets them apart so that the estimate
        # runs away to zero: other sessions learn the rest
        linker._settings_obj.core_model_settings = before


def _as_splink(comparison: Comparison) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {
            "sql_condition": comparison.silent,
            "label_for_charts": "says nothing",
            "is_null_level": True,
        }
    ]
    for number, level in enumerate(comparison.levels):
        entry: dict[str, Any] = {"sql_condition": level.when, "label_for_charts": str(number)}
        if level.when == "TRUE":
            entry["sql_condition"] = "ELSE"
        if level.weighs_rarity:
            entry["tf_adjustment_column"] = comparison.column
        levels.append(entry)
    return {"output_column_name": comparison.field, "comparison_levels": levels}


def _read(
    saved: dict[str, Any], used: Sequence[Comparison]
) -> dict[str, dict[int, tuple[float, float]]]:
    learnt: dict[str, dict[int, tuple[float, float]]] = {}
    by_field = {one["output_column_name"]: one for one in saved["comparisons"]}
    for comparison in used:
        learnt[comparison.field] = {
            int(level["label_for_charts"]): (level["m_probability"], level["u_probability"])
            for level in by_field[comparison.field]["comparison_levels"]
            if level.get("m_probability") is not None and level.get("u_probability") is not None
        }
    return learnt


def _rules(con: duckdb.DuckDBPyConnection, records: int) -> tuple[str, ...]:
    """Rules whose pairs are few enough, cheapest first, until all of them give too many."""
    costs = sorted((_pairs(con, rule), number) for number, rule in enumerate(RULES))
    kept, total = set(), 0
    for pairs, number in costs:
        total += pairs
        if pairs <= PAIRS_A_RECORD * records and total <= PAIRS_A_RECORD_IN_ALL * records:
            kept.add(number)
    return tuple(rule.name for number, rule in enumerate(RULES) if number in kept)


def _pairs(con: duckdb.DuckDBPyConnection, rule: Rule) -> int:
    return _count(
        con,
        f"""SELECT coalesce(sum(n * (n - 1) // 2), 0)::BIGINT FROM
            (SELECT count(*) AS n FROM link_input WHERE ({rule.key}) IS NOT NULL
             GROUP BY {rule.key})""",
    )


def _shares(con: duckdb.DuckDBPyConnection, field: str, *, at_least: int) -> dict[str, float]:
    """Value to share of the records that fill the field, for values that occur more than once.

    A handful of records is taken for part of ``at_least``: in a town of two records a name that
    both bear is not one that everybody bears.
    """
    column = next(one.column for one in COMPARISONS if one.field == field)
    filled = max(at_least, _count(con, f"SELECT count({column}) FROM link_input"))
    rows = con.execute(
        f"""SELECT {column}, count(*) FROM link_input WHERE {column} IS NOT NULL
            GROUP BY {column} HAVING count(*) > 1 ORDER BY {column}"""
    ).fetchall()
    return {value: count / filled for value, count in rows}


def _share_filled(con: duckdb.DuckDBPyConnection, column: str, records: int) -> float:
    return _count(con, f"SELECT count({column}) FROM link_input") / max(records, 1)


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    # fetchall, because an unread end of a result blocks Splink on the same connection
    return int(con.execute(query).fetchall()[0][0])
