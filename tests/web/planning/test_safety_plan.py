"""A safety plan holds once it is whole and somebody signed; the next one starts from it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.core import AlongsideError
from alongside.privacy.access import AccessDenied
from alongside.web.accounts.models import User
from alongside.web.cases.models import StepRow
from alongside.web.facts.about import people_of
from alongside.web.planning.actions import do_action, undo_action
from alongside.web.planning.errors import NotReady, WrittenMeanwhile
from alongside.web.planning.models import ActionRow, PlanRow
from alongside.web.planning.plans import Signing, sign_plan, signatures_of
from alongside.web.planning.safety import (
    begin_safety_plan,
    draft_safety_plan,
    end_safety_plan,
    write_safety_plan,
)
from tests.web.casework import NOW, make_case, make_person, make_worker, reopen_at
from tests.web.planning.family import safety_content, safety_plan

pytestmark = pytest.mark.usefixtures("agency")


@pytest.fixture
def amara() -> User:
    return make_worker("Amara Whitlock")


def test_who_is_meant_by_each_name_is_looked_up(amara: User) -> None:
    opened = make_case(amara)
    plan = safety_plan(opened)
    rows = {row.who: row for row in plan.actions.all()}
    dora = next(one for one in opened.people if one.part == "parent")
    assert rows["Dora Hartmann"].person_id == dora.person_id
    assert rows["Amara Whitlock"].worker_id == amara.id
    assert rows["Amara Whitlock"].by_lead
    assert rows["Ilona from next door"].worker_id is None
    assert set(people_of("plan", [plan.pk])[str(plan.pk)]) == set(opened.focus)


def test_each_part_that_is_missing_is_named(amara: User) -> None:
    opened = make_case(amara)
    plan = draft_safety_plan(opened)
    with pytest.raises(NotReady, match="AL-U080") as refused:
        begin_safety_plan(opened, plan)
    assert len(refused.value.lacks) == 5  # all but for whom it is, which the case says
    assert not StepRow.objects.filter(kind="safety_plan_begun").exists()


def test_a_signature_was_given_to_what_was_read_then(amara: User) -> None:
    opened = make_case(amara)
    plan = draft_safety_plan(opened)
    write_safety_plan(opened, plan, safety_content(opened))
    sign_plan(opened, plan, Signing(name="Dora Hartmann", how="by_phone"))
    write_safety_plan(opened, plan, safety_content(opened, worry="Something else"))
    assert signatures_of(PlanRow.objects.get(pk=plan.pk)) == []
    with pytest.raises(NotReady):
        begin_safety_plan(opened, plan)


def test_a_new_plan_starts_from_the_old_and_takes_its_place(amara: User) -> None:
    opened = make_case(amara)
    old = safety_plan(opened)
    line = old.actions.get(who="Amara Whitlock")
    new = draft_safety_plan(opened)
    assert new.version == 2
    assert [one.what for one in new.actions.order_by("position")] == [
        one.what for one in old.actions.order_by("position")
    ]
    do_action(opened, line)  # while the next version is being written
    PlanRow.objects.filter(pk=new.pk).update(review_on=date(2026, 3, 20))
    sign_plan(opened, new, Signing(name="Dora Hartmann"))
    begin_safety_plan(opened, new)
    old.refresh_from_db()
    assert old.state == "replaced"
    assert new.actions.get(who="Amara Whitlock").done_on == NOW.date()


def test_what_is_done_can_be_taken_back(amara: User) -> None:
    opened = make_case(amara)
    line = safety_plan(opened).actions.get(who="Amara Whitlock")
    do_action(opened, line)
    undo_action(opened, line)
    assert ActionRow.objects.get(pk=line.pk).done_on is None
    with pytest.raises(AlongsideError, match="AL-U049"):
        do_action(opened, line, on=NOW.date() + timedelta(days=1))


def test_a_plan_that_ends_says_why_and_stays(amara: User) -> None:
    opened = make_case(amara)
    plan = safety_plan(opened)
    end_safety_plan(opened, plan, "Aron moved away")
    plan.refresh_from_db()
    assert (plan.state, plan.ended_reason) == ("ended", "Aron moved away")
    assert StepRow.objects.get(kind="safety_plan_ended").about == f"plan:{plan.pk}"
    with pytest.raises(AlongsideError, match="AL-G040"):
        end_safety_plan(opened, plan, "again")


def test_two_workers_write_the_same_plan_and_neither_is_overwritten(amara: User) -> None:
    opened = make_case(amara)
    plan = draft_safety_plan(opened)
    assert draft_safety_plan(opened).pk == plan.pk
    write_safety_plan(opened, plan, safety_content(opened), revision=1)
    with pytest.raises(WrittenMeanwhile, match="AL-U081"):
        write_safety_plan(opened, plan, safety_content(opened, worry="Mine"), revision=1)
    assert "shouted" in PlanRow.objects.get(pk=plan.pk).worry


def test_a_plan_that_holds_is_not_written_again(amara: User) -> None:
    opened = make_case(amara)
    plan = safety_plan(opened)
    with pytest.raises(AlongsideError, match="AL-U084"):
        write_safety_plan(opened, plan, safety_content(opened))


def test_a_plan_is_about_people_of_the_case(amara: User) -> None:
    opened = make_case(amara)
    content = safety_content(opened, people=(make_person("Stranger"),))
    with pytest.raises(AlongsideError, match="AL-U085"):
        write_safety_plan(opened, draft_safety_plan(opened), content)
    with pytest.raises(AlongsideError, match="AL-U083"):
        safety_content(opened, from_on=date(2026, 3, 4), until_on=date(2026, 3, 1))


def test_a_team_mate_reads_and_writes_nothing(amara: User) -> None:
    opened = make_case(amara)
    plan = safety_plan(opened)
    other = reopen_at(opened, make_worker("Ben Osei"))
    for act in (
        lambda: draft_safety_plan(other),
        lambda: sign_plan(other, plan, Signing(name="Dora")),
        lambda: end_safety_plan(other, plan, "no"),
        lambda: do_action(other, plan.actions.all()[0]),
    ):
        with pytest.raises(AccessDenied, match="AL-P001"):
            act()
