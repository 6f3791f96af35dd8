"""``/people/contests/``: the answers that are owed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.test import Client
from django.utils import timezone

from alongside.web.accounts.models import User
from alongside.web.ledger.models import LedgerEntry
from alongside.web.people.models import Contest
from tests.web.people.conftest import SignIn
from tests.web.people.town import Town


def said(person_id: UUID, by: User, text: str = "Wrong", **values: object) -> Contest:
    fields = {
        "about_kind": "record",
        "about_id": "cases:r0",
        "about_says": "Record of Case system: Mila",
        "sensitivity": 1,
        "purposes": ["casework"],
        "at": timezone.now() - timedelta(days=3),
    }
    return Contest.objects.create(person_id=person_id, by=by, said=text, **{**fields, **values})


def test_a_supervisor_answers_and_the_page_shows_it(
    town: Town, sign_in: SignIn, amara: User
) -> None:
    mila = town.person()
    town.publish()
    contest = said(mila, amara, "The birth date is wrong")
    client = sign_in("supervisor")
    html = client.get("/people/contests/").content.decode()
    assert "The birth date is wrong" in html
    assert "waiting 3 days" in html
    answer = client.post(f"/people/contests/{contest.id}/", {"answer": "Asked the school"})
    assert (answer.status_code, answer["Location"]) == (302, "/people/contests/")
    html = client.get(f"/people/{mila}/").content.decode()
    assert "supervisor person answered: “Asked the school”" in html
    assert "Answer given" in html
    assert "No answer is owed" in client.get("/people/contests/").content.decode()
    assert LedgerEntry.objects.filter(verb="answer_contest", object_id=str(mila)).count() == 2


def test_the_first_answer_stands(town: Town, sign_in: SignIn, amara: User) -> None:
    mila = town.person()
    town.publish()
    contest = said(mila, amara)
    client = sign_in("supervisor")
    client.post(f"/people/contests/{contest.id}/", {"answer": "First"})
    again = client.post(f"/people/contests/{contest.id}/", {"answer": "Second"})
    assert again.status_code == 404
    contest.refresh_from_db()
    assert contest.answer == "First"


def test_an_empty_answer_is_refused_beside_its_field(
    town: Town, sign_in: SignIn, amara: User
) -> None:
    mila = town.person()
    town.publish()
    contest = said(mila, amara)
    page = sign_in("supervisor").post(f"/people/contests/{contest.id}/", {"answer": " "})
    assert page.status_code == 422
    assert f'href="#answer-{contest.id}"' in page.content.decode()


def test_only_who_answers_sees_the_list(town: Town, sign_in: SignIn, amara: User) -> None:
    mila = town.person()
    town.publish()
    contest = said(mila, amara)
    for role in ("worker", "analyst", "auditor"):
        client = sign_in(role)
        assert client.get("/people/contests/").status_code == 404, role
        url = f"/people/contests/{contest.id}/"
        assert client.post(url, {"answer": "x"}).status_code == 404, role
    assert Client().get("/people/contests/").status_code == 302


def test_sealed_people_and_closed_purposes_are_not_on_the_list(
    town: Town, sign_in: SignIn, amara: User
) -> None:
    sealed, other = town.person(given_name="Secret"), town.person(given_name="Other")
    town.publish()
    first = said(sealed, amara, "about a sealed life")
    second = said(other, amara, "of a closed purpose", purposes=["audit"])
    town.seal(sealed)
    client = sign_in("supervisor")
    html = client.get("/people/contests/").content.decode()
    assert "No answer is owed" in html
    for contest in (first, second):
        url = f"/people/contests/{contest.id}/"
        assert client.post(url, {"answer": "x"}).status_code == 404
