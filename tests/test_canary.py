"""Fails first, and says so plainly, when an upgrade breaks a part that we stand on."""

import duckdb
import sqlglot
from splink import DuckDBAPI, SettingsCreator, block_on  # noqa: F401


def test_duckdb_splink_and_sqlglot_still_fit_together():
    con = duckdb.connect()
    [sql] = sqlglot.transpile("SELECT levenshtein('Mila', 'Milla')", read="duckdb", write="duckdb")
    assert con.execute(sql).fetchall() == [(1,)]
