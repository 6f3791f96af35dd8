"""``card.html`` and ``card.json``: the card leaves as a page that opens anywhere, and as data."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from alongside.governance.decisions import ModelState
from alongside.web.models.models import ModelVersion
from tests.web.models.conftest import Make
from tests.web.models.small_card import small_card

PAGE = "/models/report_again/1/card.html"
DATA = "/models/report_again/1/card.json"


@pytest.fixture
def kept(make: Make) -> ModelVersion:
    """A released version with a whole card."""
    return make(ModelState.RELEASED, card_json=small_card())


def test_the_data_are_those_that_were_kept(kept: ModelVersion, client_of) -> None:
    answer = client_of("worker").get(DATA)
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"] == 'attachment; filename="report_again-1-card.json"'
    assert json.loads(answer.content) == json.loads(small_card())


def test_the_page_needs_nothing_from_elsewhere(kept: ModelVersion, client_of) -> None:
    answer = client_of("worker").get(PAGE)
    html = answer.content.decode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "Does it keep its word?" in html
    assert "<svg" in html
    for far in ("<script", "<link", "src=", "url(", "@import"):
        assert far not in html, far


@pytest.mark.parametrize("url", [PAGE, DATA])
@pytest.mark.parametrize("role", ["worker", "supervisor", "analyst", "auditor"])
def test_every_colleague_may(kept: ModelVersion, client_of, url: str, role: str) -> None:
    assert client_of(role).get(url).status_code == 200


@pytest.mark.parametrize("url", [PAGE, DATA])
def test_strangers_and_what_is_not_there(
    kept: ModelVersion, make: Make, client_of, url: str
) -> None:
    assert client_of("nonsense").get(url).status_code == 404
    assert Client().get(url).status_code == 302
    make(ModelState.DRAFT)
    assert client_of("worker").get(url.replace("/1/", "/2/")).status_code == 404
    assert client_of("worker").get(url.replace("/1/", "/9/")).status_code == 404


def test_a_card_of_another_version_says_what_to_do(make: Make, client_of) -> None:
    make(ModelState.TESTED, card_json='{"format": "alongside-card-0"}')
    answer = client_of("worker").get(PAGE)
    assert answer.status_code == 400
    assert "AL-R061" in answer.content.decode()
