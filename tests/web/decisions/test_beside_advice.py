"""What stands beside an estimate: what helped in like cases, and how often it errs."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client

from alongside.core import new_person_id
from alongside.risk.helped import Helped
from alongside.timeline import PersonHead
from alongside.web.accounts.models import User
from alongside.web.decisions.erring import errs_for
from alongside.web.decisions.helped_before import helped_before, wilson
from tests.web.decisions.conftest import JUDGEMENT, Case
from tests.web.decisions.screening import release
from tests.web.models.small_card import small_card

ON = date(2026, 11, 1)


def person(sex: str | None, birth_on: date | None = None) -> PersonHead:
    return PersonHead(
        person_id=new_person_id(),
        given_name=None,
        family_name=None,
        birth_on=birth_on,
        birth_precision=None,
        died_on=None,
        sex=sex,
        language=None,
        address_protected=False,
    )


def counted(low: float, high: float, events: int) -> Helped:
    return Helped(
        support="violence:safety_plan",
        low=low,
        high=high,
        with_cases=123,
        with_events=events,
        without_cases=904,
        without_events=190,
    )


def test_only_cases_with_an_estimate_like_this_are_told() -> None:
    said = helped_before(
        [counted(0, 0.2, 3), counted(0.2, 1.01, 17)], 0.31, label="had harm confirmed"
    )
    (sentence,) = said.values()
    assert "of 100 who had had it, 14 (8 to 22) had harm confirmed" in sentence
    assert "of 100 who had not, 21 (18 to 24)" in sentence
    assert "about 120 and 900 cases" in sentence
    assert "no proof" in sentence


@pytest.mark.parametrize(
    ("events", "cases", "low", "high"),
    [(0, 20, 0.0, 0.161), (10, 20, 0.299, 0.701), (20, 20, 0.839, 1.0)],
)
def test_wilsons_interval(events: int, cases: int, low: float, high: float) -> None:
    assert wilson(events, cases) == pytest.approx((low, high), abs=0.001)


def test_errors_are_told_for_groups_of_the_person_that_the_card_shows() -> None:
    (said,) = errs_for(small_card(), person("female"), on=ON)
    groups = json.loads(small_card())["groups"]
    female = next(one for one in groups["groups"] if one["value"] == "female")
    assert said.startswith("Sex female: of 100 to whom it did not happen")
    assert f"happen, {round(100 * female['wrongly']['value'])} (7 to 10) were all the same" in said
    assert "(of everybody 8)" in said


@pytest.mark.parametrize(
    ("card", "sex"), [("", "female"), ("{}", "female"), (small_card(), None), (small_card(), "x")]
)
def test_no_card_or_no_group_says_nothing(card: str, sex: str | None) -> None:
    assert errs_for(card, person(sex), on=ON) == []


def test_both_stand_in_the_panel(case: Case, client: Client, josef: User) -> None:
    release(josef, card=small_card(), helped=(counted(0.5, 1.01, 17),))
    client.post(f"{case.url}judgement/", JUDGEMENT)
    client.post(f"{case.url}advice/")
    html = client.get(case.url).content.decode()
    assert "of 100 who had had it, 14 (8 to 22) had harm confirmed within a year" in html
    assert "Sex female: of 100 to whom it did not happen" in html
