"""``/models/``: what advises now, what waits, what was; and what it says when nothing does."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.governance.decisions import ModelState
from alongside.web.models.models import ModelVersion
from tests.web.models.conftest import Make, words
from tests.web.models.kept import WHY

URL = "/models/"


def test_before_anything_was_trained(client_of) -> None:
    text = words(client_of("worker").get(URL))
    assert "No model is in use. Everything else works without one." in text
    assert "alongside train" in text


def test_each_model_in_plain_words(make: Make, client_of) -> None:
    make(ModelState.RELEASED)
    text = words(client_of("worker").get(URL))
    for said in (
        "Report again, version 1",
        "Says how many of 100 closed assessments like the one at hand were reported again "
        "within a year.",
        "In use since 24 Nov 2026",
        "The supervisor",
        WHY,
        "It is for a second look before an assessment closes",
        "It must not be used for screening calls",
    ):
        assert said in text, said


def test_a_paused_model_says_that_it_advises_nobody(make: Make, client_of) -> None:
    make(ModelState.PAUSED)
    assert "advises nobody" in words(client_of("worker").get(URL))


def test_what_waits_and_what_was(make: Make, client_of) -> None:
    make(ModelState.RETIRED)
    make(ModelState.TESTED)
    make(ModelState.DRAFT)
    text = words(client_of("worker").get(URL))
    assert "No model is in use" in text
    waits, was = (
        text.index("Waiting for a named person to release them"),
        text.index("Drafts and earlier"),
    )
    assert waits < text.index("version 2") < was
    assert was < text.index("version 3") < text.index("version 1")


@pytest.mark.parametrize("role", ["worker", "supervisor", "analyst", "auditor"])
def test_every_colleague_may_look(make: Make, client_of, role: str) -> None:
    make(ModelState.RELEASED)
    client = client_of(role)
    assert client.get(URL).status_code == 200
    assert "/models/" in client.get("/sources/").content.decode()


def test_a_stranger(make: Make, client_of) -> None:
    make(ModelState.RELEASED)
    assert client_of("nonsense").get(URL).status_code == 404
    assert Client().get(URL).status_code == 302


def test_a_model_file_that_this_program_does_not_read(make: Make, client_of) -> None:
    version = make(ModelState.RELEASED)
    ModelVersion.objects.filter(pk=version.pk).update(model_text='title = "Old"')
    assert "Report again, version 1" in words(client_of("worker").get(URL))


def test_more_models_ask_the_database_no_more_often(
    make: Make, client_of, django_assert_num_queries
) -> None:
    client = client_of("worker")
    make(ModelState.TESTED)
    with CaptureQueriesContext(connection) as one:
        client.get(URL)
    for _ in range(6):
        make(ModelState.TESTED)
    with django_assert_num_queries(len(one)):
        client.get(URL)
