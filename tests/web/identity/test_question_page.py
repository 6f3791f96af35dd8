"""``/review/<id>/``: both sides in view, and the worker's answer."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings

from alongside.agency import AgencyFile, read_agency
from alongside.core import new_person_id
from alongside.governance import Entry, LedgerUnavailable
from alongside.linkage.comparisons import COMPARISONS
from alongside.privacy import Role
from alongside.web.accounts.models import User
from alongside.web.identity.compare import LINE_OF
from alongside.web.identity.models import DecisionRow, ProposalRow
from alongside.web.ledger.models import LedgerEntry
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.publishing.models import GenerationRow
from tests.web.identity.conftest import Asked
from tests.web.identity.ground import make_question, owners
from tests.web.people.conftest import SignIn
from tests.web.people.town import Town


def url(asked: Asked) -> str:
    return f"/review/{asked.question.id}/"


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_both_sides_are_in_view_with_what_agrees(asked: Asked, sign_in: SignIn) -> None:
    text = text_of(sign_in("worker").get(url(asked)).content.decode())
    for said in (
        "12 Mar 2019",
        "3 Dec 2019",
        "12 Hollin Street",
        "4 Weir Court",
        "Family name: the same; speaks strongly for one person",
        "Birth date: day and month swapped; speaks somewhat for one person",
        "Postcode: another one; speaks somewhat for two people",
        "of 100 pairs that compare like this one, about 40 are",
    ):
        assert said in text, said


def test_every_field_that_linkage_compares_has_its_line() -> None:
    assert {one.label for one in COMPARISONS} == set(LINE_OF)


def test_numbers_are_shown_by_their_end_only(asked: Asked, sign_in: SignIn) -> None:
    html = sign_in("worker").get(url(asked)).content.decode()
    assert "ends in 677" in html
    assert "health number ends in 903" in html
    assert "20416" not in html
    assert "H88" not in html


def test_the_reading_of_both_is_in_the_ledger_first(asked: Asked, sign_in: SignIn) -> None:
    sign_in("worker").get(url(asked))
    seen = LedgerEntry.objects.filter(verb="view_person").values_list("object_id", flat=True)
    assert set(seen) == {str(asked.left), str(asked.right)}
    assert LedgerEntry.objects.filter(verb="review_links", object_kind="link").exists()


def test_nothing_is_chosen_beforehand(asked: Asked, sign_in: SignIn) -> None:
    html = sign_in("worker").get(url(asked)).content.decode()
    assert html.count('type="radio"') == 3
    assert "checked" not in html


def test_the_page_tells_what_a_join_would_change(asked: Asked, sign_in: SignIn) -> None:
    text = text_of(sign_in("worker").get(url(asked)).content.decode())
    assert "1 record moves with its events" in text
    assert "3, Mar 2025 to Oct 2025: Agency 1, Health 1, School 1" in text
    assert DecisionRow.objects.count() == 0
    assert owners()[asked.right_record] == asked.right


def test_the_same_person(asked: Asked, amara: User, sign_in: SignIn) -> None:
    client = sign_in(user=amara)
    answer = client.post(url(asked), {"answer": "same", "reason": "Met her mother"}, follow=True)
    html = answer.content.decode()
    assert len(set(owners().values())) == 1
    for said in ("Answered", "Met her mother", "Amara Whitlock", "Undo"):
        assert said in html
    page = client.get(f"/people/{asked.right}/", follow=True)
    assert page.redirect_chain[-1][0].endswith(f"/people/{asked.left}/")
    assert "Joined with another record" in page.content.decode()


def test_two_people(asked: Asked, sign_in: SignIn) -> None:
    sign_in("worker").post(url(asked), {"answer": "two", "reason": "Twins"})
    assert ProposalRow.objects.get().state == "kept_apart"
    assert len(set(owners().values())) == 2


def test_leaving_it_open_needs_no_reason_and_goes_on(asked: Asked, sign_in: SignIn) -> None:
    other = make_question("school:r1", asked.right_record, probability=0.3)
    answer = sign_in("worker").post(url(asked), {"answer": "later"})
    assert answer["Location"] == f"/review/{other.id}/"
    assert ProposalRow.objects.filter(state="open").count() == 2
    assert LedgerEntry.objects.filter(reason="left open").exists()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"reason": "because"}, "Choose what you think"),
        ({"answer": "same", "reason": "  "}, "Write your reason"),
        ({"answer": "nonsense", "reason": "x"}, "Select a valid choice"),
    ],
)
def test_an_answer_that_lacks_something_is_not_recorded(
    asked: Asked, sign_in: SignIn, sent: dict[str, str], says: str
) -> None:
    answer = sign_in("worker").post(url(asked), sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert ProposalRow.objects.get().state == "open"


def test_of_two_workers_the_second_is_told(asked: Asked, sign_in: SignIn) -> None:
    sign_in("worker").post(url(asked), {"answer": "two", "reason": "Twins"})
    answer = sign_in("supervisor").post(url(asked), {"answer": "same", "reason": "One"})
    assert answer.status_code == 409
    text = text_of(answer.content.decode())
    assert "This question is kept apart already" in text
    assert "Twins" in text


def test_a_contradiction_is_said_before_anybody_writes_a_reason(
    asked: Asked, amara: User, sign_in: SignIn
) -> None:
    client = sign_in(user=amara)
    client.post(url(asked), {"answer": "two", "reason": "Twins"})
    other = make_question("school:r1", asked.right_record)
    text = text_of(client.get(f"/review/{other.id}/").content.decode())
    assert "They cannot be joined now" in text
    assert "Amara Whitlock said on" in text


def test_what_cannot_be_written_to_the_ledger_is_not_answered(
    asked: Asked, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = DatabaseLedger.write

    def full(self: DatabaseLedger, entry: Entry) -> None:
        if entry.verb == "change_identity":
            raise LedgerUnavailable
        write(self, entry)

    monkeypatch.setattr(DatabaseLedger, "write", full)
    answer = sign_in("worker").post(url(asked), {"answer": "same", "reason": "One"})
    assert answer.status_code == 503
    assert len(set(owners().values())) == 2
    assert not DecisionRow.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("supervisor", 200), ("analyst", 404)])
def test_who_may(asked: Asked, sign_in: SignIn, role: str, status: int) -> None:
    assert sign_in(role).get(url(asked)).status_code == status


def test_who_may_look_but_not_answer(
    town: Town, asked: Asked, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = AgencyFile.role_table(town.agency.file)["worker"]
    reader = Role(
        name="reader",
        verbs=worker.verbs - {"change_identity"},
        purposes=worker.purposes,
        clearance=worker.clearance,
    )
    monkeypatch.setattr(AgencyFile, "role_table", lambda _self: {"reader": reader})
    client = sign_in("reader")
    html = client.get(url(asked)).content.decode()
    assert "You may look at this question, but not answer it" in html
    assert 'type="radio"' not in html
    assert client.post(url(asked), {"answer": "same", "reason": "x"}).status_code == 403
    assert ProposalRow.objects.get().state == "open"


def test_a_stranger_signs_in_first(asked: Asked) -> None:
    assert Client().get(url(asked)).status_code == 302


def test_a_hidden_side_looks_like_no_question(town: Town, asked: Asked, sign_in: SignIn) -> None:
    town.seal(asked.right)
    client = sign_in("worker")
    hidden, missing = client.get(url(asked)), client.get("/review/999999/")
    assert hidden.status_code == missing.status_code == 404
    token = re.compile(rb'value="\w{64}"')
    assert token.sub(b"", hidden.content) == token.sub(b"", missing.content)
    posted = client.post(url(asked), {"answer": "same", "reason": "x"})
    assert posted.status_code == 404


def test_a_protected_address_is_not_given_away(town: Town, sign_in: SignIn) -> None:
    shielded = {"address_protected": True, "phone": "5550199"}
    first = town.record(new_person_id(), "cases", address="7 Refuge Lane", **shielded)
    second = town.record(new_person_id(), "school", address="7 Refuge Lane")
    town.publish()
    question = make_question(first, second)
    text = text_of(sign_in("supervisor").get(f"/review/{question.id}/").content.decode())
    assert "Address protected" in text
    assert "Refuge Lane" not in text
    assert "Postcode" not in text
    assert "199" not in text


def test_a_record_above_the_clearance_is_no_question(
    town: Town, sign_in: SignIn, settings: Settings
) -> None:
    first = town.record(new_person_id(), "cases")
    second = town.record(new_person_id(), "clinic", sensitivity=3, given_name="Milla")
    town.publish()
    question = make_question(first, second)
    assert sign_in("worker").get(f"/review/{question.id}/").status_code == 404
    assert sign_in("supervisor").get(f"/review/{question.id}/").status_code == 200
    path = town.agency.folder / "sources" / "clinic.toml"
    restricted = path.read_text().replace("[[event]]", 'sensitivity = "restricted"\n[[event]]')
    path.write_text(restricted)
    settings.ALONGSIDE_AGENCY = read_agency(town.agency.folder)
    assert "Nothing to answer" in sign_in("worker").get("/review/").content.decode()
    assert "1 question" in sign_in("supervisor").get("/review/").content.decode()


def test_one_person_perhaps_two(town: Town, sign_in: SignIn) -> None:
    both = new_person_id()
    son = town.record(both, "cases", given_name="Aron", birth_on=date(1990, 5, 2))
    father = town.record(both, "police", given_name="Aaron", birth_on=date(1960, 5, 2))
    also = town.record(both, "hospital", given_name="Aaron", birth_on=date(1960, 5, 2))
    town.publish()
    question = make_question(son, father, kind="split")
    client = sign_in("worker")
    html = client.get(f"/review/{question.id}/").content.decode()
    assert "Do these records belong to one person?" in html
    assert also in html
    sent = {"answer": "two", "reason": "Father and son", "with_right": [also]}
    client.post(f"/review/{question.id}/", sent)
    now = owners()
    assert now[father] == now[also] != now[son] == both


def test_without_the_joined_records_the_question_waits(asked: Asked, sign_in: SignIn) -> None:
    GenerationRow.objects.all().delete()
    html = sign_in("worker").get(url(asked)).content.decode()
    assert "The question waits" in html
    assert 'type="radio"' not in html


def test_names_of_300_letters_right_to_left_and_emoji(town: Town, sign_in: SignIn) -> None:
    first = town.record(new_person_id(), "cases", given_name="X" * 300, family_name="<b>bold</b>")
    second = town.record(new_person_id(), "school", given_name="محمد", family_name="👩‍👧")
    town.publish()
    question = make_question(first, second)
    html = sign_in("worker").get(f"/review/{question.id}/").content.decode()
    assert "<bdi>محمد 👩‍👧</bdi>" in html
    assert "<b>bold" not in html
