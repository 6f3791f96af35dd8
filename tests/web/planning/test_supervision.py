"""Supervision is read by the worker and who supervises her, and by nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.governance.casework import CaseState
from alongside.privacy.access import AccessDenied
from alongside.web.accounts.models import User
from alongside.web.cases.models import StepRow
from alongside.web.planning.actions import Doing, do_own_action
from alongside.web.planning.models import ActionRow
from alongside.web.planning.supervision import (
    SupervisionContent,
    keep_supervision,
    supervision_of,
    supervision_on,
)
from tests.web.casework import NOW, acting_for, make_case, make_worker, reopen_at

pytestmark = pytest.mark.usefixtures("agency")
CONTENT = SupervisionContent(
    held_at=NOW,
    talked="The visits are long and the drive too",
    how_is="Tired, sleeps badly",
    actions=(Doing(who="Amara Whitlock", what="Takes Friday off", by_on=date(2026, 3, 6)),),
)


@pytest.fixture
def amara() -> User:
    return make_worker("Amara Whitlock")


@pytest.fixture
def josef() -> User:
    return make_worker("Josef Lind", "supervisor")


def test_about_a_case_it_is_a_step_also_when_the_case_is_closed(amara: User, josef: User) -> None:
    opened = reopen_at(make_case(amara, state=CaseState.CLOSED), josef)
    made = keep_supervision(opened.acting, amara, CONTENT, case=opened)
    assert StepRow.objects.get(kind="supervision_held").about == f"supervision:{made.pk}"


def test_who_reads_it(amara: User, josef: User) -> None:
    case = make_case(amara)
    opened = reopen_at(case, josef)
    keep_supervision(opened.acting, amara, CONTENT, case=opened)
    keep_supervision(acting_for(josef), amara, CONTENT)
    assert len(supervision_on(case)) == len(supervision_on(opened)) == 1
    assert supervision_on(reopen_at(case, make_worker("Ben Osei"))) == []
    assert supervision_of(acting_for(amara), amara).count() == 2
    assert supervision_of(acting_for(josef), amara).count() == 2
    for other in (make_worker("Ben Osei"), make_worker("Cleo Brandt", "supervisor", team="South")):
        with pytest.raises(AccessDenied):
            supervision_of(acting_for(other), amara)


def test_a_worker_supervises_nobody(amara: User) -> None:
    opened = make_case(amara)
    with pytest.raises(AccessDenied):
        keep_supervision(opened.acting, amara, CONTENT, case=opened)
    with pytest.raises(AccessDenied):
        keep_supervision(opened.acting, make_worker("Ben Osei"), CONTENT)


def test_what_was_agreed_is_hers_to_tick(amara: User, josef: User) -> None:
    keep_supervision(acting_for(josef), amara, CONTENT)
    row = ActionRow.objects.get()
    with pytest.raises(AccessDenied):
        do_own_action(acting_for(josef), row.key, on=NOW.date())
    do_own_action(acting_for(amara), row.key, on=NOW.date())
    assert ActionRow.objects.get().done_on == NOW.date()
