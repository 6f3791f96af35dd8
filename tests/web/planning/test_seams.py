"""What planning gives to the case page, the worklist and the reports."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.core import AlongsideError
from alongside.governance.casework import CaseState
from alongside.web.accounts.models import User
from alongside.web.cases.models import CaseRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.planning.actions import Doing, do_action
from alongside.web.planning.meeting import MeetingContent, Progress, hold_meeting, plan_meeting
from alongside.web.planning.on_case import on_case
from alongside.web.planning.on_record import on_record
from alongside.web.planning.on_today import on_today
from alongside.web.planning.placing import Place, place_child
from alongside.web.planning.safety import draft_safety_plan
from alongside.web.planning.supervision import SupervisionContent, keep_supervision
from tests.web.casework import NOW, acting_for, make_case, make_worker, reopen_at, signed_in
from tests.web.planning.family import case_plan, safety_plan

pytestmark = pytest.mark.usefixtures("agency")


@pytest.fixture
def amara() -> User:
    return make_worker("Amara Whitlock")


@pytest.fixture
def full(amara: User) -> OpenedCase:
    """A case with everything that this room knows."""
    opened = make_case(amara)
    safety_plan(opened)
    goal = case_plan(opened).goals.get()
    place = Place(kind="foster", from_on=date(2026, 2, 1), where="Elm Row 4", where_protected=True)
    place_child(opened, opened.focus[0], place)
    meeting = plan_meeting(opened, kind="review", on=NOW.date())
    content = MeetingContent(
        held_at=NOW,
        there=("Dora Hartmann",),
        child_said="I want my bed",
        progress=(Progress(goal=goal.key, how="better"),),
        decisions=(Doing(who="Amara Whitlock", what="Writes to school", by_on=date(2026, 3, 9)),),
        next_on=date(2026, 9, 1),
    )
    hold_meeting(opened, meeting, content)
    return reopen_at(opened, amara)


def test_the_worklist_holds_each_thing_once_in_two_queries(full: OpenedCase, amara: User) -> None:
    josef = make_worker("Josef Lind", "supervisor")
    talk = SupervisionContent(
        held_at=NOW,
        talked="The drive",
        actions=(Doing(who="Amara Whitlock", what="Takes Friday off", by_on=date(2026, 3, 6)),),
    )
    keep_supervision(acting_for(josef), amara, talk)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        items = on_today(acting_for(amara))
    assert len([one for one in asked if "seal" not in one["sql"].lower()]) <= 2
    assert sorted(item.says for item in items) == [
        "Asks for a course place",
        "Calls the landlord about the lock",
        "Look at the safety plan again",
        "Review: hold it and write down what came of it",
        "Takes Friday off",
        "Writes to school",
    ]
    assert on_today(acting_for(josef)) == []
    client = signed_in(amara)
    assert all(client.get(item.href).status_code == 200 for item in items)


def test_what_the_lead_does_goes_along_with_the_case(full: OpenedCase, amara: User) -> None:
    ben = make_worker("Ben Osei")
    CaseRow.objects.filter(pk=full.row.pk).update(worker=ben)
    assert on_today(acting_for(amara)) == []
    assert len(on_today(acting_for(ben))) == 5
    CaseRow.objects.filter(pk=full.row.pk).update(state=CaseState.CLOSED)
    assert on_today(acting_for(ben)) == []


def test_a_draft_owes_nobody_anything_and_what_is_done_is_gone(
    full: OpenedCase, amara: User
) -> None:
    before = len(on_today(acting_for(amara)))
    draft = draft_safety_plan(full)
    assert len(on_today(acting_for(amara))) == before
    line = draft.actions.get(who="Amara Whitlock")
    do_action(full, line)  # said on the draft, done in the plan that holds
    assert len(on_today(acting_for(amara))) == before - 1


def test_the_case_page_shows_what_holds_in_few_queries(full: OpenedCase, amara: User) -> None:
    _ = full.people, full.guard
    with CaptureQueriesContext(connection) as asked:
        cards = {one.name: one for one in on_case(full)}
    assert len(asked) <= 9
    assert any("Calls the landlord" in line.says for line in cards["safety-plan"].lines)
    assert any("quiet evenings" in line.says for line in cards["case-plan"].lines)
    assert "Mila Hartmann" in cards["placements"].lines[0].says
    assert cards["meetings"].lines[0].says == "Review"
    assert cards["safety-plan"].actions[0].post


def test_every_statement_leads_to_its_source_and_keeps_a_protected_place(
    full: OpenedCase, amara: User
) -> None:
    told = on_record(full)
    sections = {one.section for one in told}
    assert sections == {"safety_plan", "case_plan", "placement", "review"}
    assert not any("Elm Row" in one.says for one in told)
    quoted = {one.says: one.said_by for one in told if one.quoted}
    assert quoted["I want quiet evenings"] == "Dora Hartmann"
    assert quoted["I want my bed"] == "The child"
    client = signed_in(amara)
    assert all(client.get(href).status_code == 200 for href in {one.href for one in told})
    assert all(one.people for one in told)


def test_supervision_is_in_no_report(full: OpenedCase, amara: User) -> None:
    josef = make_worker("Josef Lind", "supervisor")
    opened = reopen_at(full, josef)
    keep_supervision(
        opened.acting, amara, SupervisionContent(held_at=NOW, talked="Tired"), case=opened
    )
    assert not any("Tired" in one.says for one in on_record(full))


def test_general_supervision_has_its_own_pages(amara: User) -> None:
    josef, ben = make_worker("Josef Lind", "supervisor"), make_worker("Ben Osei")
    rows = {"lines-INITIAL_FORMS": "0", "lines-TOTAL_FORMS": "1"}
    posted = {**rows, "held_at": "2026-03-04T09:00", "talked": "The drive is long"}
    page = f"/supervision/with/{amara.pk}/"
    assert signed_in(josef).get("/supervision/").status_code == 200
    assert signed_in(josef).post(page, posted).status_code == 302
    assert signed_in(ben).post(page, posted).status_code == 404
    listed = signed_in(amara).get("/supervision/").content.decode()
    assert "Josef Lind" in listed
    assert signed_in(make_worker("Ines Roth", "auditor")).get("/supervision/").status_code == 404


def test_a_closed_case_takes_no_plan_no_stay_and_no_meeting(amara: User) -> None:
    opened = make_case(amara, state=CaseState.CLOSED)
    later = Place(kind="kin", from_on=date(2026, 4, 1))
    for act in (
        lambda: draft_safety_plan(opened),
        lambda: place_child(opened, opened.focus[0], later),
        lambda: plan_meeting(opened, kind="conference", on=date(2026, 4, 1)),
    ):
        with pytest.raises(AlongsideError, match="AL-G041"):
            act()
