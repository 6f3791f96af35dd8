"""What of the referrals waits for whom; and what a report may say of them."""

from __future__ import annotations

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from alongside.web.accounts.models import User
from alongside.web.cases.models import CaseRow
from alongside.web.cases.opening import OpenedCase, guard_of
from alongside.web.identity.models import SealRow
from alongside.web.referrals.on_record import on_record
from alongside.web.referrals.on_today import on_today
from tests.actions.office import Office
from tests.web.casework import acting_for, make_worker, signed_in
from tests.web.referrals.screens import STORY, decide, judge, keep, known


@pytest.fixture
def url(screening: Office) -> str:
    """A referral of Amara's, judged."""
    client = signed_in(make_worker("Amara Whitlock"))
    url = keep(client, known(screening.people()["cases:1"]), reporter_name="Ms Field")
    judge(client, url)
    return url


def waits(user: User) -> list[tuple[str, str]]:
    return [(one.kind, one.who) for one in on_today(acting_for(user, now=timezone.now()))]


def test_a_decision_waits_for_the_team_and_for_nobody_else(url: str) -> None:
    assert waits(make_worker("Bea Osei")) == [("decision", "Mila Varga")]
    assert waits(make_worker("Cleo Brandt", team="South")) == []
    assert waits(make_worker("Noor Haddad", "analyst")) == []


def test_a_second_look_waits_for_supervisors_who_did_not_decide(url: str) -> None:
    amara = make_worker("Amara Whitlock")
    decide(signed_in(amara), url, choice="close")
    assert waits(make_worker("Josef Castellanos", "supervisor")) == [("second_look", "Mila Varga")]
    assert waits(amara) == []


def test_an_answer_is_owed_by_the_worker_of_the_case(url: str) -> None:
    amara = make_worker("Amara Whitlock")
    decide(signed_in(amara), url, choice="visit", within="visit.day")
    assert waits(amara) == []
    CaseRow.objects.update(worker=amara)
    item = on_today(acting_for(amara, now=timezone.now()))[0]
    assert item.kind == "response"
    assert item.due_at is not None


def test_it_asks_the_database_twice_and_once_more_where_lives_are_sealed(
    url: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    acting = acting_for(make_worker("Bea Osei"), now=timezone.now())
    with django_assert_max_num_queries(3):
        on_today(acting)
    SealRow.objects.update(lifted_at=timezone.now())
    with django_assert_max_num_queries(2):
        on_today(acting)


def test_a_report_says_what_was_said_and_never_by_whom(url: str) -> None:
    amara = make_worker("Amara Whitlock")
    decide(signed_in(amara), url, choice="visit", within="visit.day")
    case = CaseRow.objects.get()
    opened = OpenedCase(
        row=case, guard=guard_of(case), acting=acting_for(amara, now=timezone.now())
    )
    said = on_record(opened)
    assert [(one.section, one.says, one.said_by) for one in said] == [
        ("referral", STORY, "Amara Whitlock")
    ]
    assert "Field" not in str(said)
