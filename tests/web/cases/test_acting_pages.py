"""Offering, answering, people, closing and opening again, pressed as a worker would."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from alongside.governance.casework import CaseState
from alongside.web.accounts.models import User
from alongside.web.cases.allocating import offer_case, transfer_case, withdraw_offer
from alongside.web.cases.beginning import Part, begin_case
from alongside.web.cases.closing import close_case
from alongside.web.cases.models import AssignmentRow, CaseRow, ClosingRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import take_step
from alongside.web.visits.models import VisitRow
from alongside.web.visits.planning import plan_visit
from tests.web.casework import (
    NOW,
    acting_for,
    make_case,
    make_person,
    make_worker,
    reopen_at,
    signed_in,
)

pytestmark = pytest.mark.usefixtures("agency")


@pytest.fixture
def amara() -> User:
    return make_worker("Amara Whitlock")


@pytest.fixture
def josef() -> User:
    return make_worker("Josef Lind", "supervisor")


@pytest.fixture
def waiting(josef: User) -> OpenedCase:
    parts = [Part(person_id=make_person("Mila"), part="child", in_focus=True)]
    return begin_case(acting_for(josef), title="Mila", team="North", parts=parts)


def post(client: Client, opened: OpenedCase, more: str, **data: str) -> tuple[int, str]:
    """Press a button; the answer's status, and its page once it is followed."""
    answer = client.post(f"/cases/{opened.key}/{more}", data)
    status = answer.status_code
    if status == 302:
        answer = client.get(answer["Location"])
    return status, answer.content.decode()


def page(client: Client, opened: OpenedCase, more: str = "") -> str:
    answer = client.get(f"/cases/{opened.key}/{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def state(opened: OpenedCase) -> str:
    return CaseRow.objects.get(pk=opened.row.pk).state


def test_workers_stand_by_name_with_what_each_has_open(
    waiting: OpenedCase, amara: User, josef: User
) -> None:
    make_case(amara)
    make_case(amara, title="Varga", state=CaseState.PLANNING)
    make_worker("Ines Kohl", "auditor")
    html = page(signed_in(josef), waiting, "offer/")
    names = re.findall(r'radios__label"[^>]*>([^<(]+)', html)
    assert [one.strip() for one in names] == ["Amara Whitlock", "Josef Lind"]
    assert "2 open cases: 1 assessing, 1 planning." in html


def test_offered_and_taken_on(waiting: OpenedCase, amara: User, josef: User) -> None:
    status, html = post(signed_in(josef), waiting, "offer/", whom=str(amara.pk))
    assert status == 302
    assert "Offered to Amara Whitlock" in html
    hers = signed_in(amara)
    assert "Will you take this case on?" in page(hers, waiting)
    assert post(hers, waiting, "answer/", answer="yes")[0] == 302
    assert CaseRow.objects.get(pk=waiting.row.pk).worker == amara


@pytest.mark.parametrize("whom", ["", "nobody", "team:9"])
def test_nobody_is_asked_by_mistake(waiting: OpenedCase, josef: User, whom: str) -> None:
    status, html = post(signed_in(josef), waiting, "offer/", whom=whom)
    assert status == 422
    assert "Choose" in html
    assert not AssignmentRow.objects.exists()


def test_an_offer_that_is_gone_says_what_to_do(
    waiting: OpenedCase, amara: User, josef: User
) -> None:
    offer = offer_case(waiting, worker=amara)
    hers, his = signed_in(amara), signed_in(josef)
    withdraw_offer(waiting, offer.pk)
    status, html = post(hers, waiting, "answer/", answer="no", reason="On leave from Monday")
    assert (status, "AL-U060" in html, "On leave from Monday" in html) == (409, True, True)
    status, html = post(his, waiting, f"offer/{offer.pk}/take-back/")
    assert (status, "AL-U060" in html) == (409, True)
    assert post(his, waiting, "offer/999999/take-back/")[0] == 409


def test_an_offer_to_a_worker_of_another_team_is_unseen_once_it_is_gone(
    amara: User, josef: User
) -> None:
    suna = make_worker("Suna Aydin", "supervisor", team="South")
    opened = reopen_at(make_case(amara), josef)
    offer = transfer_case(opened, team="South", handover="They moved")
    client = signed_in(suna)
    assert "Team North asks your team" in page(client, opened)
    assert "Cleo" not in page(client, opened, "offer/")
    withdraw_offer(opened, offer.pk)
    assert client.post(f"/cases/{opened.key}/answer/", {"answer": "no"}).status_code == 404


def test_a_hand_over_begins_with_the_record_and_needs_words_of_her_own(
    amara: User, josef: User
) -> None:
    ben = make_worker("Ben Osei")
    opened = make_case(amara)
    plan_visit(
        opened, people=opened.focus,
        from_at=NOW + timedelta(days=2), until_at=NOW + timedelta(days=2, hours=1),
    )  # fmt: skip
    client = signed_in(josef)
    html = page(client, opened, "offer/")
    assert "Begun from the record" in html
    assert "Visit by Amara Whitlock" in html
    outline = re.search(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)
    assert outline is not None
    unchanged = outline.group(1).replace("&#x27;", "'")
    status, html = post(client, opened, "offer/", whom=str(ben.pk), handover=unchanged)
    assert (status, "what no record says, in a few words" in html) == (422, True)
    note = f"{unchanged}Mila tells you on the second visit"
    assert post(client, opened, "offer/", whom=str(ben.pk), handover=note)[0] == 302
    assert "on the second visit" in page(signed_in(ben), opened)
    assert "The case was offered</strong>: <bdi>Ben Osei" in page(client, opened)


def test_somebody_is_found_and_becomes_part(amara: User) -> None:
    opened = make_case(amara)
    ilona = make_person("Ilona")
    client = signed_in(amara)
    post(client, opened, "people/", person=str(ilona), part="grandparent")
    assert "Grandparent" in page(client, opened)
    status, html = post(client, opened, "people/", person=str(ilona), part="grandparent")
    assert (status, "AL-U065" in html) == (409, True)
    status, html = post(client, opened, "people/", person=str(make_person("Aron")), part="")
    assert (status, "Nobody was added yet" in html) == (422, True)
    unknown = "019a0000-0000-7000-8000-000000000000"
    assert post(client, opened, "people/", person=unknown, part="child")[0] == 404
    assert page(client, opened, f"people/{ilona}/leave/").count("Ilona") >= 1
    assert post(client, opened, f"people/{ilona}/leave/", reason=" ")[0] == 422
    assert post(client, opened, f"people/{ilona}/leave/", reason="Moved to the coast")[0] == 302
    assert client.get(f"/cases/{opened.key}/people/{ilona}/leave/").status_code == 404


def test_closing_lists_what_is_open_and_ends_it_only_as_it_was_listed(
    amara: User, josef: User
) -> None:
    opened = make_case(amara)
    client = signed_in(josef)
    take_step(opened, "visit_planned")
    seen = _seen(page(client, opened, "close/"))
    plan_visit(
        opened, people=opened.focus,
        from_at=NOW + timedelta(days=2), until_at=NOW + timedelta(days=2, hours=1),
    )  # fmt: skip
    said = {"outcome": "goals_reached", "reason": "Mornings are calm"}
    status, html = post(client, opened, "close/", seen=seen, **said)
    assert (status, "AL-U069" in html, state(opened)) == (409, True, "assessing")
    assert "Mornings are calm" in html
    assert "The visit is called off" in html
    assert post(client, opened, "close/", seen=_seen(html), **said)[0] == 302
    assert (state(opened), VisitRow.objects.get().state) == ("closed", "cancelled")
    again = post(client, opened, "close/", seen=_seen(html), **said)
    assert again[0] == 409


def _seen(html: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]+)"', html)
    assert found is not None
    return found.group(1)


def test_a_worker_asks_a_supervisor_agrees_and_opens_it_again(amara: User, josef: User) -> None:
    opened = make_case(amara)
    hers, his = signed_in(amara), signed_in(josef)
    html = page(hers, opened, "close/")
    assert "Ask to close the case" in html
    said = {"outcome": "grown_up", "reason": "She is eighteen", "seen": _seen(html)}
    assert post(hers, opened, "close/", **said)[0] == 302
    assert "The closure waits for a supervisor" in page(hers, opened)
    assert post(hers, opened, "closure/", answer="agree")[0] == 403
    assert "Do you agree" in page(his, opened)
    assert post(his, opened, "closure/", answer="agree")[0] == 302
    assert post(his, opened, "closure/", answer="agree")[0] == 409
    assert state(opened) == "closed"
    assert post(hers, opened, "reopen/", reason="Again")[0] == 403
    assert post(his, opened, "reopen/", reason="")[0] == 422
    assert post(his, opened, "reopen/", reason="She asked us")[0] == 302
    assert state(opened) == "to_allocate"


def test_a_closure_is_sent_back_or_taken_back(amara: User, josef: User) -> None:
    opened = make_case(amara)
    close_case(opened, outcome="grown_up", reason="She is eighteen")
    hers, his = signed_in(amara), signed_in(josef)
    assert post(his, opened, "closure/", answer="back", reason="")[0] == 409
    assert post(his, opened, "closure/", answer="back", reason="See her once more")[0] == 302
    close_case(opened, outcome="grown_up", reason="Seen")
    assert post(hers, opened, "closure/", answer="back", reason="She called")[0] == 302
    assert list(ClosingRow.objects.values_list("state", flat=True)) == ["sent_back", "withdrawn"]


@pytest.mark.parametrize("more", ["answer/", "closure/", "offer/1/take-back/", "offer/1/end/"])
def test_what_only_a_form_sends_is_not_opened(amara: User, more: str) -> None:
    opened = make_case(amara)
    assert signed_in(amara).get(f"/cases/{opened.key}/{more}").status_code == 405
