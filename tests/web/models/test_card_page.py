"""``/models/<name>/<version>/``: what it is for, who let it speak and why, what one may do."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from alongside.governance.decisions import ModelState
from alongside.web.models.models import ModelVersion
from tests.web.models.conftest import Make, words
from tests.web.models.kept import WHY
from tests.web.models.small_card import small_card

URL = "/models/report_again/1/"


def test_what_a_reader_needs_to_know(make: Make, client_of) -> None:
    make(ModelState.PAUSED)
    text = words(client_of("worker").get(URL))
    for said in (
        "Report again, version 1",
        "Paused since 24 Nov 2026",
        "Released by The supervisor",
        "Glass box: its reasons add up to the number",
        "It is for a second look before an assessment closes",
        "It must not be used for screening calls",
        "What it cannot know what a family does not tell anybody",
        "It is meant to foresee: a child is hurt again.",
        "Families who are watched more are reported more.",
        "Shaped by hand",
        "The estimate may only rise with the number of earlier referrals.",
        "An earlier call never makes a child safer",
        "Josef Castellanos, supervisor",
    ):
        assert said in text, said


def test_the_life_newest_first_with_names_and_reasons(make: Make, client_of) -> None:
    make(ModelState.PAUSED)
    text = words(client_of("worker").get(URL))
    life = text[text.index("Its life") :]
    order = [life.index(step) for step in ("Paused", "Released", "Tested", "Trained")]
    assert order == sorted(order)
    assert life.count(WHY) == 2
    assert f"Paused: The supervisor , 24 Nov 2026, 4:30 {WHY}" in text
    assert "command line (noor)" in life


@pytest.mark.parametrize(
    ("state", "role", "buttons"),
    [
        (ModelState.TESTED, "supervisor", ["Release as The supervisor", "Retire version 1"]),
        (ModelState.RELEASED, "supervisor", ["Pause it now", "Retire version 1"]),
        (ModelState.PAUSED, "supervisor", ["Release as The supervisor", "Retire version 1"]),
        (ModelState.DRAFT, "supervisor", ["Retire version 1"]),
        (ModelState.RETIRED, "supervisor", []),
        (ModelState.RELEASED, "analyst", ["Pause it now"]),
        (ModelState.TESTED, "analyst", []),
        (ModelState.RELEASED, "worker", []),
        (ModelState.RELEASED, "auditor", []),
    ],
)
def test_who_is_offered_what(
    make: Make, client_of, state: ModelState, role: str, buttons: list[str]
) -> None:
    make(state)
    text = words(client_of(role).get(URL))
    every = ("Release as The supervisor", "Pause it now", "Retire version 1")
    assert [one for one in every if one in text] == [one for one in every if one in buttons]


def test_a_release_says_beforehand_what_it_retires(make: Make, client_of) -> None:
    make(ModelState.RELEASED)
    make(ModelState.TESTED)
    text = words(client_of("supervisor").get("/models/report_again/2/"))
    assert "This retires report again, version 1, which is in use there now." in text


@pytest.mark.parametrize("role", ["worker", "supervisor", "analyst", "auditor"])
def test_every_colleague_may_look(make: Make, client_of, role: str) -> None:
    make(ModelState.RELEASED)
    assert client_of(role).get(URL).status_code == 200


def test_a_stranger_and_what_is_not_there(make: Make, client_of) -> None:
    make(ModelState.RELEASED)
    assert client_of("nonsense").get(URL).status_code == 404
    assert Client().get(URL).status_code == 302
    assert client_of("worker").get("/models/report_again/2/").status_code == 404
    assert client_of("worker").get("/models/other/1/").status_code == 404


def test_a_changed_byte_is_said(make: Make, client_of) -> None:
    version = make(ModelState.RELEASED)
    assert "AL-R001" not in words(client_of("worker").get(URL))
    ModelVersion.objects.filter(pk=version.pk).update(released=b"{ }")
    assert "so it advises nobody" in words(client_of("worker").get(URL))


def test_a_model_file_that_this_program_does_not_read(make: Make, client_of) -> None:
    version = make(ModelState.RELEASED)
    ModelVersion.objects.filter(pk=version.pk).update(model_text="title = <script>")
    answer = client_of("worker").get(URL)
    assert "cannot be read aloud" in words(answer)
    assert "<script>" not in answer.content.decode().replace("<script src", "")


def test_a_reason_is_text_and_not_markup(make: Make, client_of) -> None:
    make(ModelState.TESTED)
    client = client_of("supervisor")
    client.post(f"{URL}move/", {"to": "released", "reason": "<b>because</b> it was read"})
    assert "<b>because" not in client.get(URL).content.decode()


def test_what_is_no_better_than_a_coin_is_not_offered_for_release(make: Make, client_of) -> None:
    card = json.loads(small_card())
    card["quality"]["auc"]["low"] = 0.48
    make(ModelState.TESTED, card_json=json.dumps(card))
    text = words(client_of("supervisor").get(URL))
    assert "Its card cannot tell it from a coin, so nobody can release it" in text
    assert "Release as" not in text
    assert "Release it, once read" not in text
    assert "Retire version 1 for good" in text
