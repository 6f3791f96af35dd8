"""People come and go, the case is closed with an outcome and opened again, and nothing is lost."""

from __future__ import annotations

import pytest

from alongside.core import AlongsideError
from alongside.governance.casework import CaseState
from alongside.privacy import Verb
from alongside.privacy.access import AccessDenied
from alongside.web.accounts.models import User
from alongside.web.cases.allocating import offer_case
from alongside.web.cases.answering import accept_case
from alongside.web.cases.closing import agree_closure, close_case, send_back_closure
from alongside.web.cases.joining import add_person, remove_person
from alongside.web.cases.models import AssignmentRow, CasePersonRow, CaseRow, ClosingRow, StepRow
from alongside.web.cases.opening import OpenedCase, guard_of, open_case
from alongside.web.cases.reopening import reopen_case
from alongside.web.cases.steps import take_step
from alongside.web.clocks.models import ClockRow
from alongside.web.facts.models import AboutRow
from alongside.web.identity.models import PersonRow, SealRow
from alongside.web.publishing.models import OutboxRow
from tests.web.casework import NOW, acting_for, make_case, make_person, make_worker, reopen_at

pytestmark = pytest.mark.usefixtures("agency")


@pytest.fixture
def amara() -> User:
    return make_worker("Amara Whitlock")


@pytest.fixture
def josef() -> User:
    return make_worker("Josef Lind", "supervisor")


@pytest.fixture
def opened(amara: User) -> OpenedCase:
    return make_case(amara)


def test_somebody_becomes_part_of_the_case_once(opened: OpenedCase) -> None:
    ilona = make_person("Ilona")
    now = add_person(opened, ilona, part="grandparent")
    assert [(one.name, one.part) for one in now.people][-1] == ("Ilona Hartmann", "grandparent")
    assert AboutRow.objects.filter(person_id=ilona, fact_kind="part", case=opened.row).exists()
    assert OutboxRow.objects.get(kind="person_joined_case").person_id == ilona
    with pytest.raises(AlongsideError, match="AL-U065"):
        add_person(now, ilona, part="other")


def test_a_sealed_life_is_added_by_who_is_named_and_then_hides_the_case(
    opened: OpenedCase, amara: User
) -> None:
    noor = make_person("Noor")
    seal = SealRow.objects.create(person_id=noor, by="x", sealed_at=NOW)
    with pytest.raises(AccessDenied, match="AL-P002"):
        add_person(opened, noor, part="child")
    seal.named.set([amara])
    add_person(reopen_at(opened, amara), noor, part="child")
    with pytest.raises(AccessDenied, match="AL-P002"):
        open_case(opened.key, acting_for(make_worker("Ben Osei")))


def test_two_parts_of_one_merged_person_stand_once_and_leave_together(opened: OpenedCase) -> None:
    again = make_person("Theo")
    opened = add_person(opened, again, part="other")
    theo = next(one.person_id for one in opened.people if one.name.startswith("Theo"))
    PersonRow.objects.filter(id=again).update(merged_into_id=theo)
    merged = reopen_at(opened, make_worker("Amara Whitlock"))
    assert [one.part for one in merged.people if one.person_id == theo] == ["child"]
    with pytest.raises(AlongsideError, match="AL-U065"):
        add_person(merged, again, part="other")
    left = remove_person(merged, again, reason="Lives with his father")
    assert theo not in {one.person_id for one in left.people}
    assert not CasePersonRow.objects.filter(person_id=again, until_at=None).exists()


def test_the_last_whom_the_work_is_about_does_not_leave(amara: User) -> None:
    opened = make_case(amara, children=["Mila"])
    with pytest.raises(AlongsideError, match="AL-U066"):
        remove_person(opened, opened.focus[0], reason="Moved")


def test_a_seal_under_a_former_id_still_hides_the_case(opened: OpenedCase) -> None:
    former = make_person("Mila")
    SealRow.objects.create(person_id=former, by="x", sealed_at=NOW)
    PersonRow.objects.filter(id=former).update(merged_into_id=opened.focus[0])
    assert guard_of(opened.row).sealed_people == {str(opened.focus[0])}


def test_a_worker_asks_and_a_supervisor_closes(
    opened: OpenedCase, amara: User, josef: User
) -> None:
    asked = close_case(opened, outcome="goals_reached", reason="Mornings are calm")
    assert (asked.state, CaseRow.objects.get(pk=opened.row.pk).state) == ("asked", "assessing")
    with pytest.raises(AlongsideError, match="AL-U068"):
        close_case(opened, outcome="goals_reached", reason="Twice")
    with pytest.raises(AccessDenied, match="AL-P001"):
        agree_closure(reopen_at(opened, amara))
    agree_closure(open_case(opened.key, acting_for(josef)))
    row = CaseRow.objects.get(pk=opened.row.pk)
    assert (row.state, row.outcome, row.closed_at) == ("closed", "goals_reached", NOW)
    assert not ClockRow.objects.filter(case=row, stopped_at=None).exists()
    assert not AssignmentRow.objects.filter(case=row, state__in=("offered", "accepted")).exists()
    with pytest.raises(AlongsideError, match="AL-U068"):
        agree_closure(open_case(opened.key, acting_for(josef)))


def test_a_closure_that_is_sent_back_leaves_the_case_as_it_was(
    opened: OpenedCase, josef: User
) -> None:
    close_case(opened, outcome="goals_reached", reason="Mornings are calm")
    his = open_case(opened.key, acting_for(josef))
    send_back_closure(his, reason="See Theo alone once more")
    assert CaseRow.objects.get(pk=opened.row.pk).state == CaseState.ASSESSING
    assert ClosingRow.objects.get().answer == "See Theo alone once more"
    with pytest.raises(AlongsideError, match="AL-U068"):
        agree_closure(his)


def test_an_outcome_of_nobodys_list_closes_nothing(opened: OpenedCase) -> None:
    with pytest.raises(AlongsideError, match="AL-U067"):
        close_case(opened, outcome="solved", reason="Done")
    with pytest.raises(AlongsideError, match="AL-U063"):
        close_case(opened, outcome="goals_reached", reason="  ")


def test_a_closed_case_takes_late_words_from_who_led_it_and_no_plan(
    opened: OpenedCase, amara: User, josef: User
) -> None:
    close_case(reopen_at(opened, josef), outcome="moved_away", reason="Gone to the coast")
    late = open_case(opened.key, acting_for(amara))
    take_step(late, "note_written")
    with pytest.raises(AlongsideError, match="AL-G041"):
        take_step(late, "case_plan_agreed")
    with pytest.raises(AlongsideError, match="AL-G041"):
        add_person(late, make_person("Ilona"), part="other")
    assert not StepRow.objects.filter(kind="person_joined_case").exists()


def test_a_case_that_is_opened_again_has_lost_nothing_and_waits_for_a_yes(
    opened: OpenedCase, amara: User, josef: User
) -> None:
    close_case(reopen_at(opened, josef), outcome="moved_away", reason="Gone to the coast")
    closed = open_case(opened.key, acting_for(josef))
    with pytest.raises(AlongsideError, match="AL-U063"):
        reopen_case(closed, reason="")
    again = reopen_case(closed, reason="They are back")
    assert (again.state, again.row.worker, again.row.closed_at) == ("to_allocate", None, None)
    assert len(again.people) == 3
    assert ClosingRow.objects.get(case=again.row).outcome == "moved_away"
    assert not open_case(opened.key, acting_for(amara)).may(Verb.WORK_CASES)
    offer_case(again, worker=amara)
    assert accept_case(open_case(opened.key, acting_for(amara))).state is CaseState.ASSESSING
    with pytest.raises(AlongsideError, match="AL-G041"):
        reopen_case(again, reason="Twice")
