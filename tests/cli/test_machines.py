"""``--json``: the keys that the reference promises, and no others."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.cli.running import EMAIL, make_agency, run
from tests.docs.command_line import KEYS

CHECK = {
    "source", "table", "files", "read", "accepted", "rejected", "left_out", "events",
    "has_events", "filled", "faults", "problem",
}  # fmt: skip
RUN = {"source", "table", "read", "accepted", "changed", "rejected", "left_out", "faults", "note"}
EVENT = {
    "happened_from", "precision", "kind", "detail", "value", "unit", "source", "known_at",
    "known_is_receipt",
}  # fmt: skip


def _json(*words: str | Path) -> Any:
    done = run(*words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_refresh(tmp_path: Path) -> None:
    office = make_agency(tmp_path / "agency")
    still = _json("refresh", office)
    assert (still["changed"], still["runs"], still["counts"]) == (False, [], {})
    extract = office / "extracts" / "visits.csv"
    extract.write_text(
        extract.read_text() + "4;A;Okonkwo;Adaeze;03/04/2015;12 Mill Lane;1/3/2025\n"
    )
    moved = _json("refresh", office)
    assert set(moved) == {"changed", "generation", "runs", "counts", "unread"}
    assert set(moved["runs"][0]) == RUN
    assert set(moved["counts"]) == {"people", "records", "events", "households"}


def test_sources_check(office: Path) -> None:
    (found,) = _json("sources", "check", office)
    assert set(found) == CHECK
    assert (found["read"], found["accepted"], found["events"]) == (3, 3, 2)
    assert [set(one) for one in found["faults"]] == [{"column", "code", "reason", "rows"}]


def test_person_show(office: Path) -> None:
    with sqlite3.connect(office / "data" / "alongside.sqlite3") as con:
        (person_id,) = con.execute(
            "SELECT person_id FROM identity_membership WHERE record_id = 'visits:A'"
        ).fetchone()
    asking = ("--as", EMAIL, "--reason", "visit")
    found = _json("person", "show", office, str(UUID(person_id)), *asking)
    assert set(found) == {"person", "records", "events", "hidden"}
    assert set(found["person"]) == {"id", "given_name", "family_name", "birth_on", "as_of"}
    assert set(found["records"][0]) == {"record", "source", "known_from", "linked_by"}
    assert set(found["events"][0]) == EVENT


def test_audit_verify(office: Path) -> None:
    found = _json("audit", "verify", office)
    assert set(found) == {"entries", "findings"}
    assert found["findings"] == []


def test_user_list(office: Path) -> None:
    (found,) = _json("user", "list", office)
    assert found == {"email": EMAIL, "name": "Ada", "roles": ["worker"], "active": True}


def test_doctor(office: Path) -> None:
    found = _json("doctor", office)
    assert {tuple(one) for one in found} == {("name", "state", "says", "do")}
    assert {one["state"] for one in found} <= {"good", "look", "bad"}


@pytest.mark.parametrize("keys", [CHECK, RUN, EVENT], ids=["check", "run", "event"])
def test_the_reference_names_them(keys: set[str]) -> None:
    assert keys <= set(re.findall(r"`(\w+)`", KEYS))


def test_a_refresh_sweeps_away_what_a_crash_left_of_a_document(tmp_path: Path) -> None:
    office = make_agency(tmp_path / "agency")
    left = office / "data" / "documents" / str(UUID(int=7))
    left.parent.mkdir(exist_ok=True)
    left.write_bytes(b"half of an encrypted file")
    os.utime(left, (0, 0))
    _json("refresh", office)
    assert not left.exists()
