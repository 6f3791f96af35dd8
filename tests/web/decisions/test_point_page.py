"""``/decisions/<kind>/<source>/<key>/``: one decision in its states."""

from __future__ import annotations

from django.conf import settings
from django.test import Client

from alongside.agency import read_agency
from alongside.web.ledger.models import LedgerEntry
from tests.web.decisions.conftest import DECISION, JUDGEMENT, Case
from tests.web.decisions.screening import close, refer
from tests.web.people.conftest import SignIn


def says(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_facts_and_clock_are_there_before_anybody_judged(case: Case, client: Client) -> None:
    html = says(client, case.url)
    assert "from the school" in html
    assert "argument; children asleep" in html  # blind-first hides estimates, never facts
    assert "day 1 of 2" in html
    assert "What do you think?" in html
    assert "Your decision" not in html
    assert "checked" not in html  # nothing is chosen for her
    entry = LedgerEntry.objects.filter(verb="view_person", object_id=str(case.mila))
    assert entry.exists()


def test_protected_address_is_said_before_a_judgement(case: Case, client: Client) -> None:
    mila = case.town.person(address_protected=True)
    url = refer(case.town, mila, key="ref-2")
    case.town.publish()
    assert "ask by phone who is at home" in says(client, url)


def test_after_judging_the_decision_and_the_door_stand_side_by_side(
    case: Case, client: Client, released: None
) -> None:
    answer = client.post(f"{case.url}judgement/", JUDGEMENT)
    assert (answer.status_code, answer["Location"]) == (302, f"{case.url}#next")
    html = says(client, case.url)
    assert "10 to 19 of 100." in html
    assert "Dora called herself" in html
    assert "See what the system says" in html
    assert "Decide without advice" in html
    assert "Sign as Amara Whitlock" in html
    assert "Advice from the system" not in html


def test_without_a_model_everything_else_works(case: Case, client: Client) -> None:
    client.post(f"{case.url}judgement/", JUDGEMENT)
    html = says(client, case.url)
    assert "No model is released for this decision" in html
    assert "See what the system says" not in html
    assert client.post(f"{case.url}decision/", DECISION).status_code == 302
    assert "I want to see the children" in says(client, case.url)


def test_closed_elsewhere_says_by_whom_and_takes_nothing(case: Case, client: Client) -> None:
    close(case.town, case.mila)
    case.town.publish()
    html = says(client, case.url)
    assert "Decided elsewhere" in html
    assert "Screened: out" in html
    assert "What do you think?" not in html
    answer = client.post(f"{case.url}judgement/", JUDGEMENT)
    assert answer.status_code == 409
    assert "Dora called herself" in answer.content.decode()  # nothing of hers is lost


def test_what_was_closed_out_of_her_sight_is_closed_and_gives_no_more_away(
    case: Case, client: Client
) -> None:
    close(case.town, case.mila, sensitivity=3)
    case.town.publish()
    html = says(client, case.url)
    assert "A source says that it was decided." in html
    assert "Screened" not in html
    assert client.post(f"{case.url}judgement/", JUDGEMENT).status_code == 409


def test_what_its_source_took_back_waits_no_longer(case: Case, client: Client) -> None:
    client.post(f"{case.url}judgement/", JUDGEMENT)
    for row in case.town.rows["event"]:
        if row["source_key"] == "ref-1":
            row["known_until"] = row["known_from"]
    case.town.publish()
    html = says(client, case.url)
    assert "The source took it back." in html
    assert "Dora called herself" in html
    assert client.post(f"{case.url}decision/", DECISION).status_code == 409


def test_the_work_goes_on_while_the_joined_records_cannot_be_read(
    case: Case, client: Client
) -> None:
    client.post(f"{case.url}judgement/", JUDGEMENT)
    for path in (case.town.agency.data / "warehouse").iterdir():
        path.unlink()
    from alongside.web.publishing import warehouse

    warehouse._opened.clear()
    html = says(client, case.url)
    assert "The joined records cannot be read now" in html
    assert client.post(f"{case.url}decision/", DECISION).status_code == 302


def test_a_key_with_a_slash_has_its_page(case: Case, client: Client) -> None:
    refer(case.town, case.mila, key="2026/7 %2F")
    case.town.publish()
    html = says(client, "/decisions/")
    address = "/decisions/screening/cases/2026%252F7%20%25252F/"
    assert address in html
    assert "from the school" in says(client, address)


def test_a_colleague_may(case: Case, sign_in: SignIn) -> None:
    assert sign_in("worker").get(case.url).status_code == 200
    assert sign_in("supervisor").get(case.url).status_code == 200


def test_strangers_see_nothing(case: Case, sign_in: SignIn) -> None:
    assert sign_in("analyst").get(case.url).status_code == 404
    assert sign_in("auditor").get(case.url).status_code == 404
    assert Client().get(case.url).status_code == 302
    client = sign_in("worker")
    assert client.get("/decisions/screening/cases/none/").status_code == 404
    assert client.get("/decisions/none/cases/ref-1/").status_code == 404
    assert client.get("/decisions/screening/police/ref-1/").status_code == 404
    case.town.seal(case.mila)
    assert client.get(case.url).status_code == 404


def test_a_referral_above_her_clearance_is_a_missing_page(case: Case, sign_in: SignIn) -> None:
    url = refer(case.town, case.mila, key="ref-3", sensitivity=3)
    case.town.publish()
    assert sign_in("worker").get(url).status_code == 404
    assert sign_in("supervisor").get(url).status_code == 200


def test_who_may_only_read_may_read(case: Case, sign_in: SignIn) -> None:
    read_only(case)
    client = sign_in("reader")
    html = says(client, case.url)
    assert "You may look at this, but not decide it." in html
    for path in ("judgement/", "decision/", "advice/", "withdraw/", "no-advice/"):
        assert client.post(f"{case.url}{path}", JUDGEMENT | DECISION).status_code == 403, path


def read_only(case: Case) -> None:
    """Give the agency a role that may look at decisions, but not take any."""
    path = case.town.agency.folder / "agency.toml"
    path.write_text(
        path.read_text()
        + '\n[roles.reader]\nverbs = ["view_person", "view_decisions"]\n'
        + 'purposes = ["casework"]\nclearance = "ordinary"\n'
    )
    settings.ALONGSIDE_AGENCY = case.town.agency = read_agency(case.town.agency.folder)
