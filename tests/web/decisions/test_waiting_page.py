"""``/decisions/``: what waits, the oldest due first, and only what one may see."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from pytest_django import Settings

from alongside.agency import read_agency
from alongside.governance.clocks import Length, Unit, WorkCalendar
from alongside.web.accounts.models import User
from alongside.web.decisions.clock import Owed, read_clock
from alongside.web.ledger.models import LedgerEntry
from alongside.web.people.words import DateWords
from tests.web.decisions.conftest import JUDGEMENT, Case
from tests.web.decisions.screening import close, refer
from tests.web.decisions.test_advice import join_with_another
from tests.web.people.conftest import SignIn
from tests.web.people.town import Town

NEW_YORK = ZoneInfo("America/New_York")


def listed(client: Client, query: str = "") -> list[str]:
    """The keys of the page, in its order."""
    answer = client.get(f"/decisions/{query}")
    assert answer.status_code == 200
    return re.findall(r'href="/decisions/screening/cases/([^/"]+)/"', answer.content.decode())


def test_the_oldest_due_first(case: Case, client: Client) -> None:
    for days, key in ((4, "old"), (0, "new"), (2, "mid")):
        refer(case.town, case.town.person(), days=days, key=key)
    case.town.publish()
    assert listed(client) == ["old", "mid", "ref-1", "new"]
    html = client.get("/decisions/").content.decode()
    assert "Was due" in html
    assert "began today" in html


def test_no_judgement_and_no_advice_moves_a_line(
    case: Case, client: Client, released: None
) -> None:
    refer(case.town, case.town.person(), days=4, key="old")
    case.town.publish()
    client.post(f"{case.url}judgement/", JUDGEMENT | {"band": "40 or more"})
    client.post(f"{case.url}advice/")
    assert listed(client) == ["old", "ref-1"]


def test_what_a_source_has_closed_or_taken_back_is_not_there(case: Case, client: Client) -> None:
    other = case.town.person()
    refer(case.town, other, key="closed")
    close(case.town, other, key="closed")
    refer(case.town, case.town.person(), key="gone", known_until=date.today())
    case.town.publish()
    assert listed(client) == ["ref-1"]


def test_what_one_may_not_see_is_not_there(case: Case, client: Client, sign_in: SignIn) -> None:
    refer(case.town, case.mila, key="restricted", sensitivity=3)
    refer(case.town, case.mila, key="other-purpose", purposes=["supervision"])
    sealed = case.town.person(given_name="Hidden")
    refer(case.town, sealed, key="sealed")
    case.town.publish()
    case.town.seal(sealed)
    assert listed(client) == ["ref-1"]
    assert "Hidden" not in client.get("/decisions/").content.decode()
    assert set(listed(sign_in("supervisor"))) == {"ref-1", "restricted"}


def test_after_a_join_it_is_about_the_living_person(
    case: Case, client: Client, josef: User
) -> None:
    join_with_another(case, josef)
    assert listed(client) == ["ref-1"]
    assert client.get(case.url).status_code == 200


def test_the_list_stands_in_the_ledger_and_on_the_persons_page(case: Case, client: Client) -> None:
    listed(client)
    assert LedgerEntry.objects.get(verb="view_decisions").object_id == "ref-1"
    html = client.get(f"/people/{case.mila}/").content.decode()
    assert "A decision waits: Screen a referral" in html
    assert case.url in html


def test_pages_of_25(case: Case, client: Client) -> None:
    for n in range(30):
        refer(case.town, case.town.person(), key=f"more-{n}")
    case.town.publish()
    assert len(listed(client)) == 25
    assert len(listed(client, "?page=2")) == 6
    assert len(listed(client, "?kind=none")) == 25


def test_nothing_waits_and_nothing_was_set_up(town: Town, sign_in: SignIn) -> None:
    town.person()
    town.publish()
    html = sign_in("worker").get("/decisions/").content.decode()
    assert "This agency has not said yet which decisions it takes" in html


def test_strangers_see_nothing(case: Case, sign_in: SignIn) -> None:
    assert sign_in("analyst").get("/decisions/").status_code == 404
    assert Client().get("/decisions/").status_code == 302
    assert 'href="/decisions/"' in sign_in("worker").get("/people/").content.decode()
    assert 'href="/decisions/"' not in sign_in("auditor").get("/ledger/").content.decode()


@pytest.mark.parametrize(
    ("opened", "due_days", "says", "tone"),
    [
        ("2026-11-24 09:00", 2, "Ends Thu 26 Nov, began today", ""),
        ("2026-11-23 23:30", 2, "Ends Wed 25 Nov, day 1 of 2", "soon"),
        ("2026-11-22 09:00", 2, "Ends Tue 24 Nov, day 2 of 2", "soon"),
        ("2026-11-21 09:00", 2, "Was due Mon 23 Nov, 1 day ago", "late"),
        ("2026-11-24 09:00", 0, "Ends Tue 24 Nov, began today", "soon"),
        ("2026-11-20 09:00", None, "Open since Fri 20 Nov", ""),
    ],
)
def test_clocks_count_local_days(opened: str, due_days: int | None, says: str, tone: str) -> None:
    at = datetime.fromisoformat(opened).replace(tzinfo=NEW_YORK)
    length = None if due_days is None else Length(due_days, Unit.DAYS)
    clock = read_clock(
        at,
        Owed(length=length),
        DateWords(date(2026, 11, 24), NEW_YORK),
        calendar=WorkCalendar(zone=NEW_YORK),
        now=datetime(2026, 11, 24, 18, 0, tzinfo=NEW_YORK),
    )
    assert (clock.says, clock.tone) == (says, tone)


@pytest.mark.parametrize(
    ("opened", "says", "tone"),
    [
        ("2026-11-20 09:00", "Ends Tue 24 Nov, day 2 of 2", "soon"),  # a weekend between
        ("2026-11-19 09:00", "Was due Mon 23 Nov, 1 day ago", "late"),
        ("2026-11-24 09:00", "Ends Fri 27 Nov, began today", ""),  # Thanksgiving between
    ],
)
def test_a_rule_of_the_jurisdiction_counts_working_days(opened: str, says: str, tone: str) -> None:
    clock = read_clock(
        datetime.fromisoformat(opened).replace(tzinfo=NEW_YORK),
        Owed(length=Length(2, Unit.WORKING_DAYS), warn=Length(0, Unit.DAYS)),
        DateWords(date(2026, 11, 24), NEW_YORK),
        calendar=WorkCalendar(zone=NEW_YORK, country="US"),
        now=datetime(2026, 11, 24, 18, 0, tzinfo=NEW_YORK),
    )
    assert (clock.says, clock.tone) == (says, tone)


def test_a_decision_is_owed_by_the_rule_that_its_file_names(
    case: Case, sign_in: SignIn, settings: Settings
) -> None:
    file = case.town.agency.folder / "decisions" / "screening.toml"
    file.write_text(file.read_text().replace("due_days = 2", 'due_rule = "decision"'))
    settings.ALONGSIDE_AGENCY = read_agency(case.town.agency.folder)
    html = sign_in("worker").get("/decisions/").content.decode()
    assert re.search(r"Was due [^<]*, \d+:\d\d, \d+ (hours?|days?) ago|Ends [^<]* hours left", html)
