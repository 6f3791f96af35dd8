"""A served office whose usual case has plans, a stay, meetings and supervision; another overfull.

Run as a module it fills the folder, in a process of its own: Django serves one agency a process.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.journeys import case_office
from tests.journeys.case_office import ODD, OVERFULL, USUAL
from tests.journeys.small_town import filled_site

if TYPE_CHECKING:
    from alongside.web.accounts.models import User
    from alongside.web.cases.models import CaseRow


GATE, SUNDAY = "A stranger at the gate", "What happened on Sunday"  # cases without any plan


@contextmanager
def planning_site(folder: Path) -> Iterator[str]:
    """The address of a server of the office."""
    with filled_site(folder, by="tests.journeys.planning_office") as address:
        yield address


def fill(folder: Path, password: str, emails: dict[str, str]) -> None:
    """The office of the case pages, with everything of this room in two of its cases."""
    case_office.fill(folder, password, emails)
    from alongside.web.accounts.models import User
    from alongside.web.cases.models import CaseRow

    worker = User.objects.get(email=emails["worker"])
    supervisor = User.objects.get(email=emails["supervisor"])
    for title, words in ((USUAL, ""), (OVERFULL, ODD)):
        _agree(CaseRow.objects.get(title=title), worker, supervisor, words)
    for title in (GATE, SUNDAY):
        _begin(title, CaseRow.objects.get(title=USUAL), worker)


def _begin(title: str, like: CaseRow, worker: User) -> None:
    """A case of the same family that the worker took on."""
    from django.utils import timezone

    from alongside.web.accounts.models import User
    from alongside.web.cases.allocating import offer_case
    from alongside.web.cases.answering import accept_case
    from alongside.web.cases.beginning import Part, begin_case
    from alongside.web.cases.opening import again, open_case
    from tests.web.casework import acting_for

    parts = [
        Part(person_id=one.person_id, part=one.part, in_focus=one.in_focus)
        for one in like.parts.all()
    ]
    now = timezone.now() - timedelta(days=2)
    acting = acting_for(worker, now=now)
    opened = begin_case(acting, title=title, team="North", parts=parts)
    supervised = acting_for(User.objects.get(name="Josef Lang"), now=now)
    offer_case(open_case(opened.key, supervised), worker=worker)
    accept_case(again(opened))


def _agree(case: CaseRow, worker: User, supervisor: User, odd: str) -> None:
    from django.utils import timezone

    from alongside.web.planning.actions import Doing
    from alongside.web.planning.caseplan import (
        GoalContent,
        agree_case_plan,
        draft_case_plan,
        write_case_plan,
        write_goal,
    )
    from alongside.web.planning.meeting import MeetingContent, Progress, hold_meeting, plan_meeting
    from alongside.web.planning.placing import Place, place_child
    from alongside.web.planning.plans import Signing, sign_plan
    from alongside.web.planning.safety import (
        SafetyContent,
        begin_safety_plan,
        draft_safety_plan,
        write_safety_plan,
    )
    from alongside.web.planning.supervision import SupervisionContent, keep_supervision
    from tests.web.casework import reopen_at
    from tests.web.planning.family import opened_of

    now = timezone.now()
    opened = opened_of(case, worker, now=now - timedelta(days=1))
    today = opened.today
    who = (odd * 2)[:300] or "Dora Varga"
    what = (odd * 2)[:480] or "Keeps the chain on and the light in the hall lit"
    plan = draft_safety_plan(opened)
    content = SafetyContent(
        people=opened.focus,
        worry=odd or "Aron came to the door on two Saturdays at night and shouted. Mila hid.",
        otherwise=odd or "Dora calls the police, then the duty line. Ilona fetches the children.",
        lines=(
            Doing(who=who, what=what, often="each evening"),
            Doing(who="Amara Whitlock", what="Calls the landlord about the lock", by_on=today),
            Doing(who="Ilona Varga", what="Takes the children if there is noise"),
        ),
        review_on=today + timedelta(days=6),
    )
    write_safety_plan(opened, plan, content)
    sign_plan(opened, plan, Signing(name=who))
    sign_plan(
        opened,
        plan,
        Signing(name="Aron Lisle", how="by_phone", agrees=False, says=odd or "I only want to talk"),
    )
    begin_safety_plan(opened, plan)
    plan = draft_case_plan(opened)
    for words in (odd or "I want quiet evenings", "A nursery place, so I can finish my course"):
        goal = GoalContent(
            words=words,
            said_by=who,
            said_on=today - timedelta(days=5),
            why=odd or "Both arguments happened at the door, on a Saturday.",
            steps=(Doing(who="Amara Whitlock", what="Asks for a place", by_on=today),),
            know="Four weeks without a call, and Mila says that she sleeps well",
        )
        write_goal(opened, plan, goal)
    write_case_plan(opened, plan, review_on=today + timedelta(days=90))
    sign_plan(opened, plan, Signing(name=who))
    agree_case_plan(opened, plan)
    place = Place(
        kind="kin",
        from_on=date(today.year - 1, 3, 1),
        carer=who,
        where="Elm Row 4",
        where_protected=True,
        reason=odd,
    )
    place_child(opened, opened.focus[0], place)
    opened = reopen_at(opened, worker, now=now)
    goals = list(plan.goals.order_by("position"))
    meeting = plan_meeting(opened, kind="conference", on=today)
    held = MeetingContent(
        held_at=now,
        there=(who, "Amara Whitlock"),
        child_said=odd or "I sleep better at Grandma’s",
        progress=(Progress(goal=goals[0].key, how="better", says=odd[:400]),),
        decisions=(Doing(who=who, what=what),),
    )
    hold_meeting(opened, meeting, held)
    plan_meeting(opened, kind="review", on=today, place="The school")
    talk = SupervisionContent(
        held_at=now - timedelta(days=1),
        talked=odd or "What keeps Dora from calling earlier",
        how_is="Tired, and glad of the new lock",
        actions=(Doing(who="Amara Whitlock", what="Takes Friday off", by_on=today),),
    )
    led = reopen_at(opened, supervisor, now=now)
    keep_supervision(led.acting, worker, talk, case=led)


if __name__ == "__main__":
    fill(Path(sys.argv[1]), sys.argv[2], dict(pair.split("=") for pair in sys.argv[3:]))
