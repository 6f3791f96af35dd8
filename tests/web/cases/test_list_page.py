"""``/cases/``: mine, my team's, to allocate, closed; filters stay in the address."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.governance.casework import CaseState
from alongside.web.accounts.models import User
from alongside.web.cases.allocating import offer_case
from alongside.web.cases.answering import accept_case
from alongside.web.cases.models import CaseRow
from alongside.web.cases.opening import open_case
from alongside.web.identity.models import SealRow
from tests.web.casework import NOW, acting_for, make_case, make_worker, reopen_at, signed_in

pytestmark = pytest.mark.usefixtures("agency")
QUERIES = 12  # look hard before you raise it


@pytest.fixture
def amara() -> User:
    return make_worker("Amara Whitlock")


def listed(client: Client, query: str = "") -> list[str]:
    """The titles of the page, in its order."""
    answer = client.get(f"/cases/{query}")
    assert answer.status_code == 200
    return re.findall(r'<h3><a href="/cases/[^"]+"><bdi>([^<]*)', answer.content.decode())


def test_mine_are_those_i_lead_and_those_i_work_beside(amara: User) -> None:
    ben, josef = make_worker("Ben Osei"), make_worker("Josef Lind", "supervisor")
    make_case(amara, title="Hartmann")
    other = make_case(ben, title="Varga", now=NOW + timedelta(days=1))
    assert listed(signed_in(amara)) == ["Hartmann"]
    offer_case(reopen_at(other, josef), worker=amara, leads=False)
    accept_case(open_case(other.key, acting_for(amara)))
    assert listed(signed_in(amara)) == ["Varga", "Hartmann"]


def test_each_scope_shows_its_own_and_another_team_nothing(amara: User) -> None:
    make_case(amara, title="Open")
    make_case(amara, title="Closed", state=CaseState.CLOSED)
    waiting = make_case(amara, title="Waiting", state=CaseState.TO_ALLOCATE)
    CaseRow.objects.filter(pk=waiting.row.pk).update(worker=None)
    ben = signed_in(make_worker("Ben Osei"))
    assert listed(ben) == []
    assert set(listed(ben, "?show=team")) == {"Open", "Waiting"}
    assert listed(ben, "?show=to_allocate") == ["Waiting"]
    assert listed(ben, "?show=closed") == ["Closed"]
    cleo = signed_in(make_worker("Cleo Brandt", team="South"))
    nobody = signed_in(make_worker("Dan Roe", team=""))
    for show in ("mine", "team", "to_allocate", "closed", "nonsense"):
        assert listed(cleo, f"?show={show}") == []
        assert listed(nobody, f"?show={show}") == []


def test_phase_worker_and_words_of_the_title_narrow_the_list(amara: User) -> None:
    make_case(amara, title="Mila Hartmann")
    make_case(amara, title="Theo Varga", state=CaseState.PLANNING)
    make_case(make_worker("Ben Osei"), title="Mila Brandt")
    client = signed_in(amara)
    assert listed(client, "?show=team&phase=planning") == ["Theo Varga"]
    assert listed(client, f"?show=team&worker={amara.pk}&q=mila") == ["Mila Hartmann"]
    assert set(listed(client, "?show=team&q=MILA")) == {"Mila Hartmann", "Mila Brandt"}
    page = client.get("/cases/?show=team&phase=planning&q=theo").content.decode()
    assert 'value="planning" selected' in page
    assert 'value="theo"' in page


@pytest.mark.parametrize(
    "query", ["?show=team&phase=x&worker=nobody&page=-1", "?page=%C2%B2", "?q=%25_%27&page=9999999"]
)
def test_what_cannot_be_read_is_left_out(amara: User, query: str) -> None:
    make_case(amara)
    assert signed_in(amara).get(f"/cases/{query}").status_code == 200


def test_a_sealed_life_is_on_no_list(amara: User) -> None:
    opened = make_case(amara, title="Hartmann")
    seal = SealRow.objects.create(person_id=opened.focus[0], by="x", sealed_at=NOW)
    assert listed(signed_in(amara)) == []
    assert listed(signed_in(make_worker("Ben Osei")), "?show=team") == []
    seal.named.set([amara])
    assert listed(signed_in(amara)) == ["Hartmann"]


def test_pages_turn_without_counting_and_the_queries_do_not_grow(amara: User) -> None:
    for number in range(30):
        CaseRow.objects.create(
            title=f"Case {number:02}", team="North", worker=amara, state="assessing",
            opened_at=NOW + timedelta(minutes=number), state_since=NOW,
        )  # fmt: skip
    client = signed_in(amara)
    with CaptureQueriesContext(connection) as seen:
        first = listed(client, "?show=team")
    assert len(seen) <= QUERIES, "\n".join(one["sql"][:160] for one in seen)
    assert not any("COUNT(" in one["sql"] for one in seen)
    assert first == [f"Case {number:02}" for number in range(29, 4, -1)]
    assert listed(client, "?show=team&page=2") == [
        f"Case {number:02}" for number in range(4, -1, -1)
    ]
    assert "?show=team&amp;page=2" in client.get("/cases/?show=team").content.decode()


def test_an_empty_list_says_what_comes_next(amara: User) -> None:
    html = signed_in(amara).get("/cases/").content.decode()
    assert "once you have said yes to it" in html
