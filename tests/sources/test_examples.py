"""The example agencies on real input: everybody is there and every row is accounted for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from alongside.agency import read_agency
from alongside.sources import (
    TableCounts,
    check_sample,
    ingest_source,
    left_out_files,
    receive,
    unread_files,
)
from alongside.warehouse import new_generation, open_building

REPOSITORY = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ALONGSIDE_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))


def _data(name: str) -> Path:
    if not (SHARED / name).is_dir():
        pytest.skip(f"{name} of the shared test data is not on this machine")
    return SHARED / name


@contextmanager
def _taken(
    example: str, extracts: Path, work: Path
) -> Iterator[tuple[duckdb.DuckDBPyConnection, list[TableCounts]]]:
    agency = read_agency(REPOSITORY / "examples" / example)
    con = open_building(new_generation(work / "warehouse"))
    counts = []
    for name, source in agency.sources.items():
        received = receive(
            name, source, extracts_root=extracts, store=work / "store", index={}, environ={}
        )
        counts += ingest_source(
            con,
            agency,
            name,
            {table.table: table.to_ingest for table in received},
            received_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
    assert unread_files(agency, extracts_root=extracts) == []
    yield con, counts
    con.close()


def _rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[object, ...]]:
    return con.execute(sql).fetchall()


def test_the_help_trial_becomes_people_and_timelines(tmp_path: Path) -> None:
    with _taken("help", _data("help"), tmp_path) as (con, counts):
        assert [(c.table, c.read, c.accepted, c.rejected) for c in counts] == [
            ("interviews", 1472, 1472, 0),
            ("outcomes", 453, 453, 0),
        ]
        assert _rows(con, "SELECT count(*) FROM record") == [(470,)]
        kinds = dict(_rows(con, "SELECT kind, count(*) FROM event GROUP BY kind"))
        assert kinds["interview"] == 1472
        assert kinds["cesd"] == kinds["sf36_mental"] == 1463
        assert kinds["abuse_ever"] == 335  # of 470: 130 never, 5 without an answer
        assert kinds["homeless"] + kinds["housed"] == 1465
        # Days are counted from the stand-in: person 1 was seen on days 0, 241, 466 and 827.
        assert _rows(
            con,
            """SELECT date_diff('day', DATE '1997-01-01', happened_from::DATE) FROM event
               WHERE kind = 'interview' AND record_id = 'help:1' ORDER BY happened_from""",
        ) == [(0,), (241,), (466,), (827,)]
        assert _rows(con, "SELECT count(*) FROM event WHERE known_from < happened_from") == [(0,)]
        assert _rows(con, "SELECT count(*) FROM trait WHERE trait = 'race'") == [(470,)]


def test_every_fhir_resource_is_accepted_or_left_out_for_a_reason(tmp_path: Path) -> None:
    extracts = _data("fhir_r4_13patients")
    with _taken("fhir", extracts, tmp_path) as (con, counts):
        read = {c.table: (c.read, c.accepted, c.rejected, c.left_out) for c in counts}
        assert all(all_ == accepted for all_, accepted, _, _ in read.values())
        assert sum(all_ for all_, *_ in read.values()) == 6987
        assert _rows(con, "SELECT count(*) FROM record") == [(13,)]
        assert _rows(con, "SELECT count(*) FROM event") == [(6974,)]
        orphans = "SELECT count(*) FROM event ANTI JOIN record USING (record_id)"
        assert _rows(con, orphans) == [(0,)]
    agency = read_agency(REPOSITORY / "examples" / "fhir")
    left_out = left_out_files(agency, extracts_root=extracts)
    resources = sum(sum(n for kind, n in one.resources.items() if kind) for one in left_out)
    assert 6987 + resources == 7160
    assert all(one.why for one in left_out)


def test_a_stated_sample_is_held_against_the_standard(tmp_path: Path) -> None:
    sample = check_sample(_data("fhir_r4_13patients") / "Encounter.ndjson", at_most=50)
    assert (sample.resources, sample.checked, sample.faults) == (1215, 49, ())
    bad = tmp_path / "bad.ndjson"
    bad.write_text('{"resourceType": "Patient", "birthDate": "yesterday"}\n{"resourceType": "X"}\n')
    assert check_sample(bad).faults == ((1, "birthDate"), (2, "resourceType"))
    assert "yesterday" not in check_sample(bad).says
