"""``/people/``: search."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from alongside.web.ledger.models import LedgerEntry
from tests.web.people.conftest import SignIn
from tests.web.people.town import Town


@pytest.mark.parametrize(
    "asked",
    ["Mila Varga-Lisle", "milla vargha", "Mihla Lisle", "varga", "2019-03-12", "3/12/2019 varga"],
)
def test_a_person_is_found_by_any_spelling(town: Town, sign_in: SignIn, asked: str) -> None:
    mila = town.person(place="Northmere")
    town.person(given_name="Oskar", family_name="Brandt", birth_on=date(1980, 1, 1))
    town.publish()
    html = sign_in("worker").get("/people/", {"q": asked}).content.decode()
    assert f"/people/{mila}/" in html
    assert "born 12 Mar 2019" in html
    assert "Northmere" in html
    assert "Brandt" not in html


def test_other_spellings_are_shown_under_one_name(town: Town, sign_in: SignIn) -> None:
    mila = town.person("cases")
    town.record(mila, "school", given_name="Milla", family_name="Varga")
    town.publish()
    html = sign_in("worker").get("/people/", {"q": "Mila Varga-Lisle"}).content.decode()
    assert html.count(f"/people/{mila}/") == 1
    assert "Milla Varga" in html


def test_capitals_make_no_other_spelling(town: Town, sign_in: SignIn) -> None:
    mila = town.person("cases", given_name="MILA", family_name="VARGA-LISLE")
    town.record(mila, "school")
    town.publish()
    html = sign_in("worker").get("/people/", {"q": "Mila Varga-Lisle"}).content.decode()
    assert "<bdi>Mila Varga-Lisle</bdi></a>" in html
    assert "VARGA" not in html


def test_a_protected_address_has_no_place(town: Town, sign_in: SignIn) -> None:
    town.person(place="Refuge Town", address_protected=True)
    town.publish()
    html = sign_in("worker").get("/people/", {"q": "Mila Varga"}).content.decode()
    assert "Varga" in html
    assert "Refuge Town" not in html


def test_sealed_people_take_no_place_and_no_count(town: Town, sign_in: SignIn) -> None:
    town.person()
    secret = town.person(family_name="Varga-Liesle")
    town.publish()
    town.seal(secret)
    html = sign_in("supervisor").get("/people/", {"q": "Mila Varga"}).content.decode()
    assert ">1 person<" in html
    assert str(secret) not in html


def test_nobody_found_says_what_to_try(town: Town, sign_in: SignIn) -> None:
    town.publish()
    client = sign_in("worker")
    assert "Try the name as it sounds" in client.get("/people/?q=Zzyzx").content.decode()
    empty = client.get("/people/").content.decode()
    assert "Start with what you know" in empty
    assert not LedgerEntry.objects.filter(object_kind="search", worker_id="").exists()


def test_the_ledger_keeps_that_a_search_was_made_not_what_was_asked(
    town: Town, sign_in: SignIn
) -> None:
    town.person()
    town.publish()
    client = sign_in("worker")
    client.get("/people/", {"q": "Mila Varga"})
    entry = LedgerEntry.objects.get(verb="search_people")
    assert (entry.object_kind, entry.object_id, entry.reason) == ("search", "people", "")


def test_htmx_gets_the_list_alone(town: Town, sign_in: SignIn) -> None:
    town.person()
    town.publish()
    answer = sign_in("worker").get("/people/?q=varga", headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert text.startswith('<section class="card" id="found"')
    assert 'id="found-count" hx-swap-oob="innerHTML">1 person<' in text


@pytest.mark.parametrize("role", ["analyst", "auditor", "nobody"])
def test_who_may_not_search_gets_a_missing_page(town: Town, sign_in: SignIn, role: str) -> None:
    assert sign_in(role).get("/people/?q=x").status_code == 404


def test_the_signed_out_are_sent_to_sign_in(town: Town) -> None:
    assert Client().get("/people/?q=x").status_code == 302


@pytest.mark.parametrize(
    "asked",
    [
        "x" * 5000,
        "مِيلَا",
        "🙂",
        "=cmd()",
        "<script>alert(1)</script>",
        "%00",
        "'; drop",
        "31/02/2020",
    ],
)
def test_no_query_breaks_the_page(town: Town, sign_in: SignIn, asked: str) -> None:
    town.person(given_name=asked[:300])
    town.publish()
    answer = sign_in("worker").get("/people/", {"q": asked})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
