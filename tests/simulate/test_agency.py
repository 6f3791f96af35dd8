"""The folder is a sound agency, and the truth stands apart from it."""

from __future__ import annotations

import csv
import re
import sqlite3
from pathlib import Path

from alongside.agency import read_agency, write_agency
from alongside.simulate import ROLES, SimulationReport, deliver_correction, simulate_agency

FORMATS = {
    "hotline": {"csv"},
    "cases": {"sql"},
    "school": {"excel"},
    "hospital": {"fhir"},
    "housing": {"csv"},
    "benefits": {"parquet"},
}


def _truth(report: SimulationReport, name: str) -> list[dict[str, str]]:
    with (report.folder / "truth" / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_folder_is_a_sound_agency_of_six_formats(simulated: SimulationReport) -> None:
    agency = read_agency(simulated.folder)
    found = {
        name: {table.format for table in source.tables.values()}
        for name, source in agency.sources.items()
    }
    assert found == FORMATS
    assert agency.file.demo


def test_the_folder_brings_a_decision_its_models_and_what_helps(
    simulated: SimulationReport,
) -> None:
    agency = read_agency(simulated.folder)
    assert agency.decisions["screening"].opens == "referral"
    assert set(agency.models) == {"harm_confirmed", "re_referral", "first_placement"}
    assert agency.help is not None
    kinds = {block.kind for source in agency.sources.values() for block in source.event}
    for model in agency.models.values():
        assert model.kinds_read() <= kinds
        assert set(model.label.which.kinds) <= kinds


def test_no_model_reads_a_birth_given_or_anything_restricted(simulated: SimulationReport) -> None:
    agency = read_agency(simulated.folder)
    blocks = [block for source in agency.sources.values() for block in source.event]
    barred = {b.kind for b in blocks if b.trait or b.sensitivity == "restricted"}
    assert {"childbirth", "referral_reporter", "substance_use_diagnosis"} <= barred
    assert not any(model.kinds_read() & barred for model in agency.models.values())


def test_every_table_finds_its_file(simulated: SimulationReport) -> None:
    extracts = simulated.folder / "extracts"
    for source in read_agency(simulated.folder).sources.values():
        for table in source.tables.values():
            pattern = table.path or (table.url or "").removeprefix("sqlite:///{extracts}/")
            assert list(extracts.glob(pattern)), pattern


def test_an_agency_of_ones_own_keeps_its_file(tmp_path: Path) -> None:
    write_agency(tmp_path, name="Fernley", demo=True)
    simulate_agency(tmp_path, people=300, seed=1)
    assert read_agency(tmp_path).file.name == "Fernley"
    assert (tmp_path / ".gitignore").read_text().splitlines() == ["data/", "extracts/", "truth/"]


def test_no_mapping_reads_the_truth(simulated: SimulationReport) -> None:
    for path in (simulated.folder / "sources").glob("*.toml"):
        assert "truth" not in path.read_text(encoding="utf-8")


def test_no_extract_holds_a_true_person_id(simulated: SimulationReport) -> None:
    for path in (simulated.folder / "extracts").iterdir():
        if path.suffix in {".csv", ".ndjson", ".sqlite"}:
            assert not re.search(rb"P00\d{5}(?!\d)", path.read_bytes()) or path.suffix == ".sqlite"
    with sqlite3.connect(simulated.folder / "extracts" / "cases.sqlite") as con:
        tables = [name for (name,) in con.execute("SELECT name FROM sqlite_master")]
        columns = {row[1] for table in tables for row in con.execute(f"PRAGMA table_info({table})")}
    assert not columns & {"person_id", "poverty", "frailty", "harm"}


def test_every_record_has_one_true_person(simulated: SimulationReport) -> None:
    records = _truth(simulated, "records.csv")
    assert len({row["record_id"] for row in records}) == len(records) == simulated.records
    people = {row["person_id"] for row in _truth(simulated, "persons.csv")}
    sealed = {row["sealed_person_id"] for row in _truth(simulated, "adoptions.csv")}
    assert {row["person_id"] for row in records} <= people | sealed
    assert {row["record_id"].split(":")[0] for row in records} == set(FORMATS)


def test_harm_says_who_when_what_and_how_likely_it_was_reported(
    simulated: SimulationReport,
) -> None:
    harms = _truth(simulated, "harms.csv")
    assert len(harms) == simulated.harms
    assert all(0 < float(row["reported_probability"]) < 1 for row in harms)
    share = sum(row["reported"] == "yes" for row in harms) / len(harms)
    mean = sum(float(row["reported_probability"]) for row in harms) / len(harms)
    assert abs(share - mean) < 0.15


def test_the_showcase_names_records_of_every_role(simulated: SimulationReport) -> None:
    shown = _truth(simulated, "showcase.csv")
    assert {row["role"] for row in shown} == set(ROLES)
    known = {row["record_id"] for row in _truth(simulated, "records.csv")}
    assert {row["record_id"] for row in shown} <= known


def test_a_correction_changes_two_rows_of_one_file(tmp_path: Path) -> None:
    simulate_agency(tmp_path, people=400, seed=1)
    path = tmp_path / "extracts" / "housing_events.csv"
    before = path.read_bytes().splitlines()
    assert deliver_correction(tmp_path / "extracts") == path
    after = path.read_bytes().splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 2
    assert any(b"31/02/" in old and b"28/02/" in new for old, new in changed)
