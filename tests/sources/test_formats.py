"""Each format reads the same: texts with the lines a person would look up."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from alongside.core import AlongsideError
from alongside.sources import unread_files

from .conftest import CLIENTS, Desk

PEOPLE = "SELECT source_key, given_name, birth_on::VARCHAR, line FROM record ORDER BY source_key"
ISO = CLIENTS.replace('date_order = "dmy"\n', "")


def _sheet(path: Path, rows: list[list[Any]], merged: list[tuple[int, int, int, int, str]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Clients")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
        for *area, text in merged:
            sheet.merge_range(*area, text)


def test_a_wide_sheet_with_merged_headings(desk: Callable[..., Desk]) -> None:
    mapping = ISO.replace('"csv"', '"excel"').replace("clients*.csv", "clients.xlsx")
    d = desk(mapping.replace('"excel"', '"excel"\nheader_row = 3').replace('"given"', '"Name (2)"'))
    heading: list[Any] = ["id", "family", "born", "", ""] + ["Score"] * 195
    rows = [
        ["Register of clients"],
        [],
        heading,
        [1, "Byron", date(1999, 12, 10), "x", "Ada", *range(195)],
        [],
        [2.0, "=1+1", datetime(2000, 1, 2, 8, 30), "x", "", *range(195)],
    ]
    rows[5][4] = "Al"
    _sheet(d.folder / "extracts" / "clients.xlsx", rows, [(2, 3, 2, 4, "Name")])
    (counts,) = d.take()
    assert d.rows(PEOPLE) == [("1", "Ada", "1999-12-10", 4), ("2", "Al", "2000-01-02", 6)]
    assert (counts.read, counts.accepted) == (2, 2)


def test_a_formula_in_a_sheet_stays_a_text(desk: Callable[..., Desk]) -> None:
    import xlsxwriter

    d = desk(ISO.replace('"csv"', '"excel"').replace("clients*.csv", "clients.xlsx"))
    with xlsxwriter.Workbook(
        d.folder / "extracts" / "clients.xlsx", {"strings_to_formulas": False}
    ) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "given", "family", "born"])
        sheet.write_row(1, 0, ["1", '=CMD|"/c calc"!A1', "B", ""])
    d.take()
    assert d.rows("SELECT given_name FROM record") == ['=CMD|"/c calc"!A1']


def test_a_missing_sheet_and_a_damaged_book_are_named(desk: Callable[..., Desk]) -> None:
    mapping = ISO.replace('"csv"', '"excel"\nsheet = "May"').replace("clients*.csv", "clients.xlsx")
    d = desk(mapping)
    d.write("clients.xlsx", b"PK\x03\x04 not a workbook")
    with pytest.raises(AlongsideError, match=r"clients.xlsx cannot be read.*AL-S007"):
        d.take()
    _sheet(d.folder / "extracts" / "clients.xlsx", [["id"]], [])
    with pytest.raises(AlongsideError, match="no sheet 'May'; it has Clients"):
        d.take()


def test_parquet_types_become_the_texts_that_a_mapping_reads(desk: Callable[..., Desk]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    d = desk(ISO.replace('"csv"', '"parquet"').replace("clients*.csv", "clients.parquet"))
    table = pa.table(
        {
            "id": [1.0, 2.0, None],
            "given": ["Ada", "Al", "Grace"],
            "family": ["B", None, "H"],
            "born": pa.array([datetime(1999, 12, 10), None, None], pa.timestamp("ns")),
        }
    )
    pq.write_table(table, d.folder / "extracts" / "clients.parquet")
    d.take()
    assert d.rows(PEOPLE) == [("1", "Ada", "1999-12-10", 1), ("2", "Al", None, 2)]
    assert d.rows("SELECT line, code FROM reject") == [(3, "AL-S101")]


FHIR = """
title = "Hospital"
lane = "Health"
[tables.patients]
format = "fhir"
path = "*.*json"
resource = "Patient"
[tables.visits]
format = "fhir"
path = "*.*json"
resource = "Encounter"
[left_out]
"*.txt" = "notes for people"
[[record]]
table = "patients"
name = "patient"
key = ["id"]
given_name = "name.0.given.0"
family_name = "name.0.family"
birth_on = "birthDate"
traits = { race = "extension.0.valueString" }
purposes = ["casework"]
[[event]]
table = "visits"
of = "patient"
of_key = ["subject.reference"]
kind = "visit"
says = "Visit"
key = ["id"]
happened = "period.start"
until = "period.end"
code = "type.0.coding.0.code"
purposes = ["casework"]
"""


def _patient(key: str, given: str) -> dict[str, Any]:
    return {
        "resourceType": "Patient",
        "id": key,
        "name": [{"given": [given], "family": "B"}],
        "birthDate": "1999-12",
        "extension": [{"valueString": "x"}],
    }


def _visit(key: str, of: str) -> dict[str, Any]:
    return {
        "resourceType": "Encounter",
        "id": key,
        "subject": {"reference": of},
        "period": {"start": "2020-07-01T23:30:00-05:00", "end": "2020-07-02T01:00:00-05:00"},
        "type": [{"coding": [{"code": "AMB"}]}],
    }


def test_fhir_lines_are_accepted_rejected_or_left_out(desk: Callable[..., Desk]) -> None:
    d = desk(FHIR)
    lines = [
        json.dumps(_patient("p1", "Ada")),
        '{"resourceType": "Patient", "id": ',
        json.dumps({"id": "no type"}),
        json.dumps(_visit("v1", "Patient/p1")),
        '{"resourceType": "Patient", "id": "p2", "active": NaN}',
    ]
    d.write("all.ndjson", "\n".join(lines) + "\n")
    d.write("readme.txt", "left out on purpose")
    d.write("forgotten.csv", "a,b\n")
    patients, visits = d.take()
    assert (patients.read, patients.accepted, patients.rejected, patients.left_out) == (5, 1, 3, 1)
    assert (visits.read, visits.accepted, visits.rejected) == (5, 1, 3)
    assert d.rows("SELECT line, code FROM reject WHERE table_name = 'patients' ORDER BY line") == [
        (2, "AL-S111"),
        (3, "AL-S112"),
        (5, "AL-S111"),
    ]
    assert d.rows("SELECT birth_on::VARCHAR, birth_precision FROM record") == [
        ("1999-12-01", "month")
    ]
    assert d.rows("SELECT record_id, trait, value FROM trait") == [("s:p1", "race", "x")]
    assert d.rows("SELECT record_id, happened_from, precision, code FROM event") == [
        ("s:p1", datetime(2020, 7, 2, 4, 30), "instant", "AMB")
    ]
    assert unread_files(d.agency, extracts_root=d.folder / "extracts") == ["forgotten.csv"]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_bundle_is_read_entry_by_entry(desk: Callable[..., Desk], indent: int | None) -> None:
    d = desk(FHIR)
    entries = [
        {"resource": _patient("p1", "Ada")},
        {"request": {}},
        {"resource": _visit("v1", "urn:uuid:p1")},
    ]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    d.write("bundle.json", json.dumps(bundle, indent=indent))
    d.take()
    assert d.rows("SELECT record_id, line FROM event") == [("s:p1", 3)]
    assert d.rows("SELECT DISTINCT line, code FROM reject") == [(2, "AL-S112")]


def test_a_path_chooses_an_entry_by_what_it_says(desk: Callable[..., Desk]) -> None:
    chosen = "identifier[type.coding.0.code=SS].value"
    d = desk(FHIR.replace("traits =", f'id_number = "{chosen}"\nid_kind = "ssn"\ntraits ='))
    licence = {"type": {"coding": [{"code": "DL"}]}, "value": "L1"}
    number = {"type": {"coding": [{"code": "SS"}]}, "value": "999-1"}
    patients = [
        _patient("p1", "Ada") | {"identifier": [licence, number]},  # no order means anything
        _patient("p2", "Bob") | {"identifier": [number, licence]},
        _patient("p3", "Cy") | {"identifier": [licence]},
        _patient("p4", "Di"),
    ]
    d.write("all.ndjson", "".join(json.dumps(one) + "\n" for one in patients))
    d.take()
    numbers = "SELECT source_key, id_number FROM record ORDER BY 1"
    assert d.rows(numbers) == [("p1", "999-1"), ("p2", "999-1"), ("p3", None), ("p4", None)]


@pytest.mark.parametrize("path", ["name[use", "name..family", "name.", "name[0]"])
def test_a_path_that_cannot_be_read_is_named(desk: Callable[..., Desk], path: str) -> None:
    d = desk(FHIR.replace("name.0.family", path))
    d.write("all.ndjson", json.dumps(_patient("p1", "Ada")))
    with pytest.raises(AlongsideError, match="AL-S002") as caught:
        d.take()
    assert path in str(caught.value)


SQL = ISO.replace(
    'format = "csv"\npath = "clients*.csv"',
    'format = "sql"\nurl = "sqlite:///{extracts}/cases.sqlite"\nquery = "SELECT * FROM clients"',
)


def _database(d: Desk, *changes: str) -> None:
    with sqlite3.connect(d.folder / "extracts" / "cases.sqlite") as base:
        base.execute("CREATE TABLE IF NOT EXISTS clients (id INTEGER, given, family, born)")
        for change in changes:
            base.execute(change)


def test_a_query_is_kept_as_it_was_answered(desk: Callable[..., Desk]) -> None:
    d = desk(SQL)
    _database(d, "INSERT INTO clients VALUES (1, 'Ada', 'B', '1999-12-10'), (2, 'Al', 'T', NULL)")
    d.take(1)
    assert d.take(2) == []  # asked again, same answer
    _database(d, "UPDATE clients SET given = 'Alan' WHERE id = 2")
    (counts,) = d.take(3)
    assert counts.changed == 1
    assert len(list((d.folder / "data" / "extracts" / "s").glob("*.parquet"))) == 2
    assert unread_files(d.agency, extracts_root=d.folder / "extracts") == []


def test_a_failing_query_says_so_without_its_password(desk: Callable[..., Desk]) -> None:
    d = desk(SQL)
    with pytest.raises(AlongsideError, match=r"no such SQLite file.*AL-S008"):
        d.take()
    d = desk(SQL.replace("FROM clients", "FROM nobody"))
    _database(d)
    with pytest.raises(AlongsideError, match="OperationalError"):
        d.take()
    d = desk(SQL.replace('url = "sqlite:///{extracts}/cases.sqlite"', 'url_env = "CASES_URL"'))
    with pytest.raises(AlongsideError, match="CASES_URL is not set"):
        d.take()


@pytest.mark.postgres
def test_postgresql_answers_like_sqlite(desk: Callable[..., Desk]) -> None:
    import sqlalchemy as sa

    url = os.environ.get("ALONGSIDE_DATABASE_URL", "")
    if not url.startswith("postgresql"):
        pytest.skip("no PostgreSQL: python -m tests.on_postgres starts one")
    d = desk(SQL.replace('url = "sqlite:///{extracts}/cases.sqlite"', 'url_env = "CASES_URL"'))
    d.environ["CASES_URL"] = url
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as base:
        base.execute(sa.text("DROP TABLE IF EXISTS clients"))
        base.execute(
            sa.text("CREATE TABLE clients (id BIGINT, given TEXT, family TEXT, born DATE)")
        )
        base.execute(sa.text("INSERT INTO clients VALUES (1, 'Ada', 'B', '1999-12-10')"))
    try:
        d.take()
    finally:
        with engine.begin() as base:
            base.execute(sa.text("DROP TABLE clients"))
    assert d.rows(PEOPLE) == [("1", "Ada", "1999-12-10", 1)]
