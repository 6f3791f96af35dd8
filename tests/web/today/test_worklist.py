"""The worklist holds everything that is due, for whom it is due, and nothing else."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.governance.casework import MeetingState
from alongside.web.accounts.models import User
from alongside.web.cases.models import AssignmentRow, CasePersonRow, CaseRow
from alongside.web.clocks.models import ClockRow
from alongside.web.identity.models import SealRow
from alongside.web.ledger.models import LedgerEntry
from alongside.web.today.asked import Asked
from alongside.web.today.line import Group
from alongside.web.today.models import ChoiceRow
from alongside.web.today.worklist import read_worklist, say_for
from alongside.web.visits.models import VisitRow
from tests.web.casework import acting_for, make_case, make_worker, signed_in

pytestmark = pytest.mark.usefixtures("agency")
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def run_clock(opened, worker, *, due_at, rule="own_rule", round=1, **more):
    return ClockRow.objects.create(
        case=opened.row, rule=rule, round=round, amount=45, unit="days", started_by="case_opened",
        started_at=due_at - 45 * DAY, warn_at=due_at - 2 * DAY, due_at=due_at,
        worker=worker, team=worker.team, **more,
    )  # fmt: skip


def plan(opened, worker, from_at, **more):
    return VisitRow.objects.create(
        case=opened.row, worker=worker, by=worker, people=[str(one) for one in opened.focus],
        from_at=from_at, until_at=from_at + HOUR, planned_at=from_at - 9 * DAY, **more,
    )  # fmt: skip


EVERYTHING = Asked()


def worklist(user, *, now=None, asked=EVERYTHING):
    acting = acting_for(user, now=now or timezone.now())
    return read_worklist(acting, asked, say_for(acting))


@pytest.fixture
def amara():
    return make_worker("Amara Whitlock")


@pytest.fixture
def opened(amara):
    made = make_case(amara)
    ClockRow.objects.all().delete()  # the rules of the place: each test runs its own
    return made


def test_a_clock_that_ran_out_is_overdue_and_names_the_case(amara, opened):
    run_clock(opened, amara, due_at=timezone.now() - 3 * DAY)
    page = signed_in(amara).get("/today/").content.decode()
    assert "Overdue" in page
    assert "Mila and Theo Hartmann" in page
    assert "3 days ago" in page


@given(data=st.data())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_that_runs_is_missing(amara, opened, data):
    """Whatever clocks there are: the worklist shows those of a direct query, each once."""
    ClockRow.objects.all().delete()
    now, ben = timezone.now(), make_worker("Ben Osei")
    for number in range(data.draw(st.integers(0, 12))):
        due_at = now + timedelta(minutes=data.draw(st.integers(-90_000, 90_000)))
        ended = data.draw(st.sampled_from([None, None, now - HOUR]))
        paused = data.draw(st.sampled_from([None, None, now - 2 * HOUR]))
        whose = data.draw(st.sampled_from([amara, amara, ben]))
        run_clock(
            opened, whose, due_at=due_at, round=number, stopped_at=ended, paused_at=paused
        )  # fmt: skip
    running = ClockRow.objects.filter(stopped_at__isnull=True, worker=amara)
    work = worklist(amara, now=now)
    shown = [line for _group, _title, lines in work.groups() for line in lines]
    clocks = [line.due_at for line in shown if line.kind == "clock"]
    assert sorted(clocks) == sorted(running.values_list("due_at", flat=True))
    late = running.filter(due_at__lt=now, paused_at__isnull=True).count()
    assert work.number(Group.LATE) == late


@pytest.mark.parametrize(
    ("due", "heading"),
    [
        (-HOUR, "Overdue"),
        (6 * DAY, "In the next seven days"),
        (9 * DAY, "Later"),
    ],
)
def test_each_stands_under_its_heading(amara, opened, due, heading):
    run_clock(opened, amara, due_at=timezone.now() + due)
    assert [title for _group, title, _lines in worklist(amara).groups()] == [heading]


def test_the_end_of_the_local_day_is_today_and_the_next_instant_is_not(amara, opened, agency):
    zone = agency.file.zone
    noon = datetime(2026, 3, 4, 12, 0, tzinfo=zone)
    run_clock(opened, amara, due_at=datetime(2026, 3, 4, 23, 59, 59, 999999, tzinfo=zone), round=1)
    run_clock(opened, amara, due_at=datetime(2026, 3, 5, tzinfo=zone), round=2)
    groups = {group: len(lines) for group, _title, lines in worklist(amara, now=noon).groups()}
    assert groups == {Group.TODAY: 1, Group.WEEK: 1}


@pytest.mark.parametrize(
    ("night", "hours"),
    [((2026, 3, 8), 23), ((2026, 11, 1), 25)],  # New York: put forward, put back
)
def test_the_night_of_a_clock_change_moves_no_day(amara, opened, agency, night, hours):
    agency.file.__dict__["time_zone"] = "America/New_York"
    zone = agency.file.zone
    begins = datetime(*night, tzinfo=zone)
    ends = datetime(night[0], night[1], night[2], 23, 59, 59, tzinfo=zone)
    assert round((ends.timestamp() - begins.timestamp()) / 3600) == hours
    run_clock(opened, amara, due_at=ends)
    for now in (begins, begins.replace(hour=4), ends - timedelta(minutes=1)):
        work = worklist(amara, now=now)
        assert [group for group, _t, _l in work.groups()] == [Group.TODAY], now
    day_before = worklist(amara, now=begins - timedelta(minutes=1))
    assert [group for group, _t, _l in day_before.groups()] == [Group.WEEK]
    assert worklist(amara, now=ends + timedelta(minutes=1)).number(Group.LATE) == 1


def test_a_visit_that_nobody_has_spoken_of_is_overdue_and_the_next_stands_first(amara, opened):
    now = timezone.now()
    plan(opened, amara, now - DAY)
    next_one = plan(opened, amara, now + 2 * HOUR, aim="Hear Mila about her room")
    plan(opened, amara, now + 30 * HOUR)
    plan(opened, amara, now + HOUR, state=MeetingState.CANCELLED.value)
    assert worklist(amara).next_visit == next_one
    page = signed_in(amara).get("/today/").content.decode()
    assert "Write down how the visit went" in page
    assert "Hear Mila about her room" in page
    assert "Nobody has visited in this case yet." in page


def test_a_visit_of_who_left_the_case_is_for_who_leads_it_now(amara, opened):
    cleo = make_worker("Cleo Brandt")
    plan(opened, amara, timezone.now() + DAY)
    AssignmentRow.objects.update(state="ended")
    CaseRow.objects.update(worker=cleo)
    assert worklist(amara).next_visit is None
    assert worklist(cleo).next_visit is not None


def test_a_role_that_was_taken_away_ends_the_worklist_at_once(amara, opened):
    client = signed_in(amara)
    assert client.get("/today/").status_code == 200
    User.objects.filter(pk=amara.pk).update(roles=["auditor"])
    assert client.get("/today/").status_code == 404


def test_a_choice_is_kept_in_the_address_and_for_the_next_time(amara, opened):
    run_clock(opened, amara, due_at=timezone.now() - DAY)
    client = signed_in(amara)
    page = client.get("/today/?kind=visit").content.decode()
    assert "1 line that is overdue or for today is left out by your choice" in page
    assert client.get("/today/")["Location"] == "/today/?kind=visit"
    client.get("/today/?kind=")
    assert client.get("/today/").status_code == 200
    assert not ChoiceRow.objects.get().kind


def test_a_choice_of_a_case_leaves_the_others_out(amara, opened):
    other = make_case(amara, title="The Okafor children", children=("Ada",))
    ClockRow.objects.all().delete()
    run_clock(opened, amara, due_at=timezone.now() + DAY)
    run_clock(other, amara, due_at=timezone.now() + DAY)
    work = worklist(amara, asked=Asked(case=str(other.key)))
    assert [line.who for line in work.shown] == ["The Okafor children"]
    assert signed_in(amara).get("/today/?case=%27x").status_code == 200


def test_somebody_elses_work_is_not_on_it(opened):
    ben = make_worker("Ben Osei")
    assert worklist(ben).every == ()


def test_a_case_with_somebody_sealed_to_her_leaves_no_trace(amara, opened):
    run_clock(opened, amara, due_at=timezone.now() - DAY)
    plan(opened, amara, timezone.now() + DAY)
    josef = make_worker("Josef Lind", "supervisor")
    part = CasePersonRow.objects.filter(case=opened.row).first()
    seal = SealRow.objects.create(
        person=part.person, by=str(josef.pk), reason="refuge", sealed_at=timezone.now()
    )
    assert worklist(amara).every == ()
    assert worklist(amara).next_visit is None
    seal.named.add(amara)
    assert len(worklist(amara).every) == 2


def test_the_number_of_queries_is_the_same_for_one_line_and_for_many(amara, opened):
    def queries():
        client = signed_in(amara)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get("/today/").status_code == 200
        return len(seen)

    run_clock(opened, amara, due_at=timezone.now() - DAY)
    plan(opened, amara, timezone.now() + DAY)
    few = queries()
    for number in range(2, 40):
        run_clock(opened, amara, due_at=timezone.now() + number * DAY, round=number)
        plan(opened, amara, timezone.now() + number * DAY)
    assert queries() == few
    assert few <= 30


def test_a_day_without_anything_says_what_comes_next(amara, opened):
    page = signed_in(amara).get("/today/").content.decode()
    assert "Nothing is owed in the case that you lead." in page
    run_clock(opened, amara, due_at=timezone.now() + 20 * DAY)
    page = signed_in(amara).get("/today/").content.decode()
    assert "Later (1)" in page
    CaseRow.objects.update(worker=None)
    ClockRow.objects.all().delete()
    assert "When you take a case on" in signed_in(amara).get("/today/").content.decode()


def test_what_stands_in_a_title_is_text_and_nothing_else(amara):
    opened = make_case(amara, title="<b>=1+1</b> " + "א" * 140)
    run_clock(opened, amara, due_at=timezone.now() - DAY)
    page = signed_in(amara).get("/today/").content.decode()
    assert "&lt;b&gt;=1+1&lt;/b&gt;" in page
    assert not re.search(r"<b>=1", page)


def test_the_ledger_says_that_she_looked(amara, opened):
    run_clock(opened, amara, due_at=timezone.now() - DAY)
    signed_in(amara).get("/today/")
    entry = LedgerEntry.objects.filter(object_kind="queue", verb="view_cases").get()
    assert entry.object_id == str(opened.key)


@pytest.mark.parametrize("role", ["analyst", "auditor"])
def test_who_works_on_no_cases_has_no_worklist(role):
    client = signed_in(make_worker("Ines Okafor", role))
    for address in ("/today/", "/today/my-calendar/", "/team/"):
        assert client.get(address).status_code == 404
    assert "/today/" not in client.get("/ledger/mine/").content.decode()


def test_who_has_not_signed_in_is_asked_to():
    assert Client().get("/today/")["Location"].startswith("/accounts/login/")
