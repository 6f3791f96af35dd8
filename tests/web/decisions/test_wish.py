"""``…/no-advice/``: a wish of the person's or a worker's, kept and heeded at once."""

from __future__ import annotations

from django.test import Client

from alongside.web.accounts.models import User
from alongside.web.decisions.models import NoAdviceRow
from alongside.web.publishing.models import OutboxRow
from tests.web.decisions.conftest import JUDGEMENT, Case
from tests.web.decisions.test_advice import split_off
from tests.web.people.conftest import SignIn


def test_it_closes_the_door_and_can_be_taken_back(
    case: Case, client: Client, amara: User, released: None
) -> None:
    client.post(f"{case.url}judgement/", JUDGEMENT)
    answer = client.post(f"{case.url}no-advice/", {"unwanted": "on", "said_by_client": "on"})
    assert answer.status_code == 302
    wish = NoAdviceRow.objects.get()
    assert (wish.person_id, wish.unwanted, wish.said_by_client, wish.by) == (
        case.mila,
        True,
        True,
        amara,
    )
    html = client.get(case.url).content.decode()
    assert "They said so themselves; written down by Amara Whitlock" in html
    assert client.post(case.api).json()["code"] == "AL-G024"
    client.post(f"{case.url}no-advice/")
    assert client.post(case.api).status_code == 200
    kinds = set(OutboxRow.objects.values_list("kind", flat=True))
    assert {"advice_unwanted", "advice_wanted"} <= kinds


def test_the_wish_follows_the_records_when_a_person_is_parted(
    case: Case, client: Client, josef: User, released: None
) -> None:
    client.post(f"{case.url}no-advice/", {"unwanted": "on"})
    split_off(case, josef)
    client.post(f"{case.url}judgement/", JUDGEMENT)
    assert client.post(case.api).json()["code"] == "AL-G024"


def test_strangers_and_the_signed_out(case: Case, sign_in: SignIn) -> None:
    url = f"{case.url}no-advice/"
    assert sign_in("analyst").post(url, {"unwanted": "on"}).status_code == 404
    assert Client().post(url).status_code == 302
    assert not NoAdviceRow.objects.exists()
