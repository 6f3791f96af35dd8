"""``…/judgement/``: a worker's own view, before any advice, kept as it was written."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from alongside.core import AlongsideError
from alongside.web.accounts.models import User
from alongside.web.decisions.models import (
    AdviceShownRow,
    DecisionRow,
    JudgementRow,
    NoAdviceRow,
    PointRow,
    WithdrawalRow,
)
from alongside.web.ledger.models import LedgerEntry
from alongside.web.publishing.models import OutboxRow
from tests.web.decisions.conftest import DECISION, JUDGEMENT, Case
from tests.web.decisions.test_advice import join_with_another, split_off
from tests.web.people.conftest import SignIn

TABLES = (PointRow, JudgementRow, AdviceShownRow, DecisionRow, WithdrawalRow, NoAdviceRow)


def test_it_is_kept_with_name_ledger_and_event(case: Case, client: Client, amara: User) -> None:
    assert client.post(f"{case.url}judgement/", JUDGEMENT).status_code == 302
    kept = JudgementRow.objects.get()
    assert (kept.by, kept.band, kept.reason) == (amara, "10 to 19", "Dora called herself")
    assert (kept.person_id, kept.records) == (case.mila, sorted(case.town.owner))
    event = OutboxRow.objects.get()
    assert (event.kind, event.code, event.origin) == ("judgement_kept", "cases:ref-1", "worker")
    assert LedgerEntry.objects.filter(verb="decide", object_id=str(case.mila)).count() == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"why": "I know them"}, "Choose how many of 100"),
        ({"band": "10 to 19", "why": "  "}, "Write what makes you think so"),
        ({"band": "about 15", "why": "I know them"}, "Select a valid choice"),
    ],
)
def test_half_a_judgement_is_not_kept_and_says_what_is_missing(
    case: Case, client: Client, given: dict[str, str], says: str
) -> None:
    answer = client.post(f"{case.url}judgement/", given)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert says in html
    assert given["why"].strip() in html  # what she wrote is still there
    assert not JudgementRow.objects.exists()


def test_a_second_one_stands_beside_the_first_until_advice_is_open(
    case: Case, client: Client, released: None
) -> None:
    client.post(f"{case.url}judgement/", JUDGEMENT)
    second = {"band": "20 to 39", "why": "The school has just told me more"}
    assert client.post(f"{case.url}judgement/", second).status_code == 302
    html = client.get(case.url).content.decode()
    assert html.index("Dora called herself") < html.index("The school has just told me more")
    client.post(f"{case.url}advice/")
    answer = client.post(f"{case.url}judgement/", JUDGEMENT | {"why": "Now I think less"})
    assert answer.status_code == 409
    assert "AL-G032" in answer.content.decode()
    assert "Now I think less" in answer.content.decode()  # nothing of hers is lost
    assert JudgementRow.objects.count() == 2


@pytest.mark.parametrize("change", [join_with_another, split_off])
def test_after_a_join_or_a_split_she_judges_again(
    case: Case, client: Client, josef: User, released: None, change: object
) -> None:
    client.post(f"{case.url}judgement/", JUDGEMENT)
    client.post(f"{case.url}advice/")
    change(case, josef)  # type: ignore[operator]
    html = client.get(case.url).content.decode()
    assert "Records were joined with this person’s or parted from them since you wrote" in html
    assert "What do you think?" in html
    signed = client.post(f"{case.url}decision/", DECISION | {"used": "agreed"})
    assert signed.status_code == 409
    again = client.post(f"{case.url}judgement/", JUDGEMENT | {"why": "Read it anew"})
    assert again.status_code == 302
    # The joined records are older than the answer about who this is: no advice until a refresh.
    assert client.post(case.api).json()["code"] == "AL-G026"


def test_a_record_that_only_arrived_is_no_change_of_identity(
    case: Case, client: Client, released: None
) -> None:
    client.post(f"{case.url}judgement/", JUDGEMENT)
    case.town.record(case.mila, "school")
    case.town.publish()
    assert client.post(f"{case.url}advice/").status_code == 302


@pytest.mark.parametrize("table", TABLES)
def test_no_path_changes_or_removes_what_was_signed(
    case: Case, client: Client, released: None, table: type[JudgementRow]
) -> None:
    for path, said in (
        ("judgement/", JUDGEMENT),
        ("advice/", {}),
        ("decision/", DECISION | {"used": "agreed"}),
        ("withdraw/", {}),
        ("no-advice/", {"unwanted": "on"}),
    ):
        assert client.post(f"{case.url}{path}", said).status_code == 302, path
    row = table.objects.get()
    for change in (
        row.save,
        row.delete,
        lambda: table.objects.filter(pk=row.pk).update(pk=row.pk),
        lambda: table.objects.all().delete(),
    ):
        with pytest.raises(AlongsideError, match="kept as it was written"):
            change()
    with (
        pytest.raises(DatabaseError, match="kept as it was written"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {table._meta.db_table} SET id = id")


def test_strangers_and_the_signed_out(case: Case, sign_in: SignIn) -> None:
    url = f"{case.url}judgement/"
    assert sign_in("analyst").post(url, JUDGEMENT).status_code == 404
    assert Client().post(url, JUDGEMENT).status_code == 302
    case.town.seal(case.mila)
    assert sign_in("worker").post(url, JUDGEMENT).status_code == 404
    assert not JudgementRow.objects.exists()
