"""A supervisor writes a form without code; what is filled in keeps its version."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from alongside.agency import Agency, read_agency
from alongside.forms import form_from, lint_form
from alongside.web.assessments.models import FilledRow, FormDraftRow, FormVersionRow
from alongside.web.assessments.versions import form_of
from alongside.web.ledger.models import LedgerEntry
from tests.web.assessments.filled import finished_child_view
from tests.web.casework import make_case, make_worker, signed_in

pytestmark = pytest.mark.usefixtures("agency")
HARD = ["x" * 300, "שלום عليكم", "🙂👩‍👧", "=1+1"]


@pytest.fixture
def josef(agency: Agency) -> Client:
    return signed_in(make_worker("Josef Stein", "supervisor"))


def address(name: str = "", what: str = "edit", item: str = "") -> str:
    if not name:
        return reverse("forms:list")
    return reverse(f"forms:{what}", kwargs={"name": name}) + (f"?item={item}" if item else "")


def draft_of(name: str) -> dict[str, Any]:
    return dict(json.loads(FormDraftRow.objects.get(name=name).text))


def revision_of(name: str) -> int:
    row = FormDraftRow.objects.filter(name=name).first()
    return row.revision if row else 0


def keep(client: Client, name: str, item: str = "", **sent: Any) -> Any:
    """Send one change of the form as it is now."""
    return client.post(address(name, item=item), {"revision": revision_of(name)} | sent)


def file_of(agency: Agency, name: str) -> Path:
    return agency.folder / "forms" / f"{name}.json"


def test_a_form_is_written_from_nothing_and_published(josef: Client, agency: Agency) -> None:
    josef.post(address(), {"title": "Telephone note"})
    name = "telephone_note"
    keep(josef, name, add="1", kind="string")
    keep(josef, name, "q1", text="Who rang?", type="string", required="on")
    keep(josef, name, add="1", kind="choice")
    keep(josef, name, "q2", text="Does it worry you?", type="choice", options="Yes | 1\nNo | 0")
    keep(josef, name, add="1", kind="text")
    keep(josef, name, "q3", text="What worries you?", type="text", when="q2|=|yes", number="")
    keep(josef, name, up="q3")
    page = josef.get(address(name)).content.decode()
    assert "Nothing to mend" in page
    assert "only asked when “Does it worry you?”: Yes" in page
    assert "Publish version 1" in page
    answer = josef.post(address(name, "publish"), follow=True)
    assert "Published" in answer.content.decode()
    form = read_agency(agency.folder).forms[name]
    assert [item.link_id for item in form.items] == ["q1", "q3", "q2"]
    assert (form.version, form.by_link["q3"].when[0].question) == ("1", "q2")
    assert not FormDraftRow.objects.filter(name=name).exists()
    assert LedgerEntry.objects.filter(verb="edit_forms", object_id=name).exists()
    opened = make_case(make_worker("Amara Whitlock"))
    case = reverse("assessments:forms", kwargs={"key": opened.key})
    assert "Telephone note" in signed_in(make_worker("Amara Whitlock")).get(case).content.decode()


def test_a_new_version_changes_nothing_that_is_filled_in(josef: Client, agency: Agency) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    row = finished_child_view(opened, opened.focus[0])
    keep(josef, "child_view", "good", text="What do you like?", type="text", own_words="on")
    josef.post(address("child_view", "publish"))
    made = json.loads(file_of(agency, "child_view").read_text())
    assert made["version"] == "2"
    assert form_from(made).by_link["good"].text == "What do you like?"
    filled = FilledRow.objects.select_related("version").get(pk=row.pk)
    assert form_of(filled).by_link["good"].text == "What is good in your life?"
    assert FormVersionRow.objects.filter(name="child_view").count() == 2


def test_what_was_written_by_hand_stays(josef: Client, agency: Agency) -> None:
    file = file_of(agency, "child_view")
    made = json.loads(file.read_text())
    made["publisher"] = "Northmere"
    made["item"][1]["extension"].append({"url": "http://example.org/x", "valueString": "y"})
    file.write_text(json.dumps(made))
    keep(josef, "child_view", "good", text="What is good?", type="text", own_words="on")
    draft = draft_of("child_view")
    expected = json.loads(file.read_text())
    expected["item"][1]["text"] = "What is good?"
    assert draft == expected


def test_what_is_to_mend_stands_beside_its_item_and_keeps_it_from_being_published(
    josef: Client, agency: Agency
) -> None:
    before = file_of(agency, "home_visit").read_text()
    keep(josef, "home_visit", "child-seen", text="Seen?", type="choice", options="")
    page = josef.get(address("home_visit", item="child-seen")).content.decode()
    assert "AL-F014" in page
    assert "Publish version" not in page
    answer = josef.post(address("home_visit", "publish"))
    assert answer.status_code == 409
    assert "AL-U077" in answer.content.decode()
    assert file_of(agency, "home_visit").read_text() == before


def test_a_circle_is_named_in_words(josef: Client) -> None:
    keep(josef, "child_view", "secret", text="Secret?", type="boolean", when="read-back|=|true",
         number="")  # fmt: skip
    keep(josef, "child_view", "read-back", text="Read?", type="boolean", when="secret|=|true",
         number="")  # fmt: skip
    page = josef.get(address("child_view")).content.decode()
    assert "secret → read-back → secret" in page
    assert "AL-F010" in page


def test_conditions_with_numbers_are_written_and_read_back(josef: Client) -> None:
    keep(josef, "child_view", "helper", text="Who?", type="text", number=["4", ""],
         when=["safe|<=|", "secret|exists|true"], behaviour="any")  # fmt: skip
    item = next(one for one in draft_of("child_view")["item"] if one["linkId"] == "helper")
    assert item["enableBehavior"] == "any"
    assert item["enableWhen"] == [
        {"question": "safe", "operator": "<=", "answerInteger": 4},
        {"question": "secret", "operator": "exists", "answerBoolean": True},
    ]
    page = josef.get(address("child_view", item="helper")).content.decode()
    assert 'value="4"' in page
    assert "at most 4" in page


def test_a_hand_written_condition_is_kept_as_it_is(josef: Client, agency: Agency) -> None:
    file = file_of(agency, "child_view")
    made = json.loads(file.read_text())
    odd = [{"question": "safe", "operator": "=", "answerInteger": 3}]
    made["item"][-1]["enableWhen"] = odd
    file.write_text(json.dumps(made))
    page = josef.get(address("child_view", item="read-back")).content.decode()
    assert "as written in the file" in page
    keep(josef, "child_view", "read-back", text="Anew", type="boolean", when="written:0", number="")
    assert draft_of("child_view")["item"][-1]["enableWhen"] == odd


def test_two_editors_do_not_overwrite_each_other(josef: Client) -> None:
    keep(josef, "child_view", "good", text="First", type="text")
    answer = josef.post(
        address("child_view", item="good"), {"revision": 0, "text": "Second", "type": "text"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "AL-U076" in page
    assert "Second" in page
    assert form_from(draft_of("child_view")).by_link["good"].text == "First"


def test_a_file_that_was_changed_by_hand_meanwhile_is_not_overwritten(
    josef: Client, agency: Agency
) -> None:
    keep(josef, "child_view", "good", text="Mine", type="text")
    file = file_of(agency, "child_view")
    file.write_text(file.read_text().replace("A child’s own view", "By hand"))
    answer = josef.post(address("child_view", "publish"))
    assert "AL-U078" in answer.content.decode()
    assert "By hand" in file.read_text()
    josef.post(address("child_view", "drop"))
    assert not FormDraftRow.objects.exists()


def test_script_gets_the_preview_and_what_is_to_mend_and_leaves_the_fields(josef: Client) -> None:
    answer = josef.post(
        address("child_view", item="good"),
        {"revision": 0, "text": "What do you like?", "type": "text", "was": "text"},
        headers={"HX-Request": "true"},
    )
    part = answer.content.decode()
    assert 'id="preview"' in part
    assert "What do you like?" in part
    assert '<textarea class="govuk-textarea" id="text"' not in part
    assert 'id="revision" value="1" hx-swap-oob' in part


def test_the_preview_asks_as_the_form_does_and_keeps_nothing(josef: Client) -> None:
    sent = {"f": ["secret"], "a:secret": "true", "s": ["secret"]}
    answer = josef.post(address("child_view", "preview"), sent, headers={"HX-Request": "true"})
    assert "What, and who must not know?" in answer.content.decode()
    assert not FilledRow.objects.exists()
    assert not FormDraftRow.objects.exists()


def test_taking_away_and_moving_are_buttons(josef: Client) -> None:
    keep(josef, "child_view", remove="helper")
    keep(josef, "child_view", down="place")
    links = [one["linkId"] for one in draft_of("child_view")["item"]]
    assert links[:2] == ["good", "place"]
    assert "helper" not in links


@pytest.mark.parametrize("text", HARD)
def test_any_words_can_be_asked(josef: Client, text: str) -> None:
    keep(josef, "child_view", "good", text=text, type="text")
    assert josef.get(address("child_view", item="good")).status_code == 200
    assert lint_form(draft_of("child_view")) == []


def test_html_in_a_question_is_words_on_the_page_and_a_finding(josef: Client) -> None:
    keep(josef, "child_view", "good", text="<script>alert(1)</script>", type="text")
    page = josef.get(address("child_view", item="good")).content.decode()
    assert "<script>alert" not in page
    assert "AL-F016" in page


def test_a_form_without_a_title_is_not_begun(josef: Client) -> None:
    answer = josef.post(address(), {"title": "  "})
    assert answer.status_code == 409
    assert "AL-U075" in answer.content.decode()
    josef.post(address(), {"title": "טופס"})
    assert FormDraftRow.objects.get().name == "form"


def test_who_writes_no_forms_finds_nothing_here() -> None:
    amara = signed_in(make_worker("Amara Whitlock"))
    for what in ("edit", "preview", "publish", "drop"):
        call = amara.get if what == "edit" else amara.post
        assert call(address("child_view", what)).status_code == 404
    assert amara.get(address()).status_code == 404
    assert amara.post(address(), {"title": "x"}).status_code == 404


def test_there_is_no_such_form(josef: Client) -> None:
    assert josef.get(address("nothing")).status_code == 404
