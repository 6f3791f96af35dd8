"""The hospital: FHIR R4 as NDJSON, one file a resource type, mothers and babies by the day."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from alongside.simulate.calendar import FIRST, LAST, Days, write_days
from alongside.simulate.extracts.base import Text, Written
from alongside.simulate.extracts.hospital_visits import SNOMED, Visits, draw_visits
from alongside.simulate.families import CHILD, MOTHER
from alongside.simulate.records import Habits, Rows, keys, with_duplicates, write_down
from alongside.simulate.world import World

HABITS = Habits(typo=0.012, respelt=0.03, no_id=0.35, old_address=0.12, no_email=0.3)
SEEN = 0.6  # of adults and children who were no baby in the simulated years
BORN_HERE = 0.9
TWICE = 0.012
_MRN = "urn:oid:2.16.840.1.113883.3.0.1"
_CUT_OFF = '{"resourceType":"Condition","id":"c-0","clinicalSt\n'  # the export broke off here once
_SSN = "http://hl7.org/fhir/sid/us-ssn"


def write(world: World, folder: Path) -> Written:
    """Write Patient, Encounter and Condition."""
    rng = world.rng("hospital")
    persons = with_duplicates(_patients(world, rng), TWICE, rng)
    key = keys(len(persons), "h-", rng)
    visits = draw_visits(world, persons, rng)
    rows = write_down(
        world, persons, _registered(world, persons, visits, rng), source="hospital", habits=HABITS
    )
    files = (
        _write(folder / "Patient.ndjson", _patient_lines(key, rows)),
        _write(folder / "Encounter.ndjson", _encounter_lines(key, visits)),
        _write(folder / "Condition.ndjson", _condition_lines(key, visits)),
    )
    return Written(
        source="hospital",
        keys=key,
        persons=persons,
        events=len(visits.day) + int(visits.diagnosed.sum()),
        files=files,
    )


def _patients(world: World, rng: np.random.Generator) -> Days:
    population = world.population
    everybody = np.arange(len(population))
    seen = rng.random(len(everybody)) < SEEN
    babies = (population.role == CHILD) & (population.born >= FIRST)
    seen |= babies & (rng.random(len(everybody)) < BORN_HERE)
    mothers = population.of_family(MOTHER)[population.family[np.flatnonzero(babies & seen)]]
    seen[mothers] = True
    return rng.permutation(world.showcase_first(np.flatnonzero(seen), everybody))


def _registered(world: World, persons: Days, visits: Visits, rng: np.random.Generator) -> Days:
    """The day of the first visit, or some day: what the hospital holds is as old as that."""
    since = np.maximum(FIRST, world.population.born[persons])
    day: Days = since + (rng.random(len(persons)) * (LAST - since)).astype(np.int64)
    np.minimum.at(day, visits.patient, visits.day)
    return day


def _write(path: Path, lines: Iterable[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        handle.writelines(lines)
    return path


def _patient_lines(key: Text, rows: Rows) -> Iterable[str]:
    columns = {
        "id": key,
        "given": rows.given,
        "family": rows.family,
        "sex": rows.sex,
        "street": rows.street,
        "town": rows.place,
        "postcode": rows.postcode,
        "phone": rows.phone,
        "number": rows.id_number,
        "born": write_days(rows.born),
        "registered": write_days(rows.day),
    }
    for values in zip(*(column.tolist() for column in columns.values()), strict=True):
        resource = _patient(dict(zip(columns, values, strict=True)))
        yield json.dumps(resource, ensure_ascii=False, separators=(",", ":")) + "\n"


def _patient(row: dict[str, str]) -> dict[str, object]:
    """One Patient; the hospital's own number comes first, what is not known is left out."""
    identifiers = [{"system": _MRN, "value": row["id"].upper()}]
    if row["number"]:
        identifiers.append({"system": _SSN, "value": row["number"]})
    resource: dict[str, object] = {
        "resourceType": "Patient",
        "id": row["id"],
        "meta": {"lastUpdated": f"{row['registered']}T15:00:00Z"},
        "identifier": identifiers,
        "name": [{"use": "official", "family": row["family"], "given": [row["given"]]}],
        "gender": "female" if row["sex"] == "F" else "male",
    }
    if row["phone"]:
        resource["telecom"] = [{"system": "phone", "value": row["phone"]}]
    if row["born"]:
        resource["birthDate"] = row["born"]
    if row["street"]:
        place = {"line": [row["street"]], "city": row["town"], "postalCode": row["postcode"]}
        resource["address"] = [place]
    return resource


def _encounter_lines(key: Text, visits: Visits) -> Iterable[str]:
    """Encounters as text: every value is from a fixed list, so nothing needs escaping."""
    columns = zip(
        key[visits.patient].tolist(),
        write_days(visits.day).tolist(),
        write_days(visits.until).tolist(),
        visits.hour.tolist(),
        visits.kind.tolist(),
        visits.reason.tolist(),
        visits.missed.tolist(),
        strict=True,
    )
    for number, (patient, day, until, hour, kind, reason, missed) in enumerate(columns, start=1):
        code, display = SNOMED[reason]
        setting, says = KINDS[kind]
        yield (
            f'{{"resourceType":"Encounter","id":"e-{number}",'
            f'"meta":{{"lastUpdated":"{until}T23:30:00Z"}},'
            f'"status":"{"cancelled" if missed else "finished"}",'
            '"class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode",'
            f'"code":"{setting}"}},"type":[{{"text":"{says}"}}],'
            f'"subject":{{"reference":"Patient/{patient}"}},'
            f'"period":{{"start":"{day}T{hour:02d}:00:00Z","end":"{until}T23:00:00Z"}},'
            '"reasonCode":[{"coding":[{"system":"http://snomed.info/sct",'
            f'"code":"{code}","display":"{display}"}}]}}]}}\n'
        )


def _condition_lines(key: Text, visits: Visits) -> Iterable[str]:
    rows = np.flatnonzero(visits.diagnosed)
    columns = zip(
        (rows + 1).tolist(),
        key[visits.patient[rows]].tolist(),
        write_days(visits.day[rows]).tolist(),
        write_days(visits.recorded[rows]).tolist(),
        visits.reason[rows].tolist(),
        strict=True,
    )
    for number, patient, day, recorded, reason in columns:
        code, display = SNOMED[reason]
        yield (
            f'{{"resourceType":"Condition","id":"c-{number}",'
            '"clinicalStatus":{"coding":[{"system":'
            '"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},'
            '"code":{"coding":[{"system":"http://snomed.info/sct",'
            f'"code":"{code}","display":"{display}"}}]}},'
            f'"subject":{{"reference":"Patient/{patient}"}},'
            f'"encounter":{{"reference":"Encounter/e-{number}"}},'
            f'"onsetDateTime":"{day}","recordedDate":"{recorded}"}}\n'
        )
    yield _CUT_OFF


# kind of visit -> FHIR class and what the hospital calls it
KINDS = (
    ("EMER", "Emergency visit"),
    ("AMB", "Outpatient appointment"),
    ("IMP", "Hospital stay"),
    ("IMP", "Childbirth"),
    ("IMP", "Birth"),
)
