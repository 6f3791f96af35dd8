"""The pages of plans: who may, what is kept, what is said when somebody was faster."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from alongside.governance.casework import CaseState
from alongside.web.accounts.models import User
from alongside.web.cases.opening import OpenedCase
from alongside.web.ledger.models import LedgerEntry
from alongside.web.planning.models import ActionRow, GoalRow, PlanRow, SignatureRow
from alongside.web.planning.plans import draft_plan
from tests.web.casework import make_case, make_worker, signed_in
from tests.web.planning.family import case_plan, safety_content, safety_plan, write_safety_plan

pytestmark = pytest.mark.usefixtures("agency")
ROWS = {"lines-INITIAL_FORMS": "0", "lines-TOTAL_FORMS": "2"}


@pytest.fixture
def amara() -> User:
    return make_worker("Amara Whitlock")


@pytest.fixture
def opened(amara: User) -> OpenedCase:
    return make_case(amara, state=CaseState.PLANNING)


@pytest.fixture
def client(amara: User) -> Client:
    return signed_in(amara)


def _at(opened: OpenedCase, rest: str = "") -> str:
    return f"/cases/{opened.key}/plan/{rest}"


def _safety(opened: OpenedCase, **more: Any) -> dict[str, Any]:
    return {
        **ROWS,
        "revision": 1,
        "people": [str(opened.focus[0])],
        "worry": "Shouting at night",
        "otherwise": "Call the duty line",
        "review_on": "2026-03-11",
        "lines-0-who": "Dora Hartmann",
        "lines-0-what": "Keeps the chain on",
    } | more


def test_a_safety_plan_from_nothing_to_in_force(client: Client, opened: OpenedCase) -> None:
    answer = client.post(_at(opened, "draft/safety/"))
    plan = PlanRow.objects.get()
    assert answer["Location"] == _at(opened, f"{plan.key}/write/")
    page = client.get(answer["Location"])
    assert "Dora Hartmann" in page.content.decode()  # offered as a name
    answer = client.post(answer["Location"], _safety(opened, then="line"))
    assert answer["Location"].endswith("#id_lines-1-who")
    client.post(_at(opened, f"{plan.key}/sign/"), {"name": "Dora Hartmann", "how": "in_person"})
    client.post(_at(opened, f"{plan.key}/begin/"))
    page = client.get(_at(opened, f"{plan.key}/"))
    assert PlanRow.objects.get().state == "in_force"
    assert "In force since" in page.content.decode()


def test_the_home_page_shows_what_there_is(client: Client, opened: OpenedCase) -> None:
    assert "No case plan yet" in client.get(_at(opened)).content.decode()
    safety_plan(opened)
    case_plan(opened)
    assert client.get(_at(opened)).content.decode().count("in force") >= 2


@pytest.mark.parametrize(
    ("page", "changes"),
    [
        ("", None),
        ("{plan}/", None),
        ("{plan}/copy/", None),
        ("{plan}/compare/", None),
        ("draft/safety/", {}),
        ("{plan}/write/", {}),
        ("{plan}/sign/", {"name": "x"}),
        ("{plan}/begin/", {}),
        ("{plan}/end/", {"reason": "x"}),
        ("{plan}/goals/new/", {}),
        ("{plan}/goals/{goal}/", {}),
        ("{plan}/goals/{goal}/drop/", {}),
        ("{plan}/goals/{goal}/reached/", {}),
        ("actions/{action}/done/", {}),
    ],
)
def test_a_team_mate_reads_and_another_team_finds_nothing(
    opened: OpenedCase, page: str, changes: dict[str, str] | None
) -> None:
    case_plan(opened)
    goal = GoalRow.objects.get()
    address = _at(
        opened,
        page.format(plan=goal.plan.key, goal=goal.key, action=ActionRow.objects.get().key),
    )
    for worker, status in (
        (make_worker("Ben Osei"), 200 if changes is None else 403),
        (make_worker("Cleo Brandt", team="South"), 404),
    ):
        client = signed_in(worker)
        answer = client.get(address) if changes is None else client.post(address, changes)
        assert answer.status_code in ((200, 302) if status == 200 else (status,))
    assert LedgerEntry.objects.filter(object_kind="case", object_id=str(opened.key)).exists()


def test_an_address_that_was_guessed_shows_nothing(client: Client, opened: OpenedCase) -> None:
    other = make_case(make_worker("Cleo Brandt", team="South"), children=("Nia",))
    plan = safety_plan(other)
    for key in (uuid4(), plan.key):
        assert client.get(_at(opened, f"{key}/")).status_code == 404
    line = plan.actions.all()[0]
    assert client.post(_at(opened, f"actions/{line.key}/done/")).status_code == 404


def test_a_day_that_is_none_is_said_beside_what_was_typed(
    client: Client, opened: OpenedCase
) -> None:
    plan = draft_plan(opened, "safety")
    answer = client.post(
        _at(opened, f"{plan.key}/write/"), _safety(opened, review_on="next week", worry="Kept?")
    )
    assert answer.status_code == 422
    assert "Write a day" in (text := answer.content.decode())
    assert "Kept?" in text


def test_two_write_the_same_plan_and_see_both(client: Client, opened: OpenedCase) -> None:
    plan = draft_plan(opened, "safety")
    write_safety_plan(opened, plan, safety_content(opened))
    answer = client.post(_at(opened, f"{plan.key}/write/"), _safety(opened, worry="What I saw"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "AL-U081" in text
    assert "What I saw" in text
    assert "shouted" in text  # theirs, beside it
    assert 'name="revision" value="2"' in text
    client.post(_at(opened, f"{plan.key}/write/"), _safety(opened, worry="What I saw", revision=2))
    assert PlanRow.objects.get().worry == "What I saw"


def test_who_disagrees_says_something(client: Client, opened: OpenedCase) -> None:
    plan = draft_plan(opened, "case")
    said = {"name": "Dora Hartmann", "how": "by_phone", "agrees": "no"}
    assert client.post(_at(opened, f"{plan.key}/sign/"), said).status_code == 422
    client.post(_at(opened, f"{plan.key}/sign/"), said | {"says": "You decided it"})
    row = SignatureRow.objects.get()
    assert (row.agrees, row.says, row.how) == (False, "You decided it", "by_phone")


def test_a_plan_that_lacks_something_says_what(client: Client, opened: OpenedCase) -> None:
    plan = draft_plan(opened, "case")
    answer = client.post(_at(opened, f"{plan.key}/begin/"), follow=True)
    assert "At least one goal" in answer.content.decode()
    assert PlanRow.objects.get().state == "draft"


def test_a_goal_with_a_step_is_written_and_changed(client: Client, opened: OpenedCase) -> None:
    plan = draft_plan(opened, "case")
    posted = {
        **ROWS,
        "revision": 1,
        "words": "I want to sleep",
        "said_by": "Mila Hartmann",
        "said_on": "2026-03-01",
        "lines-0-who": "Amara Whitlock",
        "lines-0-what": "Finds a bed",
        "lines-0-by_on": "2026-03-20",
    }
    client.post(_at(opened, f"{plan.key}/goals/new/"), posted)
    goal = GoalRow.objects.get()
    step = goal.actions.get()
    address = _at(opened, f"{plan.key}/goals/{goal.key}/")
    assert f'value="{step.lineage}"' in client.get(address).content.decode()
    changed = {"revision": 2, "words": "I want to sleep in my own bed", "then": "line"}
    answer = client.post(address, posted | changed | {"lines-0-lineage": str(step.lineage)})
    assert answer.status_code == 302
    goal.refresh_from_db()
    assert goal.words == "I want to sleep in my own bed"
    assert goal.actions.get().lineage == step.lineage


def test_markup_formulas_and_long_names_are_shown_as_text(
    client: Client, opened: OpenedCase
) -> None:
    plan = draft_plan(opened, "safety")
    odd = '<script>alert(1)</script> =HYPERLINK("x") \u202eشقيقة 🧸' + "N" * 250
    client.post(
        _at(opened, f"{plan.key}/write/"), _safety(opened, **{"lines-0-who": odd, "worry": odd})
    )
    for page in ("", "write/", "copy/"):
        text = client.get(_at(opened, f"{plan.key}/{page}")).content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_the_copy_marks_what_one_person_does(client: Client, opened: OpenedCase) -> None:
    plan = safety_plan(opened)
    page = client.get(_at(opened, f"{plan.key}/copy/?for=Dora Hartmann")).content.decode()
    assert "Copy for Dora Hartmann" in page
    assert page.count('class="mine"') == 1


def test_two_versions_stand_side_by_side(client: Client, opened: OpenedCase) -> None:
    safety_plan(opened)
    second = draft_plan(opened, "safety")
    write_safety_plan(opened, second, safety_content(opened, worry="Quieter now"))
    page = client.get(_at(opened, f"{second.key}/compare/")).content.decode()
    assert "shouted" in page
    assert "Quieter now" in page
    assert "changed" in page


def test_an_action_is_done_and_taken_back_with_one_press(
    client: Client, opened: OpenedCase
) -> None:
    plan = safety_plan(opened)
    line = plan.actions.get(who="Amara Whitlock")
    client.post(_at(opened, f"actions/{line.key}/done/"))
    assert ActionRow.objects.get(pk=line.pk).done_on is not None
    client.post(_at(opened, f"actions/{line.key}/done/"), {"undo": "1"})
    assert ActionRow.objects.get(pk=line.pk).done_on is None


def test_the_review_day_of_a_case_plan_has_its_page(client: Client, opened: OpenedCase) -> None:
    client.post(_at(opened, "draft/case/"))
    page = _at(opened, f"{PlanRow.objects.get().key}/write/")
    shown = client.get(page)
    assert shown.status_code == 200
    assert "You look at it together on" in shown.text
    sent = {"revision": 1, "people": [str(opened.focus[0])], "review_on": "not a day"}
    assert client.post(page, sent).status_code == 422
    assert client.post(page, sent | {"review_on": "2026-06-01"}).status_code == 302
