"""The page of a form: filled in with and without script, by those who may."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.agency import Agency
from alongside.governance.casework import FilledState
from alongside.web.assessments.filling import finish_form, start_form
from alongside.web.assessments.models import FilledRow
from alongside.web.assessments.nodes import dom_id
from alongside.web.assessments.saving import save_answers
from alongside.web.cases.opening import OpenedCase
from alongside.web.ledger.models import LedgerEntry
from tests.forms.writing import ask, form_json
from tests.web.assessments.filled import CHILD_VIEW, finished_child_view
from tests.web.casework import NOW, make_case, make_worker, reopen_at, signed_in

pytestmark = pytest.mark.usefixtures("agency")
HARD = ["x" * 300, "שלום עולם", "🙂👩‍👧", "<script>alert(1)</script>", '=HYPERLINK("http://x")']


@pytest.fixture
def opened() -> OpenedCase:
    return make_case(make_worker("Amara Whitlock"))


@pytest.fixture
def amara(opened: OpenedCase) -> Client:
    return signed_in(make_worker("Amara Whitlock"))


def address(opened: OpenedCase, row: FilledRow | None = None, name: str = "form") -> str:
    if row is None:
        return reverse("assessments:forms", kwargs={"key": opened.key})
    return reverse(f"assessments:{name}", kwargs={"key": opened.key, "filled": row.key})


def fields(row: FilledRow, **answers: Any) -> dict[str, Any]:
    """What a browser sends for these fields, as the page is at the newest revision."""
    row.refresh_from_db()
    sent: dict[str, Any] = {"revision": row.revision, "f": list(answers), "s": ["place", "good"]}
    return sent | {f"a:{key}": value for key, value in answers.items()}


def test_a_form_is_begun_from_the_list(opened: OpenedCase, amara: Client) -> None:
    page = amara.get(address(opened)).content.decode()
    assert "Begin: Safety assessment" in page
    answer = amara.post(
        address(opened), {"form": "child_view", "person": str(opened.focus[0])}, follow=True
    )
    assert "A child’s own view: <bdi>Mila Hartmann</bdi>" in answer.content.decode()
    assert LedgerEntry.objects.filter(verb="work_cases", object_id=str(opened.key)).exists()


def test_a_form_without_its_person_is_refused_on_the_page(
    opened: OpenedCase, amara: Client
) -> None:
    answer = amara.post(address(opened), {"form": "child_view", "person": "nonsense"})
    assert answer.status_code == 409
    assert "AL-U071" in answer.content.decode()


def test_saving_without_script_keeps_what_was_sent(opened: OpenedCase, amara: Client) -> None:
    row = start_form(opened, "child_view", opened.focus[0])
    answer = amara.post(address(opened, row), fields(row, good="My bike\r\nMy gran", safe="7"))
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.answers == {"good": ["My bike\nMy gran"], "safe": [7]}


def test_saving_the_page_as_it_is_changes_nothing(opened: OpenedCase, amara: Client) -> None:
    row = start_form(opened, "home_visit")
    save_answers(opened, row, {"at": ["2026-03-04T09:30:00+00:00"], "home": ["Warm.\nTidy."]})
    page = amara.get(address(opened, row)).content.decode()
    assert 'value="2026-03-04T04:30"' in page
    sent = fields(row, at="2026-03-04T04:30", home="Warm.\r\nTidy.", who="")
    amara.post(address(opened, row), sent)
    before = row.revision
    row.refresh_from_db()
    assert row.revision == before


def test_script_swaps_only_what_changes(opened: OpenedCase, amara: Client) -> None:
    row = start_form(opened, "child_view", opened.focus[0])
    sent = fields(row, secret="true", good="My bike") | {"s": ["secret", "good"]}
    answer = amara.post(address(opened, row), sent, headers={"HX-Request": "true"})
    part = answer.content.decode()
    assert answer["X-Kept"] == "1"
    assert f'id="w-{dom_id("secret-what")}" hx-swap-oob="true"' in part
    assert "My bike" not in part
    assert 'name="r:good" value="2"' in part
    sent = fields(row, secret="false") | {"s": ["secret", "secret-what"]}
    part = amara.post(address(opened, row), sent, headers={"HX-Request": "true"}).content.decode()
    assert f'id="w-{dom_id("secret-what")}" hidden hx-swap-oob="true"' in part


def test_the_system_says_nothing_before_the_workers_own_conclusion(
    opened: OpenedCase, amara: Client
) -> None:
    row = start_form(opened, "safety_assessment")
    assert "add up to" not in amara.get(address(opened, row)).content.decode()
    save_answers(opened, row, {"conclusion": ["safe"]})
    page = amara.get(address(opened, row)).content.decode()
    assert "Not given: answers are missing." in page


def test_what_cannot_be_kept_stands_on_the_page_with_why(opened: OpenedCase, amara: Client) -> None:
    row = start_form(opened, "home_visit")
    answer = amara.post(address(opened, row), fields(row, at="yesterday", home="Warm"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Write a day and time" in page
    assert 'value="yesterday"' in page
    row.refresh_from_db()
    assert row.answers == {"home": ["Warm"]}


def test_finishing_names_what_is_missing_and_leads_there(opened: OpenedCase, amara: Client) -> None:
    row = start_form(opened, "child_view", opened.focus[0])
    answer = amara.post(address(opened, row), fields(row, good="My bike") | {"finish": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'<a href="#{dom_id("read-back")}">' in page
    assert f'<fieldset class="govuk-fieldset" id="{dom_id("read-back")}"' in page
    row.refresh_from_db()
    assert row.answers == {"good": ["My bike"]}


def test_finishing_freezes_and_amending_begins_a_later_one(
    opened: OpenedCase, amara: Client
) -> None:
    row = start_form(opened, "child_view", opened.focus[0])
    save_answers(opened, row, CHILD_VIEW)
    answer = amara.post(address(opened, row), fields(row) | {"finish": "1"}, follow=True)
    page = answer.content.decode()
    assert "Finished by Amara Whitlock" in page
    assert "Version 1 of the form" in page
    amara.post(address(opened, row, "amend"))
    later = FilledRow.objects.get(amends=row)
    assert (later.state, later.answers["good"]) == (FilledState.DRAFT, ["My bike"])
    answer = amara.post(address(opened, row, "amend"))
    assert answer.status_code == 409


def test_two_workers_see_both_answers_side_by_side_and_choose(
    opened: OpenedCase, amara: Client
) -> None:
    boss = reopen_at(opened, make_worker("Josef Stein", "supervisor"))
    row = start_form(opened, "child_view", opened.focus[0])
    stale = fields(row, good="My gran")
    save_answers(boss, row, {"good": ["My bike"]})
    page = amara.post(address(opened, row), stale).content.decode()
    assert "Nothing was overwritten" in page
    assert "Keep what Josef Stein wrote" in page
    assert ">My gran</textarea>" in page
    kept = stale | {"mine": "good", "read:good": "2"}
    assert amara.post(address(opened, row), kept).status_code == 302
    row.refresh_from_db()
    assert row.answers["good"] == ["My gran"]
    save_answers(boss, row, {"good": ["My cat"]})
    amara.post(address(opened, row), stale | {"theirs": "good"})
    row.refresh_from_db()
    assert row.answers["good"] == ["My cat"]


def test_a_colleague_who_finished_meanwhile_costs_no_word(
    opened: OpenedCase, amara: Client
) -> None:
    row = start_form(opened, "child_view", opened.focus[0])
    save_answers(opened, row, CHILD_VIEW)
    sent = fields(row, good="My bike and the lake")
    finish_form(opened, row)
    answer = amara.post(address(opened, row), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "AL-U072" in page
    assert "My bike and the lake" in page
    part = amara.post(address(opened, row), sent, headers={"HX-Request": "true"})
    assert "AL-U072" in part.content.decode()


def test_what_the_record_holds_is_offered_with_its_source_and_copied_when_asked(
    opened: OpenedCase, amara: Client
) -> None:
    row = start_form(opened, "home_visit")
    page = amara.get(address(opened, row)).content.decode()
    assert "Mila Hartmann, Theo Hartmann, Dora Hartmann" in page
    assert "(the people of this case)" in page
    row.refresh_from_db()
    assert row.answers == {}
    amara.post(address(opened, row), fields(row) | {"use": "who"})
    row.refresh_from_db()
    assert row.answers["who"] == ["Mila Hartmann, Theo Hartmann, Dora Hartmann"]


def test_the_last_answer_of_another_form_is_offered(opened: OpenedCase, amara: Client) -> None:
    finished_child_view(opened, opened.focus[0])
    row = start_form(opened, "strengths_and_worries")
    page = amara.get(address(opened, row)).content.decode()
    assert "<bdi>The dark</bdi>" in page
    assert "A child’s own view, Amara Whitlock" in page


def test_a_group_gets_another_row(opened: OpenedCase, amara: Client) -> None:
    row = start_form(opened, "home_visit")
    amara.post(
        address(opened, row), fields(row, **{"agreed#0/agreed-who": "Dora"}) | {"more": "agreed"}
    )
    row.refresh_from_db()
    assert row.answers == {"agreed#0/agreed-who": ["Dora"], "agreed": [2]}
    assert 'name="a:agreed#1/agreed-who"' in amara.get(address(opened, row)).content.decode()


@pytest.mark.parametrize("text", HARD)
def test_any_words_are_kept_and_shown_as_words(
    opened: OpenedCase, amara: Client, text: str
) -> None:
    row = start_form(opened, "child_view", opened.focus[0])
    save_answers(opened, row, CHILD_VIEW)
    amara.post(address(opened, row), fields(row, good=text) | {"finish": "1"})
    row.refresh_from_db()
    assert row.answers["good"] == [text]
    page = amara.get(address(opened, row)).content.decode()
    assert "<script>alert" not in page
    given = json.loads(amara.get(address(opened, row, "response")).content)
    assert {"valueString": text} in [one for item in given["item"] for one in item["answer"]]


def test_fields_that_the_form_does_not_have_are_left_alone(
    opened: OpenedCase, amara: Client
) -> None:
    row = start_form(opened, "child_view", opened.focus[0])
    odd = {"nobody": "x", "agreed#0/agreed-who": "y", "safe": "11"}
    amara.post(address(opened, row), fields(row, **odd))
    row.refresh_from_db()
    assert row.answers == {}


def test_a_response_of_a_finished_form_names_its_version(opened: OpenedCase, amara: Client) -> None:
    from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

    row = finished_child_view(opened, opened.focus[0])
    answer = amara.get(address(opened, row, "response"))
    given = json.loads(answer.content)
    QuestionnaireResponse.model_validate(given)
    assert given["questionnaire"] == "urn:alongside:forms:child_view|1"
    assert given["status"] == "completed"
    assert answer["Content-Type"].startswith("application/fhir+json")


def test_a_team_mate_reads_and_another_team_learns_nothing(opened: OpenedCase) -> None:
    row = start_form(opened, "child_view", opened.focus[0])
    save_answers(opened, row, {"good": ["My bike"]})
    mate = signed_in(make_worker("Cleo Brandt"))
    page = mate.get(address(opened, row)).content.decode()
    assert "My bike" in page
    assert "<textarea" not in page
    assert mate.post(address(opened, row), fields(row, good="x")).status_code == 403
    assert mate.post(address(opened), {"form": "home_visit"}).status_code == 403
    other = signed_in(make_worker("Dan Ito", team="South"))
    for name in ("form", "response"):
        assert other.get(address(opened, row, name)).status_code == 404
    assert other.get(address(opened)).status_code == 404
    assert other.post(address(opened, row, "amend")).status_code == 404


def test_a_form_of_another_case_is_not_found_by_this_ones_address(
    opened: OpenedCase, amara: Client
) -> None:
    other = make_case(make_worker("Eva Lind", team="South"), children=["Lea"])
    row = start_form(other, "home_visit")
    assert amara.get(address(opened, row)).status_code == 404


def test_the_page_asks_the_database_a_fixed_number_of_times(
    opened: OpenedCase, amara: Client, django_assert_max_num_queries: Any
) -> None:
    row = start_form(opened, "safety_assessment")
    amara.get(address(opened, row))
    with django_assert_max_num_queries(32):
        amara.get(address(opened, row))


def test_times_of_saving_are_said(opened: OpenedCase, amara: Client) -> None:
    row = start_form(opened, "home_visit")
    later = reopen_at(opened, make_worker("Amara Whitlock"), now=NOW + timedelta(minutes=44))
    save_answers(later, row, {"home": ["Warm"]})
    assert "Saved at 5:44 by Amara Whitlock" in amara.get(address(opened, row)).content.decode()


def test_the_largest_form_can_be_saved_whole(
    opened: OpenedCase, amara: Client, agency: Agency
) -> None:
    items = [ask(f"q{n}") for n in range(500)]
    (agency.folder / "forms" / "large.json").write_text(json.dumps(form_json(*items)))
    row = start_form(opened, "large")
    links = [f"q{n}" for n in range(500)]
    sent = {"f": links, "s": links, "revision": 1} | {f"r:{link}": "1" for link in links}
    answer = amara.post(address(opened, row), sent | {f"a:{link}": link for link in links})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert len(row.answers) == 500
