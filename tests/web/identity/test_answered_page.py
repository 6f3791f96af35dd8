"""``/review/answered/`` and its undo: what was said, by whom, and how it is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.core import new_person_id
from alongside.web.accounts.models import User
from alongside.web.identity.decide import join
from alongside.web.identity.models import DecisionRow, ProposalRow
from tests.web.identity.conftest import Asked
from tests.web.identity.ground import acting_as, owners
from tests.web.people.conftest import SignIn
from tests.web.people.town import Town


@pytest.fixture
def joined(asked: Asked, amara: User) -> DecisionRow:
    """Amara said that both are one."""
    return join(asked.question.id, acting_as(amara, at=timezone.now()), reason="Met her mother")


def undo_url(decision: DecisionRow) -> str:
    return f"/review/answered/{decision.id}/undo/"


def test_it_says_who_said_what_and_why(joined: DecisionRow, sign_in: SignIn) -> None:
    html = sign_in("worker").get("/review/answered/").content.decode()
    for said in ("1 answer", "The same person", "Met her mother", "Amara Whitlock", "Milla Varga"):
        assert said in html
    assert undo_url(joined) in html


def test_undo_restores_both_pages(asked: Asked, amara: User, sign_in: SignIn, town: Town) -> None:
    client = sign_in(user=amara)
    before = _record_of(client, asked)
    decision = join(asked.question.id, acting_as(amara, at=timezone.now()), reason="One")
    assert _record_of(client, asked) != before
    answer = client.post(undo_url(decision), {"reason": "Another mother"}, follow=True)
    assert "Taken back by Amara Whitlock" in answer.content.decode()
    assert _record_of(client, asked) == before
    assert ProposalRow.objects.get().state == "undone"


def test_a_question_taken_back_can_be_asked_again(joined: DecisionRow, sign_in: SignIn) -> None:
    client = sign_in("worker")
    client.post(undo_url(joined), {"reason": "Another mother"})
    page = f"/review/{joined.proposal_id}/"
    assert "Ask it again" in client.get(page).content.decode()
    client.post(f"{page}again/")
    assert 'type="radio"' in client.get(page).content.decode()


def test_undo_needs_a_reason(joined: DecisionRow, sign_in: SignIn) -> None:
    answer = sign_in("worker").post(undo_url(joined), {"reason": " "})
    assert answer.status_code == 422
    assert len(set(owners().values())) == 1


def test_what_was_taken_back_is_not_taken_back_twice(joined: DecisionRow, sign_in: SignIn) -> None:
    client = sign_in("worker")
    client.post(undo_url(joined), {"reason": "Another mother"})
    answer = client.post(undo_url(joined), {"reason": "Again"})
    assert answer.status_code == 409
    assert "AL-G002" in answer.content.decode()


@pytest.mark.parametrize(("role", "status"), [("supervisor", 200), ("analyst", 404)])
def test_who_may(joined: DecisionRow, sign_in: SignIn, role: str, status: int) -> None:
    client = sign_in(role)
    assert client.get("/review/answered/").status_code == status
    assert client.get(undo_url(joined)).status_code == status


def test_a_stranger_signs_in_first(joined: DecisionRow) -> None:
    assert Client().get("/review/answered/").status_code == 302
    assert Client().post(undo_url(joined), {"reason": "x"}).status_code == 302


def test_an_answer_about_a_hidden_life_is_not_listed(
    town: Town, joined: DecisionRow, asked: Asked, sign_in: SignIn
) -> None:
    town.seal(asked.left)
    client = sign_in("worker")
    assert "Nothing was answered yet" in client.get("/review/answered/").content.decode()
    assert client.get(undo_url(joined)).status_code == 404
    assert client.post(undo_url(joined), {"reason": "x"}).status_code == 404


def test_nothing_answered_yet(town: Town, sign_in: SignIn) -> None:
    assert "Nothing was answered yet" in sign_in("worker").get("/review/answered/").content.decode()


def test_pages_of_25(asked: Asked, amara: User, sign_in: SignIn) -> None:
    now = timezone.now()
    DecisionRow.objects.bulk_create(
        DecisionRow(
            id=new_person_id(),
            answer="keep_apart",
            by=amara,
            reason=f"reason {n}",
            at=now - timedelta(minutes=n),
            people=[str(asked.left), str(asked.right)],
        )
        for n in range(30)
    )
    html = sign_in("worker").get("/review/answered/?page=2").content.decode()
    assert "reason 29" in html
    assert "reason 3<" not in html


def _record_of(client: Client, asked: Asked) -> tuple[list[str], ...]:
    """What both pages show of records and events that sources sent."""
    wanted = ("Case system", "Hospital", "School", "Emergency visit", "Half term", "Referral")
    pages = [
        client.get(f"/people/{one}/", follow=True).content.decode()
        for one in (asked.left, asked.right)
    ]
    return tuple([word for word in wanted if word in page] for page in pages)
