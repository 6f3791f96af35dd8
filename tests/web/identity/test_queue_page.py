"""``/review/``: the open questions."""

from __future__ import annotations

import pytest
from django.test import Client

from alongside.core import new_person_id
from alongside.web.identity.models import PersonRow, ProposalRow
from alongside.web.ledger.models import LedgerEntry
from tests.web.identity.conftest import Asked
from tests.web.identity.ground import EPOCH, make_question
from tests.web.people.conftest import SignIn
from tests.web.people.town import Town


def test_it_lists_both_names_and_how_sure(asked: Asked, sign_in: SignIn) -> None:
    html = sign_in("worker").get("/review/").content.decode()
    assert "1 question" in html
    assert "Mila" in html
    assert "Milla Varga" in html
    assert "less likely than not, 40 %" in html


def test_what_was_listed_is_in_the_ledger(asked: Asked, sign_in: SignIn) -> None:
    sign_in("worker").get("/review/")
    entry = LedgerEntry.objects.get(object_kind="queue")
    assert (entry.verb, entry.object_id) == ("review_links", str(asked.question.id))


@pytest.mark.parametrize(
    ("role", "status"), [("worker", 200), ("supervisor", 200), ("analyst", 404), ("auditor", 404)]
)
def test_who_may(town: Town, sign_in: SignIn, role: str, status: int) -> None:
    assert sign_in(role).get("/review/").status_code == status


def test_a_stranger_signs_in_first(town: Town) -> None:
    answer = Client().get("/review/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/")


def test_nothing_to_answer_says_what_comes_next(town: Town, sign_in: SignIn) -> None:
    assert (
        "Questions come with the first refresh"
        in sign_in("worker").get("/review/").content.decode()
    )
    town.person()
    town.publish()
    html = sign_in("worker").get("/review/").content.decode()
    assert "New questions come when new extracts are joined" in html


def test_filters_by_kind_and_source(asked: Asked, sign_in: SignIn) -> None:
    client = sign_in("worker")
    for query, found in (
        ("kind=pair", True),
        ("kind=split", False),
        ("source=hospital", True),
        ("source=school", False),
        ("kind=nonsense&source=nowhere", True),
    ):
        html = client.get(f"/review/?{query}").content.decode()
        assert ("1 question" in html) is found, query
    part = client.get("/review/?kind=split", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<section")
    assert "No question of this kind" in part


def test_pages_of_25_the_most_likely_first(asked: Asked, sign_in: SignIn) -> None:
    ProposalRow.objects.bulk_create(
        ProposalRow(
            kind="pair",
            left_record=f"cases:{n:03}",
            right_record=f"school:{n:03}",
            probability=0.2 + n / 1000,
            weight=1,
            raised_at=EPOCH,
        )
        for n in range(60)
    )
    client = sign_in("worker")
    first = client.get("/review/").content.decode()
    assert "61 questions" in first
    assert first.index("40 %") < first.index("25 %")
    assert "Page 1 of 3" in first
    assert "Page 3 of 3" in client.get("/review/?page=99").content.decode()
    assert client.get("/review/?page=x").status_code == 200


def test_a_question_about_a_hidden_life_is_not_there_for_others(
    town: Town, asked: Asked, sign_in: SignIn, amara: object
) -> None:
    before = sign_in("worker").get("/review/").content.decode()
    town.seal(asked.right, amara)
    html = sign_in("worker").get("/review/").content.decode()
    assert "Milla" in before
    assert "Milla" not in html
    assert "Nothing to answer" in html
    assert "1 question" in sign_in(user=amara).get("/review/").content.decode()


def test_a_seal_on_an_id_that_was_merged_hides_the_living(
    town: Town, asked: Asked, sign_in: SignIn
) -> None:
    old = PersonRow.objects.create(id=new_person_id(), minted_at=EPOCH, merged_into_id=asked.left)
    town.seal(old.id)
    assert "Nothing to answer" in sign_in("worker").get("/review/").content.decode()


def test_answered_questions_leave_the_queue(asked: Asked, sign_in: SignIn) -> None:
    make_question("a:1", "b:1")
    ProposalRow.objects.filter(id=asked.question.id).update(state="joined")
    assert "Milla" not in sign_in("worker").get("/review/").content.decode()
