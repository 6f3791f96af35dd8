"""A person's page says of a case what keeps a child safe, and nothing more."""

from __future__ import annotations

import pytest

from alongside.web.accounts.models import User
from alongside.web.cases.beside import cases_beside
from alongside.web.cases.closing import close_case
from alongside.web.cases.models import CaseRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.identity.models import PersonRow, SealRow
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
def cleo() -> User:
    return make_worker("Cleo Brandt", team="South")


@pytest.fixture
def opened() -> OpenedCase:
    return make_case(make_worker("Amara Whitlock"), title="Hartmann, after the fire")


def test_who_may_open_the_case_is_led_to_it(opened: OpenedCase) -> None:
    (line,) = cases_beside(opened.focus[0], acting_for(make_worker("Ben Osei")))
    assert (line.title, line.href) == ("Hartmann, after the fire", f"/cases/{opened.key}/")


def test_another_team_learns_whom_to_ask_and_nothing_else(opened: OpenedCase, cleo: User) -> None:
    html = signed_in(cleo).get(f"/people/{opened.focus[0]}/").content.decode()
    assert "A colleague of team North works with this family: ask Amara Whitlock" in html
    assert "after the fire" not in html
    assert str(opened.key) not in html
    assert "Assessing" not in html


def test_before_anybody_leads_it_a_supervisor_is_named(opened: OpenedCase, cleo: User) -> None:
    CaseRow.objects.update(worker=None)
    (line,) = cases_beside(opened.focus[0], acting_for(cleo))
    assert line.says == "Team North works with this family"
    make_worker("Josef Lind", "supervisor")
    (line,) = cases_beside(opened.focus[0], acting_for(cleo))
    assert line.says.endswith("ask Josef Lind")


def test_where_somebody_in_it_is_sealed_nothing_is_said(opened: OpenedCase, cleo: User) -> None:
    SealRow.objects.create(person_id=opened.focus[1], by="x", sealed_at=NOW)
    assert cases_beside(opened.focus[0], acting_for(cleo)) == []


def test_a_closed_case_is_the_business_of_its_team(opened: OpenedCase, cleo: User) -> None:
    josef = make_worker("Josef Lind", "supervisor")
    close_case(reopen_at(opened, josef), outcome="grown_up", reason="Eighteen")
    assert cases_beside(opened.focus[0], acting_for(cleo)) == []
    assert cases_beside(opened.focus[0], acting_for(josef))[0].says.startswith("Closed")


def test_it_follows_a_person_who_was_merged(opened: OpenedCase, cleo: User) -> None:
    mila = opened.focus[0]
    kept = make_person("Mila")
    PersonRow.objects.filter(id=mila).update(merged_into_id=kept)
    assert len(cases_beside(kept, acting_for(cleo))) == 1


def test_no_role_for_cases_or_another_purpose_learns_nothing(opened: OpenedCase) -> None:
    ines = make_worker("Ines Kohl", "analyst")
    assert cases_beside(opened.focus[0], acting_for(ines)) == []
    CaseRow.objects.update(purposes=["supervision"])
    cleo = acting_for(make_worker("Cleo Brandt", team="South"))
    assert cases_beside(opened.focus[0], cleo) == []
