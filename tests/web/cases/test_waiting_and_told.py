"""What waits for a worker, and what a report is told of the way of a case."""

from __future__ import annotations

import pytest

from alongside.privacy import Verb
from alongside.web.accounts.models import User
from alongside.web.cases.allocating import offer_case, transfer_case
from alongside.web.cases.answering import accept_case
from alongside.web.cases.beginning import Part, begin_case
from alongside.web.cases.closing import agree_closure, close_case
from alongside.web.cases.on_record import on_record
from alongside.web.cases.on_today import on_today
from alongside.web.cases.opening import open_case
from alongside.web.identity.models import SealRow
from tests.web.casework import NOW, acting_for, make_case, make_person, make_worker, reopen_at

pytestmark = pytest.mark.usefixtures("agency")


@pytest.fixture
def amara() -> User:
    return make_worker("Amara Whitlock")


@pytest.fixture
def josef() -> User:
    return make_worker("Josef Lind", "supervisor")


def waits(user: User) -> list[tuple[str, str]]:
    return [(one.kind, one.who) for one in on_today(acting_for(user))]


def test_an_offer_waits_for_who_was_asked_until_it_is_answered(amara: User, josef: User) -> None:
    ben = make_worker("Ben Osei")
    opened = reopen_at(make_case(amara, title="Hartmann"), josef)
    offer_case(opened, worker=ben, handover="Soon on leave")
    assert waits(ben) == [("offer", "Hartmann")]
    assert waits(amara) == waits(josef) == []
    accept_case(open_case(opened.key, acting_for(ben)))
    assert waits(ben) == []


def test_a_transfer_waits_for_who_gives_cases_in_the_other_team(amara: User, josef: User) -> None:
    suna = make_worker("Suna Aydin", "supervisor", team="South")
    cleo = make_worker("Cleo Brandt", team="South")
    transfer_case(reopen_at(make_case(amara), josef), team="South", handover="They moved")
    assert [kind for kind, _ in waits(suna)] == ["offer"]
    assert waits(cleo) == waits(josef) == []


def test_a_case_that_nobody_was_asked_to_lead_waits_for_its_supervisor(
    amara: User, josef: User
) -> None:
    parts = [Part(person_id=make_person("Noor"), part="child", in_focus=True)]
    opened = begin_case(acting_for(josef), title="Noor", team="North", parts=parts)
    assert waits(josef) == [("allocate", "Noor")]
    assert waits(make_worker("Suna Aydin", "supervisor", team="South")) == []
    offer_case(opened, worker=amara)
    assert waits(josef) == []
    SealRow.objects.create(person_id=opened.focus[0], by="x", sealed_at=NOW)
    assert waits(amara) == []


def test_a_closure_waits_for_a_supervisor(amara: User, josef: User) -> None:
    opened = make_case(amara, title="Hartmann")
    close_case(opened, outcome="grown_up", reason="Eighteen")
    assert waits(josef) == [("closure", "Hartmann")]
    agree_closure(open_case(opened.key, acting_for(josef)))
    assert waits(josef) == []


def test_it_asks_little(amara: User, josef: User, django_assert_max_num_queries) -> None:
    for title in ("A", "B", "C"):
        opened = make_case(amara, title=title)
        close_case(opened, outcome="grown_up", reason="Eighteen")
    acting = acting_for(josef)
    assert acting.access.worker.may(Verb.SUPERVISE_CASES)
    with django_assert_max_num_queries(4):
        assert len(on_today(acting)) == 3


def test_a_report_is_told_the_way_of_a_case_with_its_source(amara: User, josef: User) -> None:
    ben = make_worker("Ben Osei")
    opened = reopen_at(make_case(amara), josef)
    offer_case(opened, worker=ben, handover="Between us: the father shouts")
    accept_case(open_case(opened.key, acting_for(ben)))
    close_case(reopen_at(opened, josef), outcome="goals_reached", reason="Mornings are calm")
    told = on_record(open_case(opened.key, acting_for(josef)))
    says = [(one.section, one.says) for one in told]
    assert ("people", "Dora Hartmann: Parent") in says
    assert ("decision", "Ben Osei took the case over") in says
    assert (
        "closure",
        "The case was closed. The family reached what was planned: Mornings are calm",
    ) in says
    assert not any("shouts" in one.says for one in told)
    assert all(one.source and one.href for one in told)
