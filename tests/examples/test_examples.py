"""The example agencies, refreshed from real files as the README of each says."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from alongside.agency import read_agency
from alongside.sources import left_out_files
from tests.cli.running import run
from tests.conftest import ROOT

DAY_0 = "1997-01-01"
RESTRICTED = {"alcohol_days", "abuse_ever", "abuse_now", "first_substance", "drinks_usual"}
pytestmark = pytest.mark.slow


class Example:
    """A copy of an example that was refreshed once."""

    def __init__(self, name: str, data: Path, work: Path) -> None:
        if not data.is_dir():
            pytest.skip(f"the data of examples/{name} are not here ({data})")
        self.data, self.folder = data, work / name
        shutil.copytree(ROOT / "examples" / name, self.folder, ignore=_nobodys_data)
        self.report = self.refresh()

    def refresh(self) -> dict[str, Any]:
        """What a refresh reports."""
        done = run("refresh", self.folder, "--data", self.data, "--json")
        assert done.returncode == 0, done.stderr
        report: dict[str, Any] = json.loads(done.stdout)
        return report

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the published generation."""
        (path,) = (self.folder / "data" / "warehouse").glob(f"{self.report['generation']}.duckdb")
        with duckdb.connect(str(path), read_only=True) as con:
            return con.execute(sql).fetchall()

    def seen_by(self, role: str, record: str, *words: str) -> dict[str, Any]:
        """What somebody with this role is shown of the person with this record."""
        email = f"{role}@example.org"
        run("user", "add", self.folder, "--email", email, "--name", role, "--role", role)
        ((person,),) = self.rows(f"SELECT person_id FROM membership WHERE record_id = '{record}'")
        who = ("--as", email, "--reason", "test", *words)
        done = run("person", "show", self.folder, str(person), *who, "--json")
        assert done.returncode == 0, done.stderr
        shown: dict[str, Any] = json.loads(done.stdout)
        return shown


def _nobodys_data(folder: str, names: list[str]) -> set[str]:
    """What an earlier refresh in the repository may have left."""
    del folder
    return {"data", "extracts"} & set(names)


@pytest.fixture(scope="module")
def trial(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Example:
    return Example("help", shared_data / "help", tmp_path_factory.mktemp("examples"))


@pytest.fixture(scope="module")
def hospital(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Example:
    folder = shared_data / "fhir_r4_13patients"
    return Example("fhir", folder, tmp_path_factory.mktemp("examples"))


def _kinds(shown: dict[str, Any]) -> set[str]:
    return {event["kind"] for event in shown["events"]}


def test_nobody_of_the_trial_is_joined_with_anybody(trial: Example) -> None:
    counts = trial.report["counts"]
    assert (counts["people"], counts["records"]) == (470, 470)
    assert trial.rows("SELECT max(records) FROM person") == [(1,)]
    assert trial.report["unread"] == []


def test_every_interview_of_the_trial_is_on_a_timeline(trial: Example) -> None:
    assert {run["table"]: (run["read"], run["accepted"]) for run in trial.report["runs"]} == {
        "interviews": (1472, 1472),
        "outcomes": (453, 453),
    }
    assert trial.rows("SELECT count(*) FROM timeline WHERE kind = 'interview'") == [(1472,)]


def test_the_trials_scores_and_days_are_those_of_the_file(trial: Example) -> None:
    with (trial.data / "HELPfull.csv").open(newline="") as handle:
        told = [row for row in csv.DictReader(handle) if row["CES_D"]]
    wanted = {(row["ID"], int(row["DAYS_SINCE_BL"] or 0), float(row["CES_D"])) for row in told}
    found = trial.rows(
        f"""SELECT split_part(record_id, ':', 2),
                date_diff('day', DATE '{DAY_0}',
                    timezone('America/New_York', timezone('UTC', happened_from))::DATE), value
            FROM event WHERE kind = 'cesd'"""
    )
    assert len(found) == len(told) == 1463
    assert set(found) == wanted


def test_one_persons_page_tells_her_two_years(trial: Example) -> None:
    shown = trial.seen_by("worker", "help:1")
    scores = {e["happened_from"][:10]: e["value"] for e in shown["events"] if e["kind"] == "cesd"}
    assert scores == {
        "1997-01-01": 49.0, "1997-08-30": 7.0, "1998-04-12": 8.0, "1999-04-08": 5.0,
    }  # fmt: skip


def test_nothing_was_known_before_it_happened(trial: Example, hospital: Example) -> None:
    for example in (trial, hospital):
        early = "SELECT count(*) FROM event WHERE known_from < happened_from"
        assert example.rows(early) == [(0,)]


def test_what_is_restricted_is_hidden_from_a_worker_without_a_word(trial: Example) -> None:
    worker, supervisor = trial.seen_by("worker", "help:1"), trial.seen_by("supervisor", "help:1")
    assert not RESTRICTED & _kinds(worker)
    assert RESTRICTED & _kinds(supervisor)
    assert "restricted" not in worker["hidden"]


def test_the_lot_is_for_analysis_only(trial: Example) -> None:
    assert trial.rows(
        """SELECT detail, count(*), any_value(purposes) FROM event WHERE kind = 'trial_arm'
           GROUP BY detail ORDER BY detail"""
    ) == [("help clinic", 235, ["analysis"]), ("usual care", 235, ["analysis"])]
    assert "trial_arm" not in _kinds(trial.seen_by("supervisor", "help:1"))


def test_race_is_a_trait_and_no_page_shows_it(trial: Example) -> None:
    assert trial.rows("SELECT count(*) FROM trait WHERE trait = 'race'") == [(470,)]
    shown = json.dumps(trial.seen_by("supervisor", "help:1"))
    assert "Black" not in shown
    assert "race" not in shown


def test_each_patient_is_one_person(hospital: Example) -> None:
    counts = hospital.report["counts"]
    assert (counts["people"], counts["records"]) == (13, 13)


def test_every_resource_is_accepted_rejected_or_left_out(hospital: Example) -> None:
    agency = read_agency(hospital.folder)
    in_files = Counter(
        json.loads(line).get("resourceType")
        for path in hospital.data.glob("*.ndjson")
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    lines_of_the_log = in_files.pop(None)
    runs = hospital.report["runs"]
    assert all(r["read"] == r["accepted"] + r["rejected"] + r["left_out"] for r in runs)
    left_out = [one for one in left_out_files(agency, extracts_root=hospital.data) if one.resources]
    read = sum(run["read"] for run in runs)
    unread = sum((one.resources for one in left_out), Counter())
    assert (read, sum(unread.values()) - lines_of_the_log) == (6987, 173)
    assert read + 173 == sum(in_files.values()) == 7160
    assert all(one.why for one in left_out)
    assert hospital.report["unread"] == []


def test_every_event_belongs_to_a_patient_and_is_dated_as_its_resource(hospital: Example) -> None:
    assert hospital.rows("SELECT count(*) FROM event ANTI JOIN record USING (record_id)") == [(0,)]
    undated = "SELECT kind, count(*) FROM event WHERE happened_from IS NULL GROUP BY kind"
    assert hospital.rows(undated) == [("device", 16)]


@pytest.mark.parametrize("name", ["trial", "hospital"])
def test_a_second_refresh_changes_nothing(name: str, request: pytest.FixtureRequest) -> None:
    example: Example = request.getfixturevalue(name)
    again = example.refresh()
    assert again["changed"] is False
    assert again["generation"] == example.report["generation"]
