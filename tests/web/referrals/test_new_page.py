"""``/referrals/new/``: what is known is shown first, and nothing that was written is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.web.decisions.models import PointRow
from alongside.web.facts.models import AboutRow
from alongside.web.identity.models import PersonRow, SaidPersonRow
from alongside.web.ledger.models import LedgerEntry
from alongside.web.publishing.models import OutboxRow
from alongside.web.referrals.models import ReferralPersonRow, ReferralRow, ReporterRow
from tests.actions.office import Office
from tests.web.casework import make_worker, signed_in
from tests.web.referrals.screens import STORY, form, keep, known

MILA = {"given": "Mila", "family": "Varga", "birth": "2015-03-12"}


@pytest.fixture
def client(screening: Office):
    return signed_in(make_worker("Amara Whitlock"))


def test_the_child_who_is_known_is_shown_with_reasons_while_her_name_is_typed(client) -> None:
    answer = client.post(
        "/referrals/new/people/", form({"given": "Milla", "family": "Varga"}, number="0"),
        headers={"HX-Request": "true"},
    )  # fmt: skip
    page = answer.content.decode()
    assert "Mila Varga" in page
    assert "Agrees on" in page
    assert "This is the person" in page
    assert LedgerEntry.objects.filter(verb="search_people").exists()
    assert not LedgerEntry.objects.filter(reason__contains="Milla").exists()


def test_it_works_by_a_button_without_script_and_keeps_all_that_was_typed(client) -> None:
    page = client.post("/referrals/new/", form(MILA, do="find", safety="A dog")).content.decode()
    assert "Is it this person?" in page or "Is it one of these" in page
    assert STORY in page
    assert "A dog" in page


def test_a_second_record_of_a_known_child_is_not_kept_before_somebody_chose(client) -> None:
    answer = client.post("/referrals/new/", form(MILA, reporter_name="Ms Field"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say whether it is one of these people" in page
    assert STORY in page
    assert "Ms Field" in page
    assert not ReferralRow.objects.exists()


def test_whoever_lives_at_home_is_offered_and_added_by_one_press(client, screening: Office) -> None:
    people = screening.people()
    mila, teo = people["cases:1"], people["cases:2"]
    page = client.post("/referrals/new/", form(MILA, do=f"pick:0:{mila}")).content.decode()
    assert "Teo Varga" in page
    assert "Live in the same home" in page
    page = client.post("/referrals/new/", form(known(mila), do="home:all")).content.decode()
    assert f'value="{teo}"' in page
    assert not ReferralPersonRow.objects.exists()


def test_kept_once_it_is_a_point_facts_and_events_and_never_who_reported(
    client, screening: Office
) -> None:
    people = screening.people()
    mila, teo = people["cases:1"], people["cases:2"]
    url = keep(client, known(mila), known(teo, "sibling"), reporter_name="Ms Field", safety="Dog")
    row = ReferralRow.objects.get()
    event = OutboxRow.objects.get(kind="referral")
    point = PointRow.objects.get()
    assert (str(event.person_id), point.source, point.source_key) == (
        mila,
        "alongside",
        str(event.pk),
    )
    assert url == f"/decisions/screening/alongside/{event.pk}/"
    assert row.title == "Mila Varga"
    assert AboutRow.objects.filter(fact_kind="referral", fact_id=str(row.pk)).count() == 2
    assert str(OutboxRow.objects.get(kind="referral_named").person_id) == teo
    assert ReporterRow.objects.get().name == "Ms Field"
    page = client.get(url).content.decode()
    assert STORY in page
    assert "Ms Field" not in page
    assert "Ms Field" not in client.get(f"/people/{mila}/").content.decode()
    assert not any("Field" in str(vars(one)) for one in OutboxRow.objects.all())


def test_the_point_stays_the_same_when_a_refresh_has_read_its_event(
    client, screening: Office
) -> None:
    url = keep(client, known(screening.people()["cases:1"]))
    assert "do not hold it until the next refresh" in client.get(url).content.decode()
    assert client.get("/decisions/").content.decode().count(url) == 1
    screening.refresh()
    page = client.get(url)
    assert page.status_code == 200
    assert "do not hold it until the next refresh" not in page.content.decode()
    assert client.get("/decisions/").content.decode().count(url) == 1
    assert PointRow.objects.count() == 1


def test_a_referral_about_people_nobody_knows_mints_them(client) -> None:
    expected = (date.today() + timedelta(days=60)).isoformat()
    url = keep(
        client,
        {"family": "Nguyen", "expected": expected, "part": "child"},
        {"given": "Linh", "family": "Nguyen", "age": "24", "part": "parent"},
        {"new": "yes", "part": "other", "sex": "male"},
    )
    assert SaidPersonRow.objects.count() == 3
    assert SaidPersonRow.objects.get(given_name="Linh").birth_precision == "year"
    page = client.get(url).content.decode()
    assert "Not born yet, expected on" in page
    assert "Name not known" in page


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"given": "Zed", "birth": "2099-01-01"}, "birth date is in the future"),
        ({"given": "Zed", "expected": "2099-01-01"}, "No child is expected on such a day"),
        ({"given": "Zed", "birth": "yesterday"}, "Write the day as"),
        ({"given": "Zed", "age": "old"}, "Write the age in whole years"),
        ({"given": "Z" * 321}, "At most 320 letters"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(client, fields, says) -> None:
    before = PersonRow.objects.count()
    answer = client.post("/referrals/new/", form(fields))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert STORY in answer.content.decode()
    assert PersonRow.objects.count() == before


@pytest.mark.parametrize(
    ("plain", "says"),
    [
        ({"said": " "}, "Write what was said"),
        ({"came_in": "owl"}, "Choose how it came in"),
        ({"happened_on": "2099-01-01"}, "This day has not come yet"),
    ],
)
def test_what_is_missing_is_said_all_at_once(client, plain, says) -> None:
    answer = client.post("/referrals/new/", form({"given": "Zed"}, **plain))
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_about_nobody_is_no_referral(client) -> None:
    answer = client.post("/referrals/new/", form({}))
    assert answer.status_code == 422
    assert "Say whom it is about" in answer.content.decode()


def test_the_same_person_twice_is_refused(client, screening: Office) -> None:
    mila = screening.people()["cases:1"]
    answer = client.post("/referrals/new/", form(known(mila), known(mila)))
    assert answer.status_code == 422
    assert "named twice" in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["x" * 300, "‏מירה כהן", "🦊", "=HYPERLINK(1)", "<script>1</script>"]
)
def test_any_name_and_any_story_are_kept_as_written(client, name: str) -> None:
    url = keep(client, {"given": name, "new": "yes"}, said=f"{name} was seen")
    page = client.get(url).content.decode()
    assert "<script>1" not in page
    assert ReferralRow.objects.get().said == f"{name} was seen"


def test_a_person_who_is_not_there_or_sealed_is_the_same_as_missing(
    client, screening: Office
) -> None:
    sealed = screening.people()["cases:4"]
    for guessed in (sealed, "01a20e4d-f225-7a34-872a-f6f7d7623d2a"):
        assert client.post("/referrals/new/", form(known(guessed))).status_code == 404
    assert not ReferralRow.objects.exists()


def test_from_a_persons_page_she_is_named_already(client, screening: Office) -> None:
    mila = screening.people()["cases:1"]
    assert f"/referrals/new/?about={mila}" in client.get(f"/people/{mila}/").content.decode()
    page = client.get(f"/referrals/new/?about={mila}").content.decode()
    assert f'name="p0-person" value="{mila}"' in page


def test_an_analyst_makes_no_referral(screening: Office) -> None:
    client = signed_in(make_worker("Noor Haddad", "analyst"))
    assert client.get("/referrals/new/").status_code == 404
    assert client.get("/referrals/").status_code == 404


def test_without_a_decision_file_it_says_what_to_write(office: Office) -> None:
    office.refresh()
    client = signed_in(make_worker("Amara Whitlock"))
    answer = client.post("/referrals/new/", form({"given": "Zed"}))
    assert answer.status_code == 422
    assert "AL-U051" in answer.content.decode()
    assert STORY in answer.content.decode()
