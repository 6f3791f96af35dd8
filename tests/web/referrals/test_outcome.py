"""What a decision on a referral leads to: a case, a second look, or nothing; and the way back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from alongside.core import AlongsideError
from alongside.governance.casework import AssignmentState, CaseState, ReferralState
from alongside.web.cases.models import AssignmentRow, CasePersonRow, CaseRow, StepRow
from alongside.web.decisions.models import DecisionRow
from alongside.web.ledger.models import LedgerEntry
from alongside.web.publishing.models import OutboxRow
from alongside.web.referrals.models import ReferralRow, SecondLookRow
from alongside.web.referrals.opened import open_referral
from alongside.web.referrals.second_look import answer_look
from tests.actions.office import Office
from tests.web.casework import acting_for, make_worker, signed_in
from tests.web.referrals.screens import decide, judge, keep, known

IN = {"choice": "visit", "within": "visit.day", "ticked": ["visit.hurt"]}
OUT = {"choice": "close", "ticked": ["close.advice"]}


@pytest.fixture
def client(screening: Office) -> Client:
    return signed_in(make_worker("Amara Whitlock"))


@pytest.fixture
def josef(screening: Office) -> Client:
    """Her supervisor."""
    return signed_in(make_worker("Josef Castellanos", "supervisor"))


@pytest.fixture
def url(client: Client, screening: Office) -> str:
    """A referral about Mila and her mother's new partner, judged and to be decided."""
    people = screening.people()
    url = keep(
        client,
        known(people["cases:1"]),
        known(people["cases:2"], "sibling"),
        reporter_name="Ms Field",
    )
    judge(client, url)
    return url


def row() -> ReferralRow:
    return ReferralRow.objects.select_related("case").get()


def kinds() -> list[str]:
    return list(OutboxRow.objects.order_by("id").values_list("kind", flat=True))


def test_screened_in_opens_a_case_with_its_people_title_reasons_and_response_time(
    client: Client, url: str, screening: Office
) -> None:
    assert decide(client, url, **IN) == 302
    case = CaseRow.objects.get()
    assert (case.title, case.team, case.state) == ("Mila Varga", "North", CaseState.TO_ALLOCATE)
    parts = dict(CasePersonRow.objects.values_list("part", "in_focus"))
    assert parts == {"child": True, "sibling": False}
    made = DecisionRow.objects.get()
    assert made.ticked == [{"name": "hurt", "says": "A child was hurt"}]
    assert made.within == "day"
    assert timedelta(hours=23) < row().respond_by - timezone.now() <= timedelta(hours=24)
    assert (row().state, row().case, row().began_case) == (ReferralState.SCREENED_IN, case, True)
    assert "screened_in" in kinds()
    page = client.get(url).content.decode()
    assert "A child was hurt" in page
    assert "Within 24 hours" in page


def test_a_choice_with_several_response_times_needs_one(client: Client, url: str) -> None:
    assert decide(client, url, choice="visit") == 422
    assert not CaseRow.objects.exists()
    assert decide(client, url, choice="visit", within="visit.year") == 422


def test_a_decision_withdrawn_at_once_closes_the_case_and_it_waits_again(
    client: Client, url: str
) -> None:
    decide(client, url, **IN)
    assert client.post(f"{url}withdraw/").status_code == 302
    assert CaseRow.objects.get().state == CaseState.CLOSED
    assert (row().state, row().case, row().respond_by) == (ReferralState.RECEIVED, None, None)
    assert url in client.get("/decisions/").content.decode()
    assert decide(client, url, **IN) == 302
    assert CaseRow.objects.exclude(state=CaseState.CLOSED).count() == 1


def test_a_decision_stands_once_somebody_was_asked_to_take_the_case_on(
    client: Client, url: str
) -> None:
    decide(client, url, **IN)
    amara, now = make_worker("Amara Whitlock"), timezone.now()
    AssignmentRow.objects.create(
        case=CaseRow.objects.get(), worker=amara, team="North", offered_by=amara, offered_at=now,
        state=AssignmentState.OFFERED.value,
    )  # fmt: skip
    answer = client.post(f"{url}withdraw/")
    assert answer.status_code == 409
    assert "AL-U053" in answer.content.decode()
    assert row().state == ReferralState.SCREENED_IN
    assert CaseRow.objects.get().state == CaseState.TO_ALLOCATE


def test_an_open_case_is_asked_about_and_takes_the_referral_in(
    client: Client, url: str, screening: Office
) -> None:
    decide(client, url, **IN)
    case = CaseRow.objects.get()
    people = screening.people()
    second = keep(client, known(people["cases:1"]), {"given": "Rasmus", "part": "partner"})
    judge(client, second)
    page = client.get(second).content.decode()
    assert "There is an open case with these people" in page
    assert decide(client, second, **IN) == 422
    assert decide(client, second, **IN, into_case=str(case.key)) == 302
    assert CaseRow.objects.count() == 1
    assert StepRow.objects.filter(case=case, kind="referral_added").count() == 1
    assert set(CasePersonRow.objects.values_list("part", flat=True)) == {
        "child", "sibling", "partner",
    }  # fmt: skip
    client.post(f"{second}withdraw/")
    assert StepRow.objects.filter(case=case, kind="referral_taken_back").exists()
    assert CaseRow.objects.get().state == CaseState.TO_ALLOCATE


def test_a_case_that_is_not_offered_cannot_be_named(client: Client, url: str) -> None:
    guessed = "01a20e4d-f225-7a34-872a-f6f7d7623d2a"
    assert decide(client, url, **IN, into_case=guessed) == 422
    assert not CaseRow.objects.exists()


def test_screened_out_waits_for_a_supervisor_who_agrees(
    client: Client, josef: Client, url: str
) -> None:
    assert decide(client, url, **OUT) == 302
    assert row().state == ReferralState.SECOND_LOOK
    page = f"/referrals/{row().key}/"
    assert "Agree that nobody visits" not in client.get(page).content.decode()
    assert "Agree that nobody visits" in josef.get(page).content.decode()
    assert josef.post(f"{page}second-look/", {"answer": "agree"}).status_code == 302
    assert row().state == ReferralState.SCREENED_OUT
    assert kinds()[-2:] == ["second_look_agreed", "screened_out"]
    assert not CaseRow.objects.exists()


def test_sent_back_with_a_reason_it_waits_again_and_the_first_decision_stays_to_be_read(
    client: Client, josef: Client, url: str
) -> None:
    decide(client, url, **OUT)
    page = f"/referrals/{row().key}/second-look/"
    assert josef.post(page, {"answer": "back"}).status_code == 422
    assert josef.post(page, {"answer": "back", "reason": "She is two"}).status_code == 302
    assert row().state == ReferralState.RECEIVED
    assert "She is two" in client.get(f"/referrals/{row().key}/").content.decode()
    assert url in client.get("/decisions/").content.decode()
    assert DecisionRow.objects.get().withdrawal.by.name == "Josef Castellanos"
    assert decide(client, url, **OUT) == 302
    assert SecondLookRow.objects.count() == 2


def test_nobody_looks_twice_at_her_own_decision(josef: Client, screening: Office) -> None:
    url = keep(josef, known(screening.people()["cases:1"]))
    judge(josef, url)
    decide(josef, url, **OUT)
    answer = josef.post(f"/referrals/{row().key}/second-look/", {"answer": "agree"})
    assert answer.status_code == 409
    assert "AL-U052" in answer.content.decode()
    assert row().state == ReferralState.SECOND_LOOK


def test_a_worker_may_not_take_the_second_look(client: Client, url: str) -> None:
    decide(client, url, **OUT)
    bea = signed_in(make_worker("Bea Osei"))
    page = f"/referrals/{row().key}/"
    assert bea.get(page).status_code == 200
    assert bea.post(f"{page}second-look/", {"answer": "agree"}).status_code == 403


def test_the_second_of_two_supervisors_is_told(client: Client, josef: Client, url: str) -> None:
    decide(client, url, **OUT)
    acting = acting_for(make_worker("Ilse Maren", "supervisor"), now=timezone.now())
    opened = open_referral(row().key, acting)
    josef.post(f"/referrals/{row().key}/second-look/", {"answer": "agree"})
    with pytest.raises(AlongsideError, match="AL-U052"):
        answer_look(opened, agreed=False, reason="I think otherwise")


def test_withdrawn_while_it_waits_for_a_second_look(
    client: Client, josef: Client, url: str
) -> None:
    decide(client, url, **OUT)
    assert client.post(f"{url}withdraw/").status_code == 302
    assert row().state == ReferralState.RECEIVED
    page = f"/referrals/{row().key}/second-look/"
    assert josef.post(page, {"answer": "agree"}).status_code == 409


def test_who_reported_is_shown_to_the_taker_and_by_verb_each_look_in_the_ledger(
    client: Client, josef: Client, url: str
) -> None:
    page = f"/referrals/{row().key}/"
    assert "Ms Field" not in client.get(page).content.decode()
    for who in (client, josef):
        assert "Ms Field" in who.post(f"{page}reporter/").content.decode()
    bea = signed_in(make_worker("Bea Osei"))
    assert "Show who told us" not in bea.get(page).content.decode()
    assert bea.post(f"{page}reporter/").status_code == 403
    assert LedgerEntry.objects.filter(verb="view_reporter").count() == 3


@pytest.mark.parametrize("tail", ["", "reporter/", "second-look/"])
def test_another_team_learns_nothing(client: Client, url: str, tail: str) -> None:
    cleo = signed_in(make_worker("Cleo Brandt", "supervisor", team="South"))
    for key in (row().key, "01a20e4d-f225-7a34-872a-f6f7d7623d2a"):
        address = f"/referrals/{key}/{tail}"
        answer = cleo.post(address) if tail else cleo.get(address)
        assert answer.status_code == 404
    assert cleo.get(url).status_code == 404
    assert url not in cleo.get("/decisions/").content.decode()
    assert str(row().key) not in cleo.get("/referrals/").content.decode()


def test_the_list_holds_what_waits_second_looks_and_what_was_decided(
    client: Client, josef: Client, url: str
) -> None:
    assert "Wait for a decision" in client.get("/referrals/").content.decode()
    decide(client, url, **OUT)
    assert "Wait for a second look" in client.get("/referrals/").content.decode()
    josef.post(f"/referrals/{row().key}/second-look/", {"answer": "agree"})
    page = client.get("/referrals/").content.decode()
    assert "Screened out" in page
    assert "No referral waits" in page


def test_a_referral_from_a_source_opens_a_case_with_those_who_were_ticked(
    client: Client, screening: Office
) -> None:
    people = screening.people()
    url = "/decisions/screening/cases/1/"
    judge(client, url)
    page = client.get(url).content.decode()
    assert "Who else belongs to the case" in page
    assert "Teo Varga" in page
    assert decide(client, url, **IN, with_people=[people["cases:2"]]) == 302
    parts = set(CasePersonRow.objects.values_list("person_id", "in_focus"))
    assert parts == {(UUID(people["cases:1"]), True), (UUID(people["cases:2"]), True)}
    made = row()
    assert (made.taken_by, made.state, made.team) == (None, ReferralState.SCREENED_IN, "North")
    assert client.get(f"/referrals/{made.key}/").status_code == 200


def test_a_stranger_cannot_be_brought_into_the_case(client: Client, screening: Office) -> None:
    url = "/decisions/screening/cases/1/"
    judge(client, url)
    orla = screening.people()["cases:3"]
    assert decide(client, url, **IN, with_people=[orla]) == 422
    assert not CaseRow.objects.exists()
