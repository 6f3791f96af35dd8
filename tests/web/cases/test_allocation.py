"""Offer, accept, decline, take back, hand over: one answer each, whoever is faster."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.core import AlongsideError
from alongside.governance.casework import CaseState
from alongside.privacy import Verb
from alongside.privacy.access import AccessDenied
from alongside.web.accounts.models import User
from alongside.web.cases.allocating import end_beside, offer_case, transfer_case, withdraw_offer
from alongside.web.cases.answering import accept_case, decline_case
from alongside.web.cases.beginning import Part, begin_case
from alongside.web.cases.models import AssignmentRow, CaseRow, StepRow
from alongside.web.cases.opening import OpenedCase, open_case
from alongside.web.clocks.models import ClockRow
from alongside.web.identity.models import SealRow
from tests.web.casework import NOW, acting_for, make_case, make_person, make_worker, reopen_at

pytestmark = pytest.mark.usefixtures("agency")
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def amara() -> User:
    return make_worker("Amara Whitlock")


@pytest.fixture
def josef() -> User:
    return make_worker("Josef Lind", "supervisor")


@pytest.fixture
def waiting(josef: User) -> OpenedCase:
    """A case of the North team that nobody has taken on, as its supervisor sees it."""
    parts = [Part(person_id=make_person("Mila"), part="child", in_focus=True)]
    return begin_case(acting_for(josef), title="Mila", team="North", parts=parts)


def steps(opened: OpenedCase) -> list[str]:
    return list(
        StepRow.objects.filter(case=opened.row).order_by("id").values_list("kind", flat=True)
    )


def test_who_accepts_leads_the_case_and_its_clocks(waiting: OpenedCase, amara: User) -> None:
    offer_case(waiting, worker=amara)
    taken = accept_case(open_case(waiting.key, acting_for(amara)))
    assert (taken.state, taken.row.worker) == (CaseState.ASSESSING, amara)
    assert taken.may(Verb.WORK_CASES)
    assert steps(taken) == ["case_opened", "case_offered", "case_accepted"]
    assert not ClockRow.objects.filter(case=taken.row).exclude(worker=amara).exists()


def test_an_offer_lets_her_look_and_answer_but_not_work(waiting: OpenedCase, amara: User) -> None:
    offer_case(waiting, worker=amara)
    asked = open_case(waiting.key, acting_for(amara))
    assert not asked.may(Verb.WORK_CASES)
    decline_case(asked, reason="On leave from Monday")
    assert AssignmentRow.objects.get(case=waiting.row).reason == "On leave from Monday"
    assert waiting.row.state == CaseState.TO_ALLOCATE


def test_declining_needs_a_reason(waiting: OpenedCase, amara: User) -> None:
    offer_case(waiting, worker=amara)
    with pytest.raises(AlongsideError, match="AL-U063"):
        decline_case(open_case(waiting.key, acting_for(amara)), reason=" ")


def test_of_accepting_and_taking_back_the_first_wins(
    waiting: OpenedCase, amara: User, josef: User
) -> None:
    offer = offer_case(waiting, worker=amara)
    hers, his = open_case(waiting.key, acting_for(amara)), open_case(waiting.key, acting_for(josef))
    accept_case(hers)
    with pytest.raises(AlongsideError, match="AL-U060"):
        withdraw_offer(his, offer.pk)
    with pytest.raises(AlongsideError, match="AL-U060"):
        accept_case(hers)
    assert CaseRow.objects.get(pk=waiting.row.pk).worker == amara


def test_an_offer_that_was_taken_back_cannot_be_accepted(waiting: OpenedCase, amara: User) -> None:
    offer = offer_case(waiting, worker=amara)
    hers = open_case(waiting.key, acting_for(amara))
    withdraw_offer(waiting, offer.pk)
    with pytest.raises(AlongsideError, match="AL-U060"):
        accept_case(hers)
    with pytest.raises(AccessDenied, match="AL-P002"):
        accept_case(reopen_at(waiting, make_worker("Cleo Brandt", team="South")))


def test_one_at_a_time_is_asked_to_lead(waiting: OpenedCase, amara: User) -> None:
    offer_case(waiting, worker=amara)
    with pytest.raises(AlongsideError, match="AL-U061"):
        offer_case(waiting, worker=make_worker("Ben Osei"))


def test_a_worker_gives_no_case_to_a_colleague(waiting: OpenedCase, amara: User) -> None:
    with pytest.raises(AccessDenied, match="AL-P001"):
        offer_case(reopen_at(waiting, make_worker("Ben Osei")), worker=amara)


def test_a_supervisor_may_take_a_case_on_herself(waiting: OpenedCase, josef: User) -> None:
    offer_case(waiting, worker=josef)
    assert accept_case(waiting).row.worker == josef


@pytest.mark.parametrize("role", ["analyst", "auditor"])
def test_who_works_on_no_cases_is_not_asked(waiting: OpenedCase, role: str) -> None:
    with pytest.raises(AlongsideError, match="AL-U062"):
        offer_case(waiting, worker=make_worker("Ines Kohl", role))


def test_nor_who_may_not_see_somebody_in_it(josef: User, amara: User) -> None:
    sealed = make_person("Noor")
    SealRow.objects.create(person_id=sealed, by="x", sealed_at=NOW).named.set([josef])
    parts = [Part(person_id=sealed, part="child", in_focus=True)]
    opened = begin_case(acting_for(josef), title="Noor", team="North", parts=parts)
    with pytest.raises(AlongsideError, match="AL-U062"):
        offer_case(opened, worker=amara)


def test_who_lost_her_role_meanwhile_cannot_accept(waiting: OpenedCase, amara: User) -> None:
    offer_case(waiting, worker=amara)
    amara.roles = ["analyst"]
    amara.save()
    with pytest.raises(AccessDenied):
        accept_case(reopen_at(waiting, amara))


def test_the_former_worker_stays_until_the_next_one_accepts(amara: User, josef: User) -> None:
    ben = make_worker("Ben Osei")
    opened = reopen_at(make_case(amara), josef)
    with pytest.raises(AlongsideError, match="AL-U063"):
        offer_case(opened, worker=ben)
    transfer_case(opened, worker=ben, handover="Mila tells you on the second visit, not before")
    assert open_case(opened.key, acting_for(amara)).may(Verb.WORK_CASES)
    taken = accept_case(open_case(opened.key, acting_for(ben, now=LATER)))
    assert (taken.row.worker, taken.state) == (ben, CaseState.ASSESSING)
    assert not open_case(opened.key, acting_for(amara)).may(Verb.WORK_CASES)
    assert AssignmentRow.objects.get(worker=amara).ended_at == LATER
    assert steps(opened)[-1] == "case_transferred"


def test_another_team_gives_it_to_one_of_its_own(amara: User, josef: User) -> None:
    suna = make_worker("Suna Aydin", "supervisor", team="South")
    cleo = make_worker("Cleo Brandt", team="South")
    opened = reopen_at(make_case(amara), josef)
    transfer_case(opened, team="South", handover="They moved to Weir Court")
    seen = open_case(opened.key, acting_for(suna))
    assert not seen.may(Verb.WORK_CASES)
    with pytest.raises(AccessDenied):
        open_case(opened.key, acting_for(cleo))
    with pytest.raises(AlongsideError, match="AL-U062"):
        offer_case(seen, worker=amara)
    given = offer_case(seen, worker=cleo)
    assert given.handover == "They moved to Weir Court"
    assert StepRow.objects.filter(reason=given.handover).count() == 1
    assert CaseRow.objects.get(pk=opened.row.pk).team == "North"
    taken = accept_case(open_case(opened.key, acting_for(cleo)))
    assert (taken.row.team, taken.row.worker) == ("South", cleo)
    assert not AssignmentRow.objects.filter(case=opened.row, state="offered").exists()
    with pytest.raises(AccessDenied, match="AL-P002"):
        open_case(opened.key, acting_for(amara))


def test_a_team_may_say_no_and_the_first_team_may_take_it_back(amara: User, josef: User) -> None:
    suna = make_worker("Suna Aydin", "supervisor", team="South")
    opened = reopen_at(make_case(amara), josef)
    transfer_case(opened, team="South", handover="They moved")
    offer_case(open_case(opened.key, acting_for(suna)), worker=suna)
    decline_case(open_case(opened.key, acting_for(suna)), reason="Not I")
    decline_case(open_case(opened.key, acting_for(suna)), reason="They came back last week")
    with pytest.raises(AccessDenied, match="AL-P002"):
        open_case(opened.key, acting_for(suna))
    offer = transfer_case(opened, team="South", handover="They moved again")
    theirs = open_case(opened.key, acting_for(suna))
    with pytest.raises(AccessDenied, match="AL-P001"):
        withdraw_offer(theirs, offer.pk)
    withdraw_offer(reopen_at(opened, josef), offer.pk)
    assert not AssignmentRow.objects.filter(case=opened.row, state="offered").exists()


def test_a_colleague_works_beside_who_leads_it(amara: User, josef: User) -> None:
    ben = make_worker("Ben Osei")
    opened = reopen_at(make_case(amara), josef)
    offer_case(opened, worker=ben, leads=False)
    beside = accept_case(open_case(opened.key, acting_for(ben)))
    assert (beside.row.worker, beside.may(Verb.WORK_CASES)) == (amara, True)
    with pytest.raises(AlongsideError, match="AL-U061"):
        offer_case(reopen_at(opened, josef), worker=ben, leads=False)
    row = AssignmentRow.objects.get(worker=ben)
    with pytest.raises(AccessDenied, match="AL-P001"):
        end_beside(reopen_at(opened, amara), row.pk, reason="Done")
    end_beside(beside, row.pk, reason="The school is settled")
    assert steps(opened)[-2:] == ["worker_joined_case", "worker_left_case"]


def test_nobody_works_beside_nobody(waiting: OpenedCase, amara: User) -> None:
    with pytest.raises(AlongsideError, match="AL-U064"):
        offer_case(waiting, worker=amara, leads=False)
