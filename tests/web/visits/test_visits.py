"""A visit is planned, moved, made, missed or called off; each is a step of the case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from alongside.core import AlongsideError
from alongside.governance.casework import CaseState
from alongside.privacy.access import AccessDenied
from alongside.web.cases.models import StepRow
from alongside.web.facts.about import people_of
from alongside.web.publishing.models import OutboxRow
from alongside.web.visits.ending import cancel_visit, make_visit, miss_visit, record_visit
from alongside.web.visits.models import SeenRow
from alongside.web.visits.on_case import on_case
from alongside.web.visits.on_record import on_record
from alongside.web.visits.planning import move_visit, plan_visit
from tests.web.casework import NOW, make_case, make_person, make_worker, reopen_at

pytestmark = pytest.mark.usefixtures("agency")
HOUR = timedelta(hours=1)
TOMORROW = NOW + timedelta(days=1)


def planned(opened, **more):
    given = {"people": opened.focus, "from_at": TOMORROW, "until_at": TOMORROW + HOUR, **more}
    return plan_visit(opened, **given)


def after(opened, worker, **more):
    return reopen_at(opened, worker, now=TOMORROW + timedelta(days=1), **more)


def kinds(opened):
    return list(
        StepRow.objects.filter(case=opened.row).order_by("id").values_list("kind", flat=True)
    )


@pytest.fixture
def amara():
    return make_worker("Amara Whitlock")


@pytest.fixture
def opened(amara):
    return make_case(amara)


def test_a_plan_is_a_step_of_now_and_a_fact_about_each_child(opened):
    visit = planned(opened)
    step = StepRow.objects.get(kind="visit_planned")
    assert step.happened_at == NOW
    assert set(people_of("visit", [visit.pk])[str(visit.pk)]) == set(opened.focus)


def test_a_visit_that_was_made_tells_who_was_seen_and_when_it_happened(opened, amara):
    visit, (mila, theo) = planned(opened), opened.focus
    later = after(opened, amara)
    make_visit(later, visit, from_at=TOMORROW, until_at=TOMORROW + HOUR, seen={mila: True})
    assert kinds(opened)[-2:] == ["visit_made", "child_seen"]
    assert StepRow.objects.get(kind="visit_made").happened_at == TOMORROW
    told = OutboxRow.objects.filter(kind="child_seen")
    assert [row.person_id for row in told] == [mila]
    assert SeenRow.objects.get().alone is True
    assert theo not in {row.person_id for row in SeenRow.objects.all()}


def test_a_visit_without_a_child_seen_says_so_in_the_record(opened, amara):
    visit, later = planned(opened), after(opened, amara)
    make_visit(later, visit, from_at=TOMORROW, until_at=TOMORROW + HOUR, seen={})
    (statement,) = on_record(later)
    assert "No child was seen" in statement.says
    assert "child_seen" not in kinds(opened)


@pytest.mark.parametrize(
    ("end", "kind"), [(miss_visit, "visit_missed"), (cancel_visit, "visit_called_off")]
)
def test_what_did_not_happen_says_why(opened, amara, end, kind):
    visit, later = planned(opened), after(opened, amara)
    with pytest.raises(AlongsideError, match="AL-U103"):
        end(later, visit, reason="  ")
    end(later, visit, reason="Nobody opened the door")
    assert kinds(opened)[-1] == kind
    with pytest.raises(AlongsideError, match="AL-G040"):
        move_visit(later, visit, from_at=later.acting.now, until_at=later.acting.now + HOUR)


def test_a_visit_that_nobody_planned_is_written_down_as_made(opened, amara):
    later = after(opened, amara)
    seen = dict.fromkeys(opened.focus, False)
    record_visit(
        later, people=opened.focus, from_at=NOW, until_at=NOW + HOUR, seen=seen, where="School"
    )
    assert kinds(opened)[-2:] == ["visit_made", "child_seen"]
    assert "seen with others there" in on_record(later)[0].says


def test_somebody_who_was_met_and_not_planned_for_is_part_of_the_visit(opened, amara):
    mila, theo = opened.focus
    visit, later = planned(opened, people=[mila]), after(opened, amara)
    make_visit(later, visit, from_at=TOMORROW, until_at=TOMORROW + HOUR, seen={theo: False})
    assert set(people_of("visit", [visit.pk])[str(visit.pk)]) == {mila, theo}


def test_a_move_keeps_the_visit_and_is_a_step(opened):
    visit = planned(opened)
    then = TOMORROW + timedelta(days=2)
    moved = move_visit(opened, visit, from_at=then, until_at=then + HOUR)
    assert (moved.pk, moved.from_at) == (visit.pk, then)
    assert kinds(opened)[-2:] == ["visit_planned", "visit_planned"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"from_at": NOW - HOUR, "until_at": NOW + HOUR}, "AL-U100"),
        ({"until_at": TOMORROW}, "AL-U101"),
        ({"until_at": TOMORROW + timedelta(days=3)}, "AL-U101"),
        ({"people": []}, "AL-U102"),
        ({"worker_id": "01931c5e-0000-4000-8000-000000000001"}, "AL-U104"),
    ],
)
def test_a_plan_that_makes_no_sense_is_not_kept(opened, more, code):
    with pytest.raises(AlongsideError, match=code):
        planned(opened, **more)
    assert "visit_planned" not in kinds(opened)


def test_nobody_outside_the_case_is_visited_or_seen_in_it(opened, amara):
    stranger = make_person("Nobody")
    with pytest.raises(AlongsideError, match="AL-U102"):
        planned(opened, people=[stranger])
    visit = planned(opened)
    with pytest.raises(AlongsideError, match="AL-U102"):
        make_visit(
            after(opened, amara), visit,
            from_at=TOMORROW, until_at=TOMORROW + HOUR, seen={stranger: True},
        )  # fmt: skip
    assert not SeenRow.objects.exists()


def test_what_is_to_come_was_not_made(opened):
    visit = planned(opened)
    with pytest.raises(AlongsideError, match="AL-U049"):
        make_visit(opened, visit, from_at=TOMORROW, until_at=TOMORROW + HOUR, seen={})


def test_a_team_mate_reads_and_does_not_plan(opened):
    with pytest.raises(AccessDenied, match="AL-P001"):
        planned(reopen_at(opened, make_worker("Ben Osei")))


def test_a_closed_case_takes_no_visit(amara):
    closed = make_case(amara, state=CaseState.CLOSED)
    with pytest.raises(AlongsideError, match="AL-G041"):
        planned(closed)


def test_the_case_page_offers_a_plan_and_says_the_last_visits(opened, amara):
    (empty,) = on_case(opened)
    assert empty.actions[0].says == "Plan a visit"
    planned(opened, aim="Hear Mila about her room")
    (part,) = on_case(reopen_at(opened, amara))
    assert "Hear Mila about her room" in part.lines[0].says
    (late,) = on_case(after(opened, amara))
    assert (late.lines[0].tone, late.lines[0].says[:14]) == ("late", "How did it go?")


def test_an_hour_that_the_clocks_skipped_is_no_time(agency):
    from alongside.web.visits.forms import TimeForm

    zone = agency.file.zone
    skipped = next(
        at
        for day in range(1, 366)
        if not _is_there(at := datetime(2026, 1, 1, 2, 30) + timedelta(days=day), zone)
    )
    form = TimeForm({"from_at": skipped.isoformat(timespec="minutes"), "minutes": "60"})
    assert "put forward" in str(form.errors["from_at"])


def _is_there(at, zone):
    return at.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == at
