"""Plain Splink: its own comparisons, blocking and clusters, as its documentation sets them up.

Everything is at the defaults of the library; the columns decide which comparisons and blocking
rules there are. No rule was dropped for a set.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import duckdb

PAIRS = 1e6
_BLOCKS = (
    ("given_name", "family_name"),
    ("birth_on",),
    ("email",),
    ("phone",),
    ("id_number",),
    ("given_name", "postcode"),
    ("family_name", "postcode"),
    ("given_name", "place"),
    ("family_name", "place"),
)
_SESSIONS = (("given_name", "family_name"), ("birth_on",))


def plain_splink(
    con: duckdb.DuckDBPyConnection, *, thresholds: Sequence[float], seed: int
) -> list[dict[str, Any]]:
    """Record to cluster for the records of a generation, once for each threshold."""
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    columns = _filled(con)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE plain AS SELECT record_id, {", ".join(columns)}
            FROM (SELECT * REPLACE (birth_on::VARCHAR AS birth_on, lower(given_name) AS given_name,
                                    lower(family_name) AS family_name)
                  FROM record WHERE known_until IS NULL)"""
    )
    blocks: list[Any] = [block_on(*one) for one in _BLOCKS if columns.issuperset(one)]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record_id",
        comparisons=_comparisons(columns),
        blocking_rules_to_generate_predictions=blocks,
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )
    api = DuckDBAPI(con)
    linker = Linker(api.register("plain"), settings, log_level=logging.ERROR)
    training = linker.training
    training.estimate_probability_two_random_records_match(blocks[:3], recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=PAIRS, seed=seed)
    for one in _SESSIONS:
        training.estimate_parameters_using_expectation_maximisation(
            block_on(*one), max_pairs=PAIRS, record_sample_proportion=1.0
        )
    pairs = linker.inference.predict(threshold_match_probability=min(thresholds))
    return [_grouped(con, linker, pairs, threshold) for threshold in thresholds]


def _grouped(
    con: duckdb.DuckDBPyConnection, linker: Any, pairs: Any, threshold: float
) -> dict[str, Any]:
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=threshold
    )
    return dict(con.execute(f"SELECT record_id, cluster_id FROM {found.physical_name}").fetchall())


def _filled(con: duckdb.DuckDBPyConnection) -> set[str]:
    columns = ("given_name", "family_name", "birth_on", "sex", "address", "postcode", "place")
    listed = (*columns, "phone", "email", "id_number")
    counts = ", ".join(f"count({one})" for one in listed)
    row = con.execute(f"SELECT {counts} FROM record").fetchall()[0]
    return {name for name, count in zip(listed, row, strict=True) if count}


def _comparisons(columns: set[str]) -> list[Any]:
    import splink.comparison_library as cl

    table = {
        "given_name": cl.NameComparison("given_name"),
        "family_name": cl.NameComparison("family_name"),
        "birth_on": cl.DateOfBirthComparison("birth_on", input_is_string=True),
        "sex": cl.ExactMatch("sex"),
        "address": cl.LevenshteinAtThresholds("address", [3]),
        "postcode": cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        "place": cl.ExactMatch("place").configure(term_frequency_adjustments=True),
        "phone": cl.ExactMatch("phone"),
        "email": cl.EmailComparison("email"),
        "id_number": cl.LevenshteinAtThresholds("id_number", [1]),
    }
    return [one for name, one in table.items() if name in columns]
