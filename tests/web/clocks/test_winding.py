"""After every step the clocks of a case are those that its jurisdiction wants, and no others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from alongside.agency import Agency, read_agency
from alongside.governance.casework import CaseState
from alongside.web.cases.models import CaseRow, StepRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import take_step
from alongside.web.clocks.models import ClockRow
from alongside.web.clocks.recounting import recount_if_changed, rewind_all
from alongside.web.clocks.winding import open_clocks, wind
from tests.web.casework import NOW, make_case, make_worker, reopen_at

pytestmark = pytest.mark.usefixtures("agency")


def _later(opened: OpenedCase, **span: int) -> OpenedCase:
    """The case, opened by its worker some time after it began."""
    return reopen_at(opened, opened.row.worker, now=NOW + timedelta(**span))


def _clock(rule: str, **values: object) -> ClockRow:
    return ClockRow.objects.get(rule=rule, **values)


def test_a_new_case_has_an_assessment_due_at_the_end_of_the_45th_local_day() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    clock = _clock("assessment")
    # 4 March 10:00 UTC is 4 March in New York; 18 April ends there at 04:00 UTC in summer time
    assert clock.due_at == datetime(2026, 4, 19, 4, 0, tzinfo=UTC) - timedelta(microseconds=1)
    assert (clock.started_by, clock.amount, clock.unit) == ("case_opened", 45, "days")
    assert list(open_clocks(opened.row)) == [clock]


def test_a_step_stops_what_it_answers_and_starts_what_follows() -> None:
    opened = _later(make_case(make_worker("Amara Whitlock")), days=10)
    take_step(opened, "assessment_finished")
    clock = _clock("assessment")
    assert (clock.stopped_at, clock.stopped_by) == (NOW + timedelta(days=10), "assessment_finished")
    assert clock.worker_id == opened.row.worker_id
    take_step(_later(opened, days=11), "child_placed", people=[opened.focus[0]])
    assert {row.rule for row in open_clocks(opened.row)} == {
        "case_plan", "fifteen_of_twenty_two", "foster_care_review", "permanency_hearing",
    }  # fmt: skip


def test_what_is_written_late_counts_from_when_it_happened() -> None:
    opened = _later(make_case(make_worker("Amara Whitlock")), days=9)
    take_step(opened, "child_placed", happened_at=NOW + timedelta(days=2))
    assert _clock("case_plan").started_at == NOW + timedelta(days=2)


def test_one_child_who_comes_home_leaves_the_clocks_of_her_brother_running() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    mila, theo = opened.focus
    take_step(opened, "child_placed", people=[mila, theo])
    take_step(_later(opened, days=5), "placement_ended", people=[mila])
    assert _clock("foster_care_review", person_id=mila).stopped_by == "placement_ended"
    assert _clock("foster_care_review", person_id=theo).stopped_at is None


def test_closing_ends_every_clock_and_opening_again_starts_the_assessment_anew() -> None:
    opened = make_case(make_worker("Amara Whitlock"), state=CaseState.SUPPORTING)
    take_step(opened, "child_placed")
    take_step(_later(opened, days=3), "case_closed")
    assert not open_clocks(opened.row).exists()
    assert set(ClockRow.objects.values_list("stopped_by", flat=True)) == {"case_closed"}
    take_step(_later(opened, days=30), "case_reopened")
    (clock,) = open_clocks(opened.row)
    assert (clock.rule, clock.round, clock.started_by) == ("assessment", 2, "case_reopened")


def test_a_clock_follows_the_case_to_another_worker_and_team() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    cleo = make_worker("Cleo Brandt", team="South")
    CaseRow.objects.filter(pk=opened.row.pk).update(worker=cleo, team="South")
    wind(CaseRow.objects.get(pk=opened.row.pk), now=NOW)
    clock = _clock("assessment")
    assert (clock.worker_id, clock.team) == (cleo.pk, "South")


def test_winding_twice_writes_nothing_and_asks_little(django_assert_num_queries) -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    take_step(opened, "child_placed", people=opened.focus)
    row = CaseRow.objects.get(pk=opened.row.pk)
    with django_assert_num_queries(3) as asked:  # steps, who was merged, clocks
        wind(row, now=NOW)
    _only_reads(asked)


def _only_reads(asked: CaptureQueriesContext) -> None:
    assert all(one["sql"].startswith("SELECT") for one in asked.captured_queries)


def test_a_changed_rule_moves_every_case_when_all_is_recounted(
    agency: Agency, settings: Settings
) -> None:
    make_case(make_worker("Amara Whitlock"))
    _rule(agency.folder, 'like = "england"')
    settings.ALONGSIDE_AGENCY = read_agency(agency.folder)
    assert rewind_all(now=NOW) == 1
    # 45 working days of England after 4 March 2026, over three bank holidays: 11 May, in New York
    assert _clock("assessment").due_at.date().isoformat() == "2026-05-12"
    assert not ClockRow.objects.filter(unit="days", rule="assessment").exists()


def test_a_start_of_the_server_counts_anew_only_when_the_rules_are_others(
    agency: Agency, settings: Settings
) -> None:
    make_case(make_worker("Amara Whitlock"))
    assert recount_if_changed(now=NOW) == 0  # from here on it knows them
    assert recount_if_changed(now=NOW) == 0
    _rule(agency.folder, 'like = "us-example"\n[working_days]\ncountry = "GB"')
    settings.ALONGSIDE_AGENCY = read_agency(agency.folder)
    assert recount_if_changed(now=NOW) == 1  # other days off
    assert recount_if_changed(now=NOW) == 0


def test_a_family_that_is_away_holds_the_clock_whose_rule_says_so(
    agency: Agency, settings: Settings
) -> None:
    _rule(
        agency.folder,
        '[rule.visit]\nsays = "Visit"\nstarts = ["case_opened"]\nstops = ["visit_made"]\n'
        'within = "10 days"\npauses = ["family_away"]\nresumes = ["family_back"]\n'
        'source = "Ours"\nchecked_on = 2026-11-24',
    )
    settings.ALONGSIDE_AGENCY = read_agency(agency.folder)
    opened = make_case(make_worker("Amara Whitlock"))
    before = _clock("visit").due_at
    take_step(_later(opened, days=2), "family_away")
    assert (_clock("visit").paused_at, _clock("visit").due_at) == (NOW + timedelta(days=2), before)
    take_step(_later(opened, days=9), "family_back")
    assert _clock("visit").paused_at is None
    assert _clock("visit").due_at == before + timedelta(days=7)


def _rule(folder: Path, text: str) -> None:
    (folder / "jurisdictions").mkdir(exist_ok=True)
    (folder / "jurisdictions" / "us-example.toml").write_text(f'title = "Ours"\n{text}\n')


def test_steps_of_somebody_who_was_merged_belong_to_who_stands_for_her() -> None:
    opened = make_case(make_worker("Amara Whitlock"))
    mila, theo = opened.focus
    take_step(opened, "child_placed", people=[mila])
    _merge(mila, theo)
    wind(CaseRow.objects.get(pk=opened.row.pk), now=NOW)
    assert {row.person_id for row in ClockRow.objects.exclude(person=None)} == {theo}


def _merge(one: UUID, into: UUID) -> None:
    from alongside.web.identity.models import PersonRow

    PersonRow.objects.filter(id=one).update(merged_into_id=into)


def test_the_history_is_what_counts_not_the_order_of_writing() -> None:
    opened = _later(make_case(make_worker("Amara Whitlock")), days=20)
    take_step(opened, "case_plan_agreed", happened_at=NOW + timedelta(days=5))
    take_step(opened, "child_placed", happened_at=NOW + timedelta(days=2))
    assert _clock("case_plan").stopped_at == NOW + timedelta(days=5)
    assert StepRow.objects.count() == 3
