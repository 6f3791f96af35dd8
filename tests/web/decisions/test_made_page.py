"""``/decisions/made/``: what was decided, for a supervisor: by date, never by worker."""

from __future__ import annotations

from django.test import Client

from tests.web.decisions.conftest import DECISION, JUDGEMENT, Case
from tests.web.decisions.screening import refer
from tests.web.decisions.test_advice import numbers_in
from tests.web.people.conftest import SignIn


def test_judgement_choice_reason_and_what_advice_did(
    case: Case, client: Client, sign_in: SignIn, released: None
) -> None:
    client.post(f"{case.url}judgement/", JUDGEMENT)
    client.post(f"{case.url}advice/")
    client.post(f"{case.url}decision/", DECISION | {"used": "changed_my_view"})
    html = sign_in("supervisor").get("/decisions/made/").content.decode()
    for words in (
        "Screen in: somebody visits",
        "I want to see the children",
        "Judged first: 10 to 19 of 100.",
        "Dora called herself",
        "Amara Whitlock",
        "Advice was opened: “It changed my view”.",
    ):
        assert words in html
    assert numbers_in(html) == []


def test_newest_first_and_a_withdrawn_one_says_so(
    case: Case, client: Client, sign_in: SignIn
) -> None:
    later = refer(case.town, case.town.person(given_name="Teo"), key="later")
    case.town.publish()
    for url in (case.url, later):
        client.post(f"{url}judgement/", JUDGEMENT)
        client.post(f"{url}decision/", DECISION)
    client.post(f"{later}withdraw/")
    html = sign_in("supervisor").get("/decisions/made/").content.decode()
    assert html.index("Teo") < html.index("Mila")
    assert html.count("withdrawn") == 1


def test_what_she_may_not_see_is_not_there(case: Case, client: Client, sign_in: SignIn) -> None:
    client.post(f"{case.url}judgement/", JUDGEMENT)
    client.post(f"{case.url}decision/", DECISION)
    case.town.seal(case.mila)
    html = sign_in("supervisor").get("/decisions/made/").content.decode()
    assert "Nothing was decided here yet" in html


def test_workers_and_strangers(case: Case, client: Client, sign_in: SignIn) -> None:
    assert client.get("/decisions/made/").status_code == 404
    assert sign_in("analyst").get("/decisions/made/").status_code == 404
    assert Client().get("/decisions/made/").status_code == 302
