"""``…/decision/`` and ``…/withdraw/``: a named worker decides, the first one closes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from alongside.web.accounts.models import User
from alongside.web.decisions.models import DecisionRow, JudgementRow
from alongside.web.publishing.models import OutboxRow
from tests.web.decisions.conftest import DECISION, JUDGEMENT, Case
from tests.web.decisions.test_advice import numbers_in
from tests.web.people.conftest import SignIn


@pytest.fixture
def judged(client: Client, case: Case) -> Client:
    """Amara, who has written down what she thinks."""
    client.post(f"{case.url}judgement/", JUDGEMENT)
    return client


def test_decided_alone(case: Case, judged: Client, amara: User, released: None) -> None:
    answer = judged.post(f"{case.url}decision/", DECISION)
    assert (answer.status_code, answer["Location"]) == (302, f"{case.url}#decided")
    made = DecisionRow.objects.get()
    assert (made.by, made.choice, made.advice, made.shown) == (amara, "visit", "not_seen", None)
    assert made.judgement == JudgementRow.objects.get()
    event = OutboxRow.objects.get(kind="decided_alone")
    assert (event.origin, event.code) == ("worker", "cases:ref-1")
    html = judged.get(case.url).content.decode()
    assert "Screen in: somebody visits" in html
    assert "No advice was seen" in html
    assert case.url not in judged.get("/decisions/").content.decode()


@pytest.mark.parametrize(
    ("used", "words"),
    [
        ("not_used", "I did not use it"),
        ("agreed", "It agreed with me"),
        ("changed_my_view", "It changed my view"),
    ],
)
def test_decided_after_advice_says_so_and_never_what_it_said(
    case: Case, judged: Client, released: None, used: str, words: str
) -> None:
    judged.post(f"{case.url}advice/")
    taken = {"used": used, "support": ["violence:safety_plan"]}
    assert judged.post(f"{case.url}decision/", DECISION | taken).status_code == 302
    made = DecisionRow.objects.get()
    assert (made.advice, made.supports) == (used, ["violence:safety_plan"])
    assert made.shown is not None
    assert OutboxRow.objects.filter(kind="decided_after_advice").count() == 1
    html = judged.get(case.url).content.decode()
    assert "Advice was opened" in html
    assert words in html
    assert "A safety plan with the person" in html
    assert numbers_in(html) == []


def test_leaving_advice_aside_needs_no_reason_where_the_choice_needs_none(
    case: Case, judged: Client, released: None
) -> None:
    judged.post(f"{case.url}advice/")
    said = {"choice": "pass_on", "used": "not_used"}
    assert judged.post(f"{case.url}decision/", said).status_code == 302


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"reason": "x"}, "Choose what happens"),
        ({"choice": "visit"}, "Write your reason"),
        ({"choice": "dance", "reason": "x"}, "Select a valid choice"),
        ({**DECISION, "support": "violence:dance"}, "Select a valid choice"),
    ],
)
def test_half_a_decision_is_not_signed(
    case: Case, judged: Client, said: dict[str, str], says: str
) -> None:
    answer = judged.post(f"{case.url}decision/", said)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not DecisionRow.objects.exists()


def test_after_advice_she_says_what_it_did(case: Case, judged: Client, released: None) -> None:
    judged.post(f"{case.url}advice/")
    answer = judged.post(f"{case.url}decision/", DECISION)
    assert answer.status_code == 422
    assert "Sign with what the advice did" in answer.content.decode()


def test_no_decision_without_a_judgement(case: Case, client: Client) -> None:
    answer = client.post(f"{case.url}decision/", DECISION)
    assert answer.status_code == 409
    assert "AL-G033" in answer.content.decode()


def test_of_two_workers_the_first_decides_and_nothing_of_the_second_is_lost(
    case: Case, judged: Client, sign_in: SignIn
) -> None:
    second = sign_in("worker")
    second.post(f"{case.url}judgement/", {"band": "40 or more", "why": "I was there on Friday"})
    assert judged.post(f"{case.url}decision/", DECISION).status_code == 302
    answer = second.post(
        f"{case.url}decision/", {"choice": "close", "reason": "Grandmother has moved in"}
    )
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Amara Whitlock decided this on" in html
    assert "Grandmother has moved in" in html
    assert "I was there on Friday" in html  # her judgement is kept
    assert DecisionRow.objects.count() == 1
    assert JudgementRow.objects.count() == 2


def test_a_decision_is_withdrawn_by_who_made_it_on_the_same_day(
    case: Case, judged: Client, sign_in: SignIn
) -> None:
    judged.post(f"{case.url}decision/", DECISION)
    colleague = sign_in("supervisor")
    assert colleague.post(f"{case.url}withdraw/").status_code == 409
    assert judged.post(f"{case.url}withdraw/").status_code == 302
    assert OutboxRow.objects.filter(kind="decision_withdrawn").count() == 1
    assert case.url in judged.get("/decisions/").content.decode()
    again = judged.post(f"{case.url}decision/", {"choice": "close", "reason": "It was another"})
    assert again.status_code == 302
    assert [one.number for one in DecisionRow.objects.order_by("id")] == [1, 2]


def test_the_day_after_a_decision_stays(case: Case, judged: Client) -> None:
    judged.post(f"{case.url}decision/", DECISION)
    yesterday = timezone.now() - timedelta(days=1)
    with connection.cursor() as cursor:  # only so can a signed row be made older
        cursor.execute("DROP TRIGGER decisions_decision_kept" + _on_table())
        cursor.execute("UPDATE decisions_decision SET at = %s", [yesterday])
    answer = judged.post(f"{case.url}withdraw/")
    assert answer.status_code == 409
    assert "AL-G034" in answer.content.decode()


def _on_table() -> str:
    return " ON decisions_decision" if connection.vendor == "postgresql" else ""


def test_strangers_and_the_signed_out(case: Case, sign_in: SignIn) -> None:
    for path in ("decision/", "withdraw/"):
        assert sign_in("auditor").post(f"{case.url}{path}", DECISION).status_code == 404
        assert Client().post(f"{case.url}{path}", DECISION).status_code == 302
        assert sign_in("worker").get(f"{case.url}{path}").status_code == 405
