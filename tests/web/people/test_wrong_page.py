"""``/people/<id>/wrong/``: *this is wrong*, about a record, an event or a link."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.db import DatabaseError
from django.test import Client

from alongside.web.accounts.models import User
from alongside.web.ledger.models import LedgerEntry
from alongside.web.people.models import Contest
from alongside.web.publishing.models import OutboxRow
from tests.web.people.conftest import SignIn
from tests.web.people.town import Town


def address(person_id: object, kind: str, identity: str) -> str:
    return f"/people/{person_id}/wrong/?about={kind}&id={quote(identity)}"


@pytest.mark.parametrize("kind", ["event", "record", "link"])
def test_what_is_said_stands_beside_the_thing(
    town: Town, sign_in: SignIn, amara: User, kind: str
) -> None:
    mila = town.person("cases", "school")
    record = next(iter(town.owner))
    event = town.event(record, "2025-01-01")
    town.publish()
    client = sign_in(user=amara)
    url = address(mila, kind, event if kind == "event" else record)
    assert client.get(url).status_code == 200
    answer = client.post(url, {"said": "It was <b>her cousin</b>", "said_by_client": "on"})
    assert (answer.status_code, answer["Location"]) == (302, f"/people/{mila}/")
    contest = Contest.objects.get()
    assert (contest.about_kind, contest.by, contest.said_by_client) == (kind, amara, True)
    html = client.get(f"/people/{mila}/").content.decode()
    assert "the person themselves, written down by Amara Whitlock" in html
    assert "answer owed" in html
    assert "It was &lt;b&gt;her cousin&lt;/b&gt;" in html
    assert "<strong>Said to be wrong</strong>" in html  # at once, on the timeline


def test_ledger_contest_and_outbox_go_together(
    town: Town, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    mila = town.person()
    (record,) = town.owner
    town.publish()
    client = sign_in("worker")
    client.post(address(mila, "record", record), {"said": "Wrong"})
    assert LedgerEntry.objects.filter(verb="contest_record", object_id=str(mila)).count() == 1
    outbox = OutboxRow.objects.get()
    assert (outbox.kind, outbox.person_id, outbox.purposes) == (
        "record_contested",
        mila,
        ["casework", "supervision"],
    )

    def full(*_args: object, **_fields: object) -> None:
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(OutboxRow.objects, "create", full)
    with pytest.raises(DatabaseError):
        client.post(address(mila, "record", record), {"said": "Again"})
    assert Contest.objects.count() == 1
    assert LedgerEntry.objects.filter(verb="contest_record").count() == 1


def test_nothing_said_is_not_kept_and_says_what_to_do(town: Town, sign_in: SignIn) -> None:
    mila = town.person()
    (record,) = town.owner
    town.publish()
    answer = sign_in("worker").post(address(mila, "record", record), {"said": "  "})
    assert answer.status_code == 422
    assert "Write what is wrong" in answer.content.decode()
    assert not Contest.objects.exists()


@pytest.mark.parametrize(("kind", "identity"), [("event", "cases:none"), ("person", "x"), ("", "")])
def test_a_thing_that_is_not_there_is_a_missing_page(
    town: Town, sign_in: SignIn, kind: str, identity: str
) -> None:
    mila = town.person()
    town.publish()
    assert sign_in("worker").get(address(mila, kind, identity)).status_code == 404


def test_a_hidden_event_cannot_be_contested_and_looks_missing(town: Town, sign_in: SignIn) -> None:
    mila = town.person("clinic")
    (record,) = town.owner
    event = town.event(record, "2025-01-01", sensitivity=3)
    town.publish()
    client = sign_in("worker")
    assert client.get(address(mila, "event", event)).status_code == 404
    assert client.post(address(mila, "event", event), {"said": "x"}).status_code == 404
    assert sign_in("supervisor").get(address(mila, "event", event)).status_code == 200


def test_who_may_only_read_may_not_contest(town: Town, sign_in: SignIn) -> None:
    from django.conf import settings

    from alongside.agency import read_agency

    path = town.agency.folder / "agency.toml"
    path.write_text(
        path.read_text()
        + '\n[roles.reader]\nverbs = ["view_person"]\npurposes = ["casework"]\n'
        + 'clearance = "ordinary"\n'
    )
    settings.ALONGSIDE_AGENCY = town.agency = read_agency(town.agency.folder)
    mila = town.person()
    (record,) = town.owner
    town.publish()
    client = sign_in("reader")
    page = client.get(f"/people/{mila}/")
    assert page.status_code == 200
    assert b"This is wrong" not in page.content
    assert client.get(address(mila, "record", record)).status_code == 403
    assert client.post(address(mila, "record", record), {"said": "x"}).status_code == 403
    assert not Contest.objects.exists()


def test_strangers_and_the_signed_out(town: Town, sign_in: SignIn) -> None:
    mila = town.person()
    (record,) = town.owner
    town.publish()
    url = address(mila, "record", record)
    assert sign_in("analyst").get(url).status_code == 404
    assert Client().get(url).status_code == 302
    town.seal(mila)
    assert sign_in("worker").get(url).status_code == 404
