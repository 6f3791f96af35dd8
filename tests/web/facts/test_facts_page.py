"""/facts/: what waits, for who may say whose it is; and where else it is said."""

from __future__ import annotations

import pytest

from alongside.web.facts.about import people_of
from alongside.web.facts.models import AboutRow
from alongside.web.facts.on_today import on_today
from tests.web.casework import make_worker, signed_in
from tests.web.facts.ground import Parted, make_parted

pytestmark = pytest.mark.usefixtures("agency")


@pytest.fixture
def parted() -> Parted:
    return make_parted()


def row_of(kind: str) -> AboutRow:
    return AboutRow.objects.get(fact_kind=kind, to_assign=True, until_at__isnull=True)


def test_nothing_waits_says_what_comes_here(parted: Parted) -> None:
    html = signed_in(parted.worker).get("/facts/").content.decode()
    assert "Nothing waits to be assigned" in html


def test_each_fact_with_its_kind_day_writer_and_case(parted: Parted) -> None:
    parted.split()
    html = signed_in(parted.worker).get("/facts/").content.decode()
    assert html.count('type="checkbox" name="fact"') == 3
    assert "by Amara Whitlock" in html
    assert parted.opened.row.title in html


def test_several_at_once(parted: Parted) -> None:
    _decision, other = parted.split()
    client = signed_in(parted.worker)
    form = {
        "fact": [row_of("meeting").pk, row_of("supervision").pk],
        "person": [str(other)],
        "reason": "Both were hers",
    }
    assert client.post("/facts/", form).status_code == 302
    assert people_of("meeting", [901]) == {"901": [other]}
    assert people_of("supervision", [902]) == {"902": [other]}


def test_a_refusal_keeps_what_was_chosen_and_written(parted: Parted) -> None:
    parted.split()
    row = row_of("meeting")
    form = {"fact": [row.pk], "person": [], "reason": "I know <b>it</b>"}
    answer = signed_in(parted.worker).post("/facts/", form)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "AL-U115" in html
    assert "I know &lt;b&gt;it&lt;/b&gt;" in html
    assert f'value="{row.pk}" id="fact-{row.pk}" checked' in html


@pytest.mark.parametrize("fact", ["x", "999999", "-1"])
def test_a_guessed_fact_is_none(parted: Parted, fact: str) -> None:
    _decision, other = parted.split()
    form = {"fact": [fact], "person": [str(other)], "reason": "x"}
    assert signed_in(parted.worker).post("/facts/", form).status_code == 404


def test_another_team_sees_an_empty_page_and_an_auditor_none(parted: Parted) -> None:
    parted.split()
    other_team = signed_in(make_worker("Cleo Brandt", team="South")).get("/facts/")
    assert "Nothing waits to be assigned" in other_team.content.decode()
    assert signed_in(make_worker("Ines Kahn", "auditor")).get("/facts/").status_code == 404


def test_the_case_page_says_so(parted: Parted) -> None:
    address = f"/cases/{parted.opened.key}/"
    client = signed_in(parted.worker)
    assert "turned out to be two people" not in client.get(address).content.decode()
    parted.split()
    html = client.get(address).content.decode()
    assert "Somebody in this case turned out to be two people" in html
    assert 'href="/facts/"' in html


def test_it_waits_on_the_worklist_of_who_works_on_the_case_in_one_query(
    parted: Parted, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    parted.split()
    acting = parted.acting()
    with django_assert_max_num_queries(2):
        (item,) = on_today(acting)
    assert item.says == "Say whose 3 facts are, after one person became two"
    assert item.who == parted.opened.row.title
    assert on_today(parted.acting(make_worker("Ben Osei"))) == []
