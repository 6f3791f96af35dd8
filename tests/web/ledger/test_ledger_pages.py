import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client

from alongside.governance import Entry
from alongside.web.accounts import make_user
from alongside.web.identity.models import PersonRow, SealRow
from alongside.web.ledger.models import LedgerEntry
from alongside.web.ledger.store import DatabaseLedger

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PERSON = "01931c5e-0000-7000-8000-000000000001"
MERGED = "01931c5e-0000-7000-8000-000000000002"


def view(worker_id, person=PERSON, **changes):
    values = {
        "at": NOW,
        "worker_id": worker_id,
        "verb": "view_person",
        "object_kind": "person",
        "object_id": person,
        "purpose": "casework",
    }
    DatabaseLedger().write(Entry(**values | changes))


# address, role, status
TABLE = [
    ("/ledger/", "auditor", 200),
    ("/ledger/", "worker", 404),
    ("/ledger/", "supervisor", 404),
    ("/ledger/", "analyst", 404),
    ("/ledger/mine/", "worker", 200),
    ("/ledger/mine/", "analyst", 200),
    (f"/ledger/person/{PERSON}/", "worker", 404),
]


@pytest.mark.parametrize(("address", "role", "status"), TABLE)
def test_who_may_open_the_ledger(client_of, address, role, status):
    assert client_of(role).get(address).status_code == status


@pytest.fixture
def person(agency):
    return PersonRow.objects.create(id=UUID(PERSON), minted_at=NOW)


def test_who_may_open_a_person_sees_who_has_looked_and_is_seen_too(client_of, user_of, person):
    view(str(user_of("supervisor").pk), reason="phone call")
    page = client_of("worker").get(f"/ledger/person/{PERSON}/").content.decode()
    for said in ("The supervisor", "phone call", "The worker", "looked at the ledger"):
        assert said in page


def test_looks_at_an_id_that_was_merged_away_stay_with_the_person(client_of, person):
    old = PersonRow.objects.create(id=UUID(MERGED), minted_at=NOW, merged_into=person)
    view("command line", person=MERGED, reason="before the merge")
    for one in (person.pk, old.pk):
        page = client_of("worker").get(f"/ledger/person/{one}/").content.decode()
        assert "before the merge" in page


def test_a_sealed_person_and_nobody_look_the_same_and_both_are_noted(client_of, user_of, person):
    SealRow.objects.create(person=person, by="source", reason="adoption", sealed_at=NOW)
    client = client_of("worker")
    sealed, nobody = (client.get(f"/ledger/person/{one}/") for one in (PERSON, MERGED))
    assert sealed.status_code == nobody.status_code == 404
    assert without_tokens(sealed) == without_tokens(nobody)
    noted = LedgerEntry.objects.order_by("id").values_list("object_id", "outcome")
    assert list(noted) == [(PERSON, "denied"), (MERGED, "denied")]


def without_tokens(answer):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_whose_sign_in_was_changed_is_named(client_of, agency):
    make_user(name="Noor Haddad", email="noor@example.org", roles=["worker"])
    assert "Noor Haddad" in client_of("auditor").get("/ledger/").content.decode().split("<table")[1]


def test_the_auditor_follows_one_person_and_cannot_open_the_page(client_of, user_of):
    view(str(user_of("worker").pk), reason="about this one")
    view(str(user_of("worker").pk), person=MERGED, reason="about another")
    client = client_of("auditor")
    assert f'href="?person={PERSON}"' in client.get("/ledger/").content.decode()
    page = client.get("/ledger/", {"person": PERSON}).content.decode()
    assert "about this one" in page
    assert "about another" not in page
    assert f'name="person" value="{PERSON}"' in page
    assert client.get(f"/people/{PERSON}/").status_code == 404


def test_a_stranger_is_sent_to_sign_in(agency):
    answer = Client().get("/ledger/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=%2Fledger%2F")


def test_i_see_my_own_views_and_nobody_elses(client_of, user_of):
    view(str(user_of("worker").pk), reason="home visit")
    view(str(user_of("supervisor").pk), reason="somebody else's reason")
    page = client_of("worker").get("/ledger/mine/").content.decode()
    assert "home visit" in page
    assert "somebody else" not in page


def test_the_auditors_looking_is_an_entry_too(client_of, user_of):
    client_of("auditor").get("/ledger/")
    entry = LedgerEntry.objects.get()
    assert (entry.worker_id, entry.verb, entry.object_kind) == (
        str(user_of("auditor").pk),
        "view_ledger",
        "ledger",
    )


def test_the_auditor_filters_by_who_what_and_day_and_turns_pages(client_of, user_of):
    worker = str(user_of("worker").pk)
    for number in range(60):
        view(worker, reason=f"reason {number}")
    view(str(user_of("supervisor").pk), reason="the other one", at=NOW.replace(day=2))
    client = client_of("auditor")
    page = client.get("/ledger/", {"worker": worker}).content.decode()
    assert "reason 59" in page
    assert "reason 9<" not in page  # on the next page
    assert "the other one" not in page
    page = client.get("/ledger/", {"day": "2026-03-02"}).content.decode()
    assert "the other one" in page
    assert "reason" not in page.replace("Reason", "")
    oldest = LedgerEntry.objects.order_by("id")[10].pk
    page = client.get("/ledger/", {"before": str(oldest)}).content.decode()
    assert "reason 9<" in page


@pytest.mark.parametrize("query", ["?day=31-02-2020", "?before=x", "?before=9" * 30])
def test_a_query_that_makes_no_sense_is_left_out(client_of, query):
    assert client_of("auditor").get(f"/ledger/{query}").status_code == 200


@pytest.mark.parametrize("path", ["/ledger/?worker=%00", "/people/?q=%00", "/people/%00/"])
def test_a_null_byte_is_no_question(client_of, path):
    answer = client_of("auditor").get(path)
    assert answer.status_code == 400
    assert "Nothing was changed" in answer.content.decode()
