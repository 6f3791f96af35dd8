"""``/models/<name>/<version>/move/``: release, pause and retire from the page."""

from __future__ import annotations

import pytest
from django.test import Client

from alongside.governance.decisions import ModelState
from alongside.web.ledger.models import LedgerEntry
from alongside.web.models.models import ModelVersion
from alongside.web.models.serving import state_for
from tests.web.models.conftest import Make, words
from tests.web.models.kept import WHY

URL = "/models/report_again/1/move/"


def state_of(version: ModelVersion) -> str:
    return ModelVersion.objects.get(pk=version.pk).state


def test_released_paused_and_released_again(make: Make, client_of) -> None:
    version = make(ModelState.TESTED)
    client = client_of("supervisor")
    for to in ("released", "paused", "released", "retired"):
        answer = client.post(URL, {"to": to, "reason": WHY}, follow=True)
        assert answer.redirect_chain == [("/models/report_again/1/", 302)]
        assert state_of(version) == to
    assert state_for("screening") is None


def test_the_ledger_names_who_and_from_where(make: Make, client_of, user_of) -> None:
    make(ModelState.TESTED)
    client_of("supervisor").post(URL, {"to": "released", "reason": WHY})
    line = LedgerEntry.objects.get(verb="release_model")
    assert line.worker_id == str(user_of("supervisor").pk)
    assert (line.reason, line.address, line.channel) == (WHY, "127.0.0.1", "page")
    text = words(client_of("auditor").get("/ledger/"))
    assert "released a model report again, 1" in text


def test_what_a_release_retired_is_said(make: Make, client_of) -> None:
    make(ModelState.RELEASED)
    make(ModelState.TESTED)
    url = "/models/report_again/2/move/"
    answer = client_of("supervisor").post(url, {"to": "released", "reason": WHY}, follow=True)
    assert "report again, version 1, was retired with the same step" in words(answer)


@pytest.mark.parametrize("reason", ["", "   ", "so", "x" * 401])
@pytest.mark.parametrize("to", ["released", "retired"])
def test_without_a_reason_nothing_moves_and_nothing_is_lost(
    make: Make, client_of, to: str, reason: str
) -> None:
    version = make(ModelState.TESTED)
    answer = client_of("supervisor").post(URL, {"to": to, "reason": reason})
    text = words(answer)
    assert "Nothing was changed" in text
    assert state_of(version) == "tested"
    if reason.strip():
        assert reason in answer.content.decode()


def test_a_pause_takes_a_short_word_but_not_none(make: Make, client_of) -> None:
    version = make(ModelState.RELEASED)
    client = client_of("analyst")
    client.post(URL, {"to": "paused", "reason": ""})
    assert state_of(version) == "released"
    client.post(URL, {"to": "paused", "reason": "odd"})
    assert state_of(version) == "paused"


def test_a_step_that_the_table_has_not(make: Make, client_of) -> None:
    version = make(ModelState.DRAFT)
    text = words(client_of("supervisor").post(URL, {"to": "released", "reason": WHY}))
    assert "A model that is draft cannot become released" in text
    assert state_of(version) == "draft"


@pytest.mark.parametrize("to", ["tested", "draft", "", "RELEASED", "deleted"])
def test_a_state_that_no_form_offers(make: Make, client_of, to: str) -> None:
    version = make(ModelState.TESTED)
    answer = client_of("supervisor").post(URL, {"to": to, "reason": WHY})
    assert answer.status_code == 404
    assert state_of(version) == "tested"


@pytest.mark.parametrize(
    ("role", "to", "status"),
    [
        ("worker", "paused", 403),
        ("worker", "retired", 403),
        ("analyst", "retired", 403),
        ("auditor", "paused", 403),
        ("nonsense", "paused", 404),
    ],
)
def test_read_only_and_strangers(make: Make, client_of, role: str, to: str, status: int) -> None:
    version = make(ModelState.RELEASED)
    assert client_of(role).post(URL, {"to": to, "reason": WHY}).status_code == status
    assert state_of(version) == "released"


def test_nobody_and_nothing(make: Make, client_of) -> None:
    make(ModelState.RELEASED)
    assert Client().post(URL, {"to": "paused", "reason": WHY}).status_code == 302
    assert client_of("supervisor").get(URL).status_code == 405
    gone = client_of("supervisor").post("/models/other/1/move/", {"to": "paused", "reason": WHY})
    assert gone.status_code == 404
    assert Client(enforce_csrf_checks=True).post(URL).status_code in (302, 403)
