"""A meeting: planned, then held or not; what came of it stands where it is needed next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.core import AlongsideError
from alongside.web.accounts.models import User
from alongside.web.cases.models import StepRow
from alongside.web.planning.actions import Doing
from alongside.web.planning.meeting import (
    MEETINGS,
    MeetingContent,
    Progress,
    cancel_meeting,
    hold_meeting,
    miss_meeting,
    plan_meeting,
)
from alongside.web.planning.models import ActionRow, MeetingRow
from tests.web.casework import NOW, make_case, make_worker
from tests.web.planning.family import case_plan

pytestmark = pytest.mark.usefixtures("agency")
NEXT = date(2026, 9, 4)


@pytest.fixture
def amara() -> User:
    return make_worker("Amara Whitlock")


@pytest.mark.parametrize("kind", MEETINGS)
def test_each_kind_of_meeting_is_its_own_step(amara: User, kind: str) -> None:
    opened = make_case(amara)
    meeting = plan_meeting(opened, kind=kind, on=NOW.date())
    hold_meeting(opened, meeting, MeetingContent(held_at=NOW, there=("Dora Hartmann",)))
    assert StepRow.objects.get(kind=MEETINGS[kind][1]).about == f"meeting:{meeting.pk}"


def test_a_review_marks_what_was_reached_and_plans_the_next(amara: User) -> None:
    opened = make_case(amara)
    goal = case_plan(opened).goals.get()
    meeting = plan_meeting(opened, kind="review", on=NOW.date(), place="The school")
    hold_meeting(
        opened,
        meeting,
        MeetingContent(
            held_at=NOW,
            there=("Dora Hartmann", "Amara Whitlock"),
            child_said="I sleep better",
            progress=(Progress(goal=goal.key, how="reached", says="No calls in four weeks"),),
            decisions=(Doing(who="Amara Whitlock", what="Writes to the school", by_on=NEXT),),
            next_on=NEXT,
        ),
    )
    goal.refresh_from_db()
    assert goal.reached_on == NOW.date()
    assert ActionRow.objects.get(meeting=meeting).worker_id == amara.id
    following = MeetingRow.objects.get(state="planned")
    assert (following.kind, following.planned_on, following.place) == ("review", NEXT, "The school")


def test_what_was_missed_or_cancelled_says_why_and_is_no_review(amara: User) -> None:
    opened = make_case(amara)
    for act, state in ((miss_meeting, "missed"), (cancel_meeting, "cancelled")):
        meeting = plan_meeting(opened, kind="review", on=NOW.date())
        act(opened, meeting, "Nobody had a key")
        assert (meeting.state, meeting.reason) == (state, "Nobody had a key")
        with pytest.raises(AlongsideError, match="AL-G040"):
            hold_meeting(opened, meeting, MeetingContent(held_at=NOW, there=()))
    assert not StepRow.objects.filter(kind="review_held").exists()


def test_a_meeting_that_is_still_to_come_was_not_held(amara: User) -> None:
    opened = make_case(amara)
    meeting = plan_meeting(opened, kind="review", on=NEXT)
    with pytest.raises(AlongsideError, match="AL-U049"):
        hold_meeting(opened, meeting, MeetingContent(held_at=NOW + timedelta(days=1), there=()))
