from datetime import UTC, datetime

import pytest
from django.test import Client

from alongside.governance import Entry
from alongside.web.ledger.models import LedgerEntry
from alongside.web.ledger.store import DatabaseLedger

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def view(worker_id, person="01931c5e-0000-7000-8000-000000000001", **changes):
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
    ("/ledger/person/01931c5e-0000-7000-8000-000000000001/", "worker", 404),
]


@pytest.mark.parametrize(("address", "role", "status"), TABLE)
def test_who_may_open_the_ledger(client_of, address, role, status):
    assert client_of(role).get(address).status_code == status


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
