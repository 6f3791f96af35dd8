"""``/sources/``: how fresh each source is, what it feeds, who may use it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from alongside.agency import read_agency
from alongside.web.publishing.models import GenerationRow
from tests.web.people.conftest import SignIn
from tests.web.people.town import Town
from tests.web.sources.conftest import received


def card(client: Client, title: str) -> str:
    html = client.get("/sources/").content.decode()
    cards = re.split(r"<section class=\"card source\"", html)
    found = next(one for one in cards if f">{title}</h2>" in one)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found))


def test_a_source_says_how_old_it_is_and_what_was_read(with_rejects: Town, sign_in: SignIn) -> None:
    text = card(sign_in("worker"), "School")
    for said in ("12 days old", "1,461", "1,400", "31", "61 rows put aside, and why"):
        assert said in text, said
    assert "windows-1252, semicolons" in text


@pytest.mark.parametrize(("days", "chip"), [(0, "done"), (7, "done"), (8, "soon")])
def test_older_than_its_declared_freshness_is_marked(
    town: Town, sign_in: SignIn, days: int, chip: str
) -> None:
    received(town, "police", days_ago=days)
    html = sign_in("worker").get("/sources/").content.decode()
    (marked,) = re.findall(r'>Police</h2><span class="chip (\w+)">', html)
    assert marked == chip


def test_only_the_last_run_of_a_table_counts(town: Town, sign_in: SignIn) -> None:
    received(town, "police", days_ago=9, rejected=500)
    received(town, "police", days_ago=1)
    text = card(sign_in("worker"), "Police")
    assert "500" not in text
    assert "1 day old" in text


def test_what_a_source_feeds_and_who_may_use_it(town: Town, sign_in: SignIn, settings) -> None:
    path = town.agency.folder / "sources" / "clinic.toml"
    path.write_text(
        path.read_text().replace('happened = "on"', 'happened = "on"\nsensitivity = "restricted"')
    )
    settings.ALONGSIDE_AGENCY = read_agency(town.agency.folder)
    text = card(sign_in("worker"), "Clinic")
    assert "Treatment Restricted Work with this person and household" in text
    assert re.search(r"Treatment Restricted .*? supervisor", text)
    assert not re.search(r"Treatment Restricted [^.]*?worker,", text)
    assert "Who: person Ordinary" in text
    assert "worker, supervisor" in text


def test_files_that_nobody_reads_are_named(town: Town, sign_in: SignIn) -> None:
    folder = town.agency.folder / "extracts"
    folder.mkdir()
    (folder / "school.csv").touch()
    (folder / "school (2).csv").touch()
    html = sign_in("worker").get("/sources/").content.decode()
    assert "1 file that no source reads" in html
    assert "<bdi>school (2).csv</bdi>" in html


@pytest.mark.parametrize("role", ["worker", "supervisor", "analyst", "auditor"])
def test_every_role_may_see_it(town: Town, sign_in: SignIn, role: str) -> None:
    assert sign_in(role).get("/sources/").status_code == 200


def test_no_role_no_page(town: Town, sign_in: SignIn) -> None:
    assert sign_in("nonsense").get("/sources/").status_code == 404


def test_a_stranger_signs_in_first(town: Town) -> None:
    assert Client().get("/sources/").status_code == 302


def test_before_the_first_refresh(town: Town, sign_in: SignIn) -> None:
    html = sign_in("worker").get("/sources/").content.decode()
    assert "No records were joined yet" in html
    assert html.count("Nothing was received yet") == 5


def test_an_agency_without_sources_says_how_to_begin(town: Town, sign_in: SignIn, settings) -> None:
    for path in (town.agency.folder / "sources").glob("*.toml"):
        path.unlink()
    settings.ALONGSIDE_AGENCY = read_agency(town.agency.folder)
    assert "alongside sources suggest" in sign_in("worker").get("/sources/").content.decode()


def test_it_answers_while_the_joined_records_are_gone(with_rejects: Town, sign_in: SignIn) -> None:
    for path in (with_rejects.agency.data / "warehouse").iterdir():
        path.unlink()
    assert "School" in sign_in("worker").get("/sources/").content.decode()
    assert GenerationRow.objects.exists()
