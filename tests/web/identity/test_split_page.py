"""``/review/split/<record>/``: one of these is someone else."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from alongside.core import new_person_id
from alongside.web.identity.models import DecisionRow
from tests.web.identity.ground import owners
from tests.web.people.conftest import SignIn
from tests.web.people.town import Town


@pytest.fixture
def both(town: Town) -> UUID:
    """Father and son on one id."""
    person = new_person_id()
    son = town.record(person, "cases", key="son/1", given_name="Aron", birth_on=date(1990, 5, 2))
    town.record(person, "police", key="father", given_name="Aaron", birth_on=date(1960, 5, 2))
    town.event(son, "2025-10-14")
    town.publish()
    return person


URL = "/review/split/cases:son/1/"


def test_it_offers_the_records_with_none_chosen(both: UUID, sign_in: SignIn) -> None:
    html = sign_in("worker").get(URL).content.decode()
    assert "Case system, Aron Varga-Lisle, 2 May 1990" in html
    assert "Police, Aaron Varga-Lisle, 2 May 1960" in html
    assert "checked" not in html


def test_the_preview_shows_both_pages_and_writes_nothing(both: UUID, sign_in: SignIn) -> None:
    client = sign_in("worker")
    sent = {"records": ["police:father"], "step": "preview"}
    whole = client.post(URL, sent).content.decode()
    part = client.post(URL, sent, headers={"HX-Request": "true"}).content.decode()
    assert "new page" in whole
    assert part.lstrip().startswith('<section class="card" id="preview"')
    assert part.strip() in whole
    assert not DecisionRow.objects.exists()
    assert set(owners().values()) == {both}


def test_recording_gives_a_page_of_its_own(both: UUID, sign_in: SignIn) -> None:
    client = sign_in("worker")
    sent = {"records": ["police:father"], "reason": "Father and son", "step": "record"}
    html = client.post(URL, sent, follow=True).content.decode()
    assert "Two people, parted" in html
    now = owners()
    assert now["cases:son/1"] == both != now["police:father"]
    page = client.get(f"/people/{now['police:father']}/").content.decode()
    assert "Aaron" in page
    assert "Aron" not in page


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"reason": "x"}, "Choose at least one record"),
        ({"records": ["police:father", "cases:son/1"], "reason": "x"}, "Leave at least one"),
        ({"records": ["police:father"]}, "Write your reason"),
        ({"records": ["school:other"], "reason": "x"}, "Select a valid choice"),
    ],
)
def test_what_lacks_something_is_not_recorded(
    both: UUID, sign_in: SignIn, sent: dict[str, object], says: str
) -> None:
    answer = sign_in("worker").post(URL, {**sent, "step": "record"})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert set(owners().values()) == {both}


def test_one_record_cannot_be_parted(town: Town, sign_in: SignIn) -> None:
    record = town.record(new_person_id(), "cases", key="only")
    town.publish()
    html = sign_in("worker").get(f"/review/split/{record}/").content.decode()
    assert "There is one record only" in html


@pytest.mark.parametrize(("role", "status"), [("supervisor", 200), ("analyst", 404)])
def test_who_may(both: UUID, sign_in: SignIn, role: str, status: int) -> None:
    assert sign_in(role).get(URL).status_code == status


def test_a_stranger_signs_in_first(both: UUID) -> None:
    assert Client().get(URL).status_code == 302


def test_a_hidden_life_and_an_unknown_record_are_the_same(
    town: Town, both: UUID, sign_in: SignIn
) -> None:
    town.seal(both)
    client = sign_in("worker")
    assert client.get(URL).status_code == 404
    assert client.get("/review/split/cases:nobody/").status_code == 404
    assert client.get("/review/split/nonsense/").status_code == 404
