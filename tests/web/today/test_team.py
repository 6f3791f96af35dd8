"""A supervisor sees her team's cases as numbers with the lists behind them, and no ranking."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from alongside.governance.casework import CaseState
from alongside.web.cases.models import CasePersonRow, CaseRow
from alongside.web.cases.steps import take_step
from alongside.web.clocks.models import ClockRow
from alongside.web.identity.models import SealRow
from alongside.web.ledger.models import LedgerEntry
from alongside.web.today.team import read_team
from tests.web.casework import acting_for, make_case, make_worker, reopen_at, signed_in
from tests.web.today.test_worklist import run_clock

pytestmark = pytest.mark.usefixtures("agency")
DAY = timedelta(days=1)


@pytest.fixture
def josef():
    return make_worker("Josef Lind", "supervisor")


def team_of(user):
    return read_team(acting_for(user, now=timezone.now()).access, now=timezone.now())


def case_of(name, title, *, days=2, **more):
    worker = make_worker(name, team=more.pop("team", "North"))
    now = timezone.now() - days * DAY
    return worker, make_case(worker, title=title, children=("Ada",), now=now, **more)


def test_open_cases_stand_by_worker_and_phase_and_workers_by_name(josef):
    case_of("Zadie Bell", "One")
    case_of("Zadie Bell", "Two", state=CaseState.SUPPORTING)
    case_of("Ben Osei", "Three")
    case_of("Ben Osei", "Closed", state=CaseState.CLOSED)
    case_of("Cleo Brandt", "Elsewhere", team="South")
    workers = team_of(josef).workers()
    assert [(one.name, one.by_phase) for one in workers] == [
        ("Ben Osei", {"assessing": 1}),
        ("Zadie Bell", {"assessing": 1, "supporting": 1}),
    ]
    page = signed_in(josef).get("/team/").content.decode()
    assert "Elsewhere" not in page
    assert "show=team&amp;worker=" in page
    assert "3 open cases." in page


def test_what_is_late_says_the_clock_the_worker_since_when_and_the_last_step(josef):
    worker, opened = case_of("Ben Osei", "Three")
    take_step(reopen_at(opened, worker, now=timezone.now() - DAY), "assessment_begun")
    ClockRow.objects.all().delete()
    run_clock(opened, worker, due_at=timezone.now() - 3 * DAY)
    run_clock(opened, worker, due_at=timezone.now() - 3 * DAY, round=2, paused_at=timezone.now())
    run_clock(opened, worker, due_at=timezone.now() + 3 * DAY, round=3)
    (late,) = team_of(josef).late
    assert (late.round, late.last_step) == (1, "assessment_begun")
    page = signed_in(josef).get("/team/").content.decode()
    for said in ("Own rule", "3 days ago", "Ben Osei", "An assessment was begun"):
        assert said in page


def test_a_case_that_nobody_took_waits_to_be_allocated(josef):
    _worker, opened = case_of("Ben Osei", "Three", state=CaseState.TO_ALLOCATE)
    CaseRow.objects.filter(pk=opened.row.pk).update(worker=None)
    team = team_of(josef)
    assert [row.title for row in team.to_allocate] == ["Three"]
    assert team.workers()[-1].name == ""
    assert "Nobody yet" in signed_in(josef).get("/team/").content.decode()


@pytest.mark.parametrize(
    ("opened_days", "held_days", "due"),
    [(10, None, False), (40, None, True), (40, 10, False), (90, 30, True)],
)
def test_a_case_not_talked_over_for_four_weeks_is_due(josef, opened_days, held_days, due):
    worker, opened = case_of("Ben Osei", "Three", days=opened_days)
    if held_days:
        then = timezone.now() - held_days * DAY
        take_step(reopen_at(opened, worker, now=then), "supervision_held", verb=None)
    assert bool(team_of(josef).supervision_due) is due


def test_who_is_sealed_to_her_is_not_even_counted(josef):
    worker, opened = case_of("Ben Osei", "Three", days=60)
    run_clock(opened, worker, due_at=timezone.now() - 3 * DAY)
    part = CasePersonRow.objects.filter(case=opened.row).first()
    SealRow.objects.create(person=part.person, by="x", reason="r", sealed_at=timezone.now())
    team = team_of(josef)
    assert (team.open, team.late, team.supervision_due) == ((), (), ())
    page = signed_in(josef).get("/team/").content.decode()
    assert "0 open cases." in page
    assert "Ben Osei" not in page


def test_the_number_of_queries_does_not_grow_with_the_team(josef):
    def queries():
        client = signed_in(josef)
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/team/").status_code == 200
        return len(seen)

    case_of("Ben Osei", "One")
    few = queries()
    for number in range(8):
        worker, opened = case_of(f"W{number} Osei", f"Case {number}", days=50)
        run_clock(opened, worker, due_at=timezone.now() - DAY)
    assert queries() == few


def test_it_is_for_who_leads_a_team_and_the_ledger_says_who_looked(josef):
    assert signed_in(make_worker("Ben Osei")).get("/team/").status_code == 404
    assert signed_in(josef).get("/team/").status_code == 200
    assert LedgerEntry.objects.filter(verb="view_team", object_id="North").exists()


def test_somebody_without_a_team_is_told_so(agency):
    lone = make_worker("Lone Lead", "supervisor", team="")
    assert "You are in no team yet" in signed_in(lone).get("/team/").content.decode()
    assert team_of(lone).open == ()
