"""The pages of visits: hers works, a team mate looks, another team learns nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.web.decisions.models import PointRow
from alongside.web.ledger.models import LedgerEntry
from alongside.web.notes.forms import local_time
from alongside.web.referrals.models import ReferralRow
from alongside.web.visits.models import VisitRow
from alongside.web.visits.planning import plan_visit
from alongside.web.visits.shielding import place_words
from tests.web.casework import make_case, make_worker, reopen_at, signed_in

pytestmark = pytest.mark.usefixtures("agency")
HOUR = timedelta(hours=1)


@pytest.fixture
def amara():
    return make_worker("Amara Whitlock")


@pytest.fixture
def opened(amara):
    return make_case(amara, now=timezone.now() - timedelta(days=9))


@pytest.fixture
def visit(opened, amara):
    at = timezone.now() + timedelta(days=1)
    return plan_visit(
        reopen_at(opened, amara, now=timezone.now()),
        people=opened.focus, from_at=at, until_at=at + HOUR, where="=1+1 <b>Weir</b>", aim="Hear",
    )  # fmt: skip


def pages(opened, visit):
    at = f"/cases/{opened.key}/visits/"
    one = f"{at}{visit.key}/"
    looking = [at, one]
    changing = [f"{at}plan/", f"{at}made/", f"{one}move/", f"{one}made/", f"{one}not-made/"]
    return looking, changing


def test_each_page_is_hers_a_team_mate_looks_and_another_team_learns_nothing(opened, visit, amara):
    looking, changing = pages(opened, visit)
    mate, other = make_worker("Ben Osei"), make_worker("Cleo Brandt", team="South")
    for address in looking + changing:
        assert signed_in(amara).get(address).status_code == 200, address
        assert signed_in(other).get(address).status_code == 404, address
    assert [signed_in(mate).get(one).status_code for one in looking] == [200, 200]
    assert {signed_in(mate).get(one).status_code for one in changing} == {403}
    assert {signed_in(mate).post(one, {}).status_code for one in changing} == {403}
    assert LedgerEntry.objects.filter(object_id=str(opened.key), verb="view_cases").exists()


def test_a_visit_of_another_case_is_not_here(visit, amara):
    other = make_case(amara, title="Another", children=("Ada",))
    assert signed_in(amara).get(f"/cases/{other.key}/visits/{visit.key}/").status_code == 404


def test_what_somebody_wrote_is_text_and_nothing_else(opened, visit, amara):
    page = signed_in(amara).get(f"/cases/{opened.key}/visits/{visit.key}/").content.decode()
    assert "=1+1 &lt;b&gt;Weir&lt;/b&gt;" in page
    assert "What to know before it" in page
    assert "Mila Hartmann" in page
    assert "Not seen yet in this case" in page


def test_a_plan_comes_from_the_form_and_ends_on_the_visit(opened, amara):
    at = timezone.now() + timedelta(days=2)
    form = {"from_at": local_time(at), "minutes": "60", "people": [str(opened.focus[0])]}
    answer = signed_in(amara).post(f"/cases/{opened.key}/visits/plan/", form, follow=True)
    assert "The visit is planned." in answer.content.decode()
    assert VisitRow.objects.get().people == [str(opened.focus[0])]


def test_a_form_that_does_not_fit_keeps_what_was_written(opened, amara):
    form = {"from_at": "2020-01-01T10:00", "minutes": "60", "aim": "Ask about school"}
    form["people"] = [str(opened.focus[0])]
    answer = signed_in(amara).post(f"/cases/{opened.key}/visits/plan/", form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "AL-U100" in page
    assert "Ask about school" in page
    answer = signed_in(amara).post(f"/cases/{opened.key}/visits/plan/", {"aim": "Ask"})
    assert answer.status_code == 422
    assert "Choose whom the visit is to" in answer.content.decode()


def test_each_child_is_answered_for_and_then_the_note_is_offered(opened, amara):
    at = timezone.now() - timedelta(hours=3)
    form = {"from_at": local_time(at), "minutes": "60"}
    client, address = signed_in(amara), f"/cases/{opened.key}/visits/made/"
    answer = client.post(address, form)
    assert answer.status_code == 422
    assert "Say for Mila Hartmann whether" in answer.content.decode()
    form |= {f"seen-{one}": "alone" for one in opened.focus}
    page = client.post(address, form, follow=True).content.decode()
    assert "Mila Hartmann seen alone" in page
    assert "notes/new/?kind=visit" in page


def test_what_a_referral_said_of_safety_stands_above_all_else(opened, visit, amara):
    now = timezone.now()
    for number, team in enumerate(("North", "South")):
        point = PointRow.objects.create(
            kind="screening", source="alongside", source_key=f"r{number}",
            opened_at=now, known_at=now, sensitivity=1,
        )  # fmt: skip
        ReferralRow.objects.create(
            team=team, point=point, title="Mila", safety=f"A large dog <b>{team}</b>",
            taken_at=now, state_since=now, case=opened.row,
        )  # fmt: skip
    page = signed_in(amara).get(f"/cases/{opened.key}/visits/{visit.key}/").content.decode()
    assert "A large dog &lt;b&gt;North" in page
    assert "South" not in page  # a referral that she may not read


def test_no_place_is_said_where_an_address_is_protected():
    assert place_words("12 Weir Court", shielded=True).startswith("Address protected")
    assert place_words("School", shielded=False) == "School"
