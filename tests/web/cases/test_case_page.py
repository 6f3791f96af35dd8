"""``/cases/<key>/``: who it is about, what to do now, who works on it, what was done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.governance.casework import CaseState
from alongside.web.accounts.models import User
from alongside.web.cases import parts
from alongside.web.cases.closing import close_case
from alongside.web.cases.joining import add_person
from alongside.web.cases.models import CaseRow, StepRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import take_step
from alongside.web.identity.models import SealRow
from alongside.web.ledger.models import LedgerEntry
from tests.web.casework import NOW, make_case, make_person, make_worker, reopen_at, signed_in

pytestmark = pytest.mark.usefixtures("agency")
QUERIES = 17  # without the cards of the rooms; look hard before you raise it


@pytest.fixture
def amara() -> User:
    return make_worker("Amara Whitlock")


@pytest.fixture
def opened(amara: User) -> OpenedCase:
    return make_case(amara)


def get(client: Client, opened: OpenedCase, more: str = "") -> str:
    answer = client.get(f"/cases/{opened.key}/{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_names_people_worker_phase_and_every_step(amara: User, opened: OpenedCase) -> None:
    take_step(opened, "visit_made", happened_at=NOW - timedelta(days=2), reason="Doorstep only")
    html = get(signed_in(amara), opened)
    for wanted in (
        "Mila and Theo Hartmann", "Dora Hartmann", "Assessing", "Amara Whitlock", "Team North",
        "A visit was made", "Doorstep only", "written", "the work is about them",
    ):  # fmt: skip
        assert wanted in html, wanted
    assert f'href="/people/{opened.focus[0]}/"' in html
    assert LedgerEntry.objects.filter(object_id=str(opened.key), verb="view_cases").exists()


def test_a_team_mate_reads_and_is_offered_nothing_to_press(opened: OpenedCase) -> None:
    html = get(signed_in(make_worker("Ben Osei")), opened)
    assert "Dora Hartmann" in html
    main = html[html.index("<main") : html.index("</main")]
    assert "<button" not in main
    assert "/close/" not in main


@pytest.mark.parametrize("more", ["", "history/", "offer/", "people/", "close/", "reopen/"])
def test_another_team_gets_what_a_missing_case_gives(opened: OpenedCase, more: str) -> None:
    cleo = signed_in(make_worker("Cleo Brandt", team="South"))
    assert cleo.get(f"/cases/{opened.key}/{more}").status_code == 404
    assert cleo.get(f"/cases/019a0000-0000-7000-8000-000000000000/{more}").status_code == 404


@pytest.mark.parametrize("more", ["offer/", "people/", "close/", "reopen/"])
def test_a_team_mate_may_change_nothing(opened: OpenedCase, more: str) -> None:
    assert signed_in(make_worker("Ben Osei")).get(f"/cases/{opened.key}/{more}").status_code == 403


def test_without_any_role_for_cases_there_are_none(opened: OpenedCase) -> None:
    analyst = signed_in(make_worker("Ines Kohl", "analyst"))
    assert analyst.get("/cases/").status_code == 404
    assert analyst.get(f"/cases/{opened.key}/").status_code == 404


def test_a_role_that_is_taken_away_ends_with_the_next_page(amara: User, opened: OpenedCase) -> None:
    client = signed_in(amara)
    get(client, opened)
    amara.roles = ["analyst"]
    amara.save()
    assert client.get(f"/cases/{opened.key}/").status_code == 404
    assert client.post(f"/cases/{opened.key}/answer/", {"answer": "yes"}).status_code == 404


def test_a_sealed_life_hides_the_case_from_who_is_not_named(
    amara: User, opened: OpenedCase
) -> None:
    seal = SealRow.objects.create(person_id=opened.focus[0], by="x", sealed_at=NOW)
    assert signed_in(amara).get(f"/cases/{opened.key}/").status_code == 404
    seal.named.set([amara])
    assert signed_in(amara).get(f"/cases/{opened.key}/").status_code == 200


def test_names_and_reasons_are_text_whatever_they_hold(amara: User) -> None:
    title = '<b>=HYPERLINK("x")</b> عائلة 👩‍👧 ' + "x" * 200
    opened = make_case(amara, title=title, children=["<i>Mila</i>", "نور"])
    take_step(opened, "visit_made", reason="<script>alert(1)</script>")
    html = get(signed_in(amara), opened)
    assert "<b>=HYPERLINK" not in html
    assert "<i>Mila" not in html
    assert "<script>alert" not in html
    assert "&lt;i&gt;Mila" in html


def test_the_number_of_queries_does_not_grow_with_people_and_steps(
    amara: User, opened: OpenedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "ROOMS", ())
    client = signed_in(amara)
    for name in ("Ilona", "Aron", "Noor", "Jonas"):
        opened = add_person(opened, make_person(name), part="other")
        take_step(opened, "visit_made")
    with CaptureQueriesContext(
        connection,
    ) as seen:
        get(client, opened)
    assert len(seen) <= QUERIES, "\n".join(one["sql"][:160] for one in seen)


def test_a_closed_case_says_how_it_ended_and_offers_a_supervisor_to_open_it(
    amara: User, opened: OpenedCase
) -> None:
    josef = make_worker("Josef Lind", "supervisor")
    close_case(reopen_at(opened, josef), outcome="moved_away", reason="Gone to the coast")
    html = get(signed_in(amara), opened)
    assert "The family moved away" in html
    assert "Gone to the coast" in html
    assert "Add a person" not in html
    assert "/reopen/" not in html
    assert "/reopen/" in get(signed_in(josef), opened)


def test_the_whole_history_has_pages(amara: User, opened: OpenedCase) -> None:
    for _ in range(60):
        take_step(opened, "note_written")
    html = get(signed_in(amara), opened)
    assert html.count("A note was written") == 12
    assert get(signed_in(amara), opened, "history/").count("A note was written") == 50
    assert "A case was opened" in get(signed_in(amara), opened, "history/?page=2")
    assert StepRow.objects.filter(case=opened.row).count() == 61
    get(signed_in(amara), opened, "history/?page=999999999999")


def test_a_case_that_nobody_leads_says_so(amara: User) -> None:
    opened = make_case(amara, state=CaseState.TO_ALLOCATE)
    CaseRow.objects.update(worker=None)
    assert "Nobody leads it yet" in get(signed_in(amara), opened)
