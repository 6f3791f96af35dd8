"""Each source holds the mess that it promises."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import Counter, defaultdict
from datetime import datetime

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from alongside.simulate import ROLES, SimulationReport
from alongside.simulate.calendar import UNKNOWN_DAY, day_number, swap_day_and_month, write_days
from alongside.simulate.mess import fold, half, nickname, respell, typo
from alongside.simulate.showcase import FORMULA, LONG_NAME


def _csv(report: SimulationReport, name: str, encoding: str = "utf-8", delimiter: str = ","):
    path = report.folder / name
    with path.open(encoding=encoding, newline="") as handle:
        return list(csv.DictReader(handle, delimiter=delimiter))


def _people(report: SimulationReport) -> dict[str, dict[str, str]]:
    return {row["person_id"]: row for row in _csv(report, "truth/persons.csv")}


def _who(report: SimulationReport, source: str) -> dict[str, str]:
    rows = _csv(report, "truth/records.csv")
    split = [(row["record_id"].split(":", 1), row["person_id"]) for row in rows]
    return {key: person for (name, key), person in split if name == source}


def _shown(report: SimulationReport, role: str, source: str) -> str:
    rows = _csv(report, "truth/showcase.csv")
    keys = [row["record_id"] for row in rows if row["role"] == role]
    return next(key.split(":", 1)[1] for key in keys if key.startswith(f"{source}:"))


def _sheet(report: SimulationReport, book: str, sheet: str) -> list[dict[str, object]]:
    rows = CalamineWorkbook.from_path(report.folder / "extracts" / book).get_sheet_by_name(sheet)
    title, blank, heading, *body = rows.to_python(skip_empty_area=False)
    assert str(title[0]).startswith(sheet)
    assert not any(blank)
    return [dict(zip(heading, row, strict=True)) for row in body]


def test_hotline_has_american_dates_nicknames_and_late_entries(
    simulated: SimulationReport,
) -> None:
    rows = _csv(simulated, "extracts/hotline_referrals.csv")
    received = [datetime.strptime(row["received_on"], "%m/%d/%Y") for row in rows]
    entered = [datetime.strptime(row["entered_on"], "%m/%d/%Y") for row in rows]
    lags = [(one - other).days for one, other in zip(entered, received, strict=True)]
    assert min(lags) == 0
    assert max(lags) > 10
    people, who = _people(simulated), _who(simulated, "hotline")
    calls = [(row["child_name"].split(", ")[-1], people[who[row["referral_no"]]]) for row in rows]
    assert any(called != true["given_name"] for called, true in calls)
    swapped = [
        true
        for row, (_, true) in zip(rows, calls, strict=True)
        if row["child_dob"] and _iso(row["child_dob"]) != true["born_on"]
    ]
    assert swapped


def _iso(american: str) -> str:
    month, day, year = american.split("/")
    return f"{year}-{month}-{day}"


def test_cases_hold_duplicates_sealed_lives_and_protected_addresses(
    simulated: SimulationReport,
) -> None:
    who = _who(simulated, "cases")
    assert max(Counter(who.values()).values()) > 1
    with sqlite3.connect(simulated.folder / "extracts" / "cases.sqlite") as con:
        sealed = con.execute(
            "SELECT client_id, street, phone FROM clients WHERE sealed = 'yes'"
        ).fetchall()
        (refuge,) = con.execute(
            "SELECT address_protected FROM clients WHERE client_id = ?",
            [_shown(simulated, "refuge_mother", "cases")],
        ).fetchone()
        late = con.execute(
            "SELECT max(julianday(entered_on) - julianday(opened_on)) FROM investigations"
        ).fetchone()[0]
        shown = con.execute(
            "SELECT count(*) FROM clients WHERE address_protected = 'yes' AND street IS NOT NULL"
        ).fetchone()
    assert sealed
    assert all(who[key].endswith("-sealed") for key, _, _ in sealed)
    assert all(street is None and phone is None for _, street, phone in sealed)
    assert refuge == "yes"
    assert shown == (0,)
    assert late > 100


def test_a_sealed_life_shares_no_name_and_no_number_with_the_life_of_today(
    simulated: SimulationReport,
) -> None:
    adoptions = {row["sealed_person_id"]: row for row in _csv(simulated, "truth/adoptions.csv")}
    people, who = _people(simulated), _who(simulated, "cases")
    with sqlite3.connect(simulated.folder / "extracts" / "cases.sqlite") as con:
        rows = con.execute(
            "SELECT client_id, first_name, last_name, ssn FROM clients WHERE sealed = 'yes'"
        ).fetchall()
    for key, given_name, family_name, ssn in rows:
        today = people[adoptions[who[key]]["person_id"]]
        assert (given_name, family_name) != (today["given_name"], today["family_name"])
        assert ssn is None


def test_school_uses_the_names_that_children_use(simulated: SimulationReport) -> None:
    pupils = _sheet(simulated, "pupils.xlsx", "Pupils")
    people, who = _people(simulated), _who(simulated, "school")
    other = [p for p in pupils if p["Known as"] != people[who[str(p["UPN"])]]["given_name"]]
    assert len(other) / len(pupils) > 0.05
    names = {p["UPN"]: p["Known as"] for p in pupils}
    assert names[_shown(simulated, "emoji", "school")] == "Zoë 🦋"
    assert names[_shown(simulated, "formula", "school")] == FORMULA
    assert names[_shown(simulated, "long_name", "school")] == LONG_NAME


def test_school_years_have_a_workbook_each_with_two_sheets(simulated: SimulationReport) -> None:
    books = sorted(path.name for path in (simulated.folder / "extracts").glob("attendance_*.xlsx"))
    assert books[0] == "attendance_2018-19.xlsx"
    assert books[-1] == "attendance_2025-26.xlsx"
    percent = [row["Attendance %"] for row in _sheet(simulated, books[3], "Attendance")]
    assert all(0 <= float(value) <= 100 for value in percent)
    kinds = {row["Type"] for row in _sheet(simulated, books[3], "Incidents")}
    assert {"exclusion", "change of school"} <= kinds


def test_hospital_lines_are_valid_fhir_but_for_the_one_that_broke_off(
    simulated: SimulationReport,
) -> None:
    from fhir.resources.R4B.condition import Condition
    from fhir.resources.R4B.encounter import Encounter
    from fhir.resources.R4B.patient import Patient

    for model in (Patient, Encounter, Condition):
        path = simulated.folder / "extracts" / f"{model.__name__}.ndjson"
        lines = path.read_text(encoding="utf-8").splitlines()
        whole = [line for line in lines if line.endswith("}")]
        assert len(lines) - len(whole) == (model is Condition)
        for line in whole[:: max(1, len(whole) // 50)]:
            model.model_validate_json(line)


def test_the_hospital_writes_one_name_from_right_to_left(simulated: SimulationReport) -> None:
    text = (simulated.folder / "extracts" / "Patient.ndjson").read_text(encoding="utf-8")
    patients = {one["id"]: one for one in map(json.loads, text.splitlines())}
    name = patients[_shown(simulated, "right_to_left", "hospital")]["name"][0]
    assert name == {"use": "official", "family": "الحسن", "given": ["نور"]}


def test_a_birth_has_a_mother_on_the_same_day(simulated: SimulationReport) -> None:
    text = (simulated.folder / "extracts" / "Encounter.ndjson").read_text(encoding="utf-8")
    people, who = _people(simulated), _who(simulated, "hospital")
    families: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for visit in map(json.loads, text.splitlines()):
        person = people[who[visit["subject"]["reference"].removeprefix("Patient/")]]
        families[visit["type"][0]["text"]].add((person["family"], visit["period"]["start"][:10]))
    assert families["Birth"]
    assert families["Birth"] <= families["Childbirth"]


def test_housing_writes_latin_1_day_first_with_a_february_of_31_days(
    simulated: SimulationReport,
) -> None:
    raw = (simulated.folder / "extracts" / "housing_people.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    events = _csv(simulated, "extracts/housing_events.csv", "latin-1", ";")
    assert any(row["Date"].startswith("31/02/") for row in events)
    assert any("," in row["Amount"] for row in events)
    assert {"eviction notice", "arrears", "temporary accommodation"} <= {e["Type"] for e in events}


def test_one_address_is_a_shelter_of_more_than_twelve(simulated: SimulationReport) -> None:
    tenancies = _csv(simulated, "extracts/housing_tenancies.csv", "latin-1", ";")
    people = Counter(row["Address"] for row in tenancies)
    assert people["1 Quay Street"] > 12


def test_no_housing_row_tells_where_a_refuge_is(simulated: SimulationReport) -> None:
    for name in ("housing_people.csv", "housing_tenancies.csv"):
        text = (simulated.folder / "extracts" / name).read_text(encoding="latin-1")
        assert "Lantern House" not in text


def test_benefits_shout_without_accents_and_two_people_share_a_number(
    simulated: SimulationReport,
) -> None:
    table = pq.read_table(simulated.folder / "extracts" / "benefit_people.parquet").to_pylist()
    assert all(row["first_name"] == fold(row["first_name"].upper()) for row in table)
    who = _who(simulated, "benefits")
    holders: dict[str, set[str]] = defaultdict(set)
    for row in table:
        if row["ssn"]:
            holders[row["ssn"]].add(who[row["person_id"]])
    assert any(len(people) == 2 for people in holders.values())


def test_twins_move_and_changed_names_are_in_the_truth(simulated: SimulationReport) -> None:
    people = list(_people(simulated).values())
    assert sum(row["twin"] == "yes" for row in people) >= 1
    assert any(row["family_name"] != row["later_family_name"] for row in people)
    assert any("-" in row["family_name"] for row in people)
    born = {row["role"]: set() for row in _csv(simulated, "truth/showcase.csv")}
    for row in _csv(simulated, "truth/showcase.csv"):
        if not row["person_id"].endswith("-sealed"):
            born[row["role"]].add(_people(simulated)[row["person_id"]]["born_on"])
    assert born["twin_a"] == born["twin_b"]
    assert set(born) == set(ROLES)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (fold, "Łukasz Peña-Núñez", "Lukasz Pena-Nunez"),
        (half, "Smith-Jones", "Smith"),
        (half, "García López", "García"),
        (half, "Al-Hassan", "Al-Hassan"),
        (respell, "Mohammed", "Muhammad"),
        (respell, "Khoury", "Khury"),
        (lambda name: nickname(name, 0.0), "Qzx", "Qzx"),
        (lambda name: typo(name, 0, 0.0, 0), "Maria", "Mraia"),
        (lambda name: typo(name, 1, 0.0, 0), "Maria", "Mria"),
        (lambda name: typo(name, 2, 0.0, 0), "Maria", "Maaria"),
        (lambda name: typo(name, 3, 0.0, 0), "Maria", "Meria"),
    ],
)
def test_a_change_of_a_name_is_the_one_named(change, before: str, after: str) -> None:
    assert change(before) == after


@given(st.dates(datetime(1930, 1, 1).date(), datetime(2026, 9, 1).date()))
def test_swapping_day_and_month_twice_gives_the_day_back(day) -> None:
    number = np.array([day_number(day)])
    swapped = swap_day_and_month(number)
    assert swap_day_and_month(swapped)[0] == number[0]
    if day.day <= 12:
        assert write_days(swapped)[0] == f"{day.year}-{day.day:02d}-{day.month:02d}"


def test_an_unknown_day_is_written_as_nothing() -> None:
    assert write_days(np.array([UNKNOWN_DAY, 0]), "dmy").tolist() == ["", "01/01/1970"]
