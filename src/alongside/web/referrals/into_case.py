"""From a referral that was screened in to a case: a new one, or the one that is open already."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from alongside.core import AlongsideError, ExitCode
from alongside.governance.casework import CaseState
from alongside.privacy import Verb, can_case
from alongside.web.cases.beginning import Part, begin_case
from alongside.web.cases.models import AssignmentRow, CasePersonRow, CaseRow, StepRow
from alongside.web.cases.opening import OpenedCase, guard_of
from alongside.web.cases.steps import take_step
from alongside.web.facts.about import say_about
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import merged_into
from alongside.web.referrals.models import ReferralRow
from alongside.web.referrals.opened import people_of


def open_cases_of(people: Iterable[UUID]) -> list[CaseRow]:
    """Open cases that are about one of these living people, the newest first."""
    asked = set(people)
    parts = CasePersonRow.objects.filter(
        person_id__in=asked | merged_into(asked), in_focus=True, until_at__isnull=True
    )
    rows = CaseRow.objects.filter(pk__in=parts.values("case_id"))
    return list(rows.exclude(state=CaseState.CLOSED.value).order_by("-opened_at"))


def sees_case(case: CaseRow, acting: Acting) -> bool:
    """Whether she may look at a case, and so may be asked about it."""
    return can_case(acting.access, Verb.VIEW_CASES, guard_of(case)) is None


def begin_for(row: ReferralRow, acting: Acting) -> CaseRow:
    """A new case with everybody of the referral, to be allocated."""
    parts = [
        Part(person_id=one.person_id, part=one.part, in_focus=one.in_focus)
        for one in people_of(row, acting.access)
    ]
    opened = begin_case(acting, title=row.title, team=row.team, parts=parts, point=row.point)
    row.case, row.began_case = opened.row, True
    return opened.row


def add_to(row: ReferralRow, key: UUID, acting: Acting) -> CaseRow:
    """Add a referral to an open case: its people become part of it, and its history says so.

    Whoever decides on the referral may do that in a case she may look at; working on the case stays
    with those whose case it is.

    Raises
    ------
    AlongsideError
        ``AL-U055`` when the case is not open, not about these people, or not hers to see.
    """
    people = people_of(row, acting.access)
    cases = open_cases_of(one.person_id for one in people if one.in_focus)
    case = next((one for one in cases if one.key == key and sees_case(one, acting)), None)
    if case is None:
        raise _no_such_case()
    opened = OpenedCase(row=case, guard=guard_of(case), acting=acting)
    known = {one.person_id for one in opened.people}
    for one in people:
        if one.person_id not in known:
            made = CasePersonRow.objects.create(
                case=case, person_id=one.person_id, part=one.part, in_focus=one.in_focus,
                from_at=acting.now, by_id=acting.access.worker.id,
            )  # fmt: skip
            say_about("part", made.pk, [one.person_id], acting=acting, case=case)
            take_step(opened, "person_joined_case", verb=None, people=[one.person_id])
    concerned = [one.person_id for one in people if one.in_focus]
    take_step(opened, "referral_added", verb=None, people=concerned, about=f"referral:{row.key}")
    row.case, row.began_case = case, False
    return case


def leave_case(row: ReferralRow, acting: Acting) -> None:
    """Undo what followed from a screening that is taken back.

    Raises
    ------
    AlongsideError
        ``AL-U053`` when anything happened since in the case that was opened for it.
    """
    if row.case is None:
        return
    opened = OpenedCase(row=row.case, guard=guard_of(row.case), acting=acting)
    if not row.began_case:
        take_step(opened, "referral_taken_back", verb=None, about=f"referral:{row.key}")
    elif _went_on(row.case):
        raise _case_went_on()
    else:
        take_step(opened, "case_closed", verb=None, reason="The screening was withdrawn")
    row.case, row.began_case = None, False


def _went_on(case: CaseRow) -> bool:
    """Whether anything but its opening happened in a case."""
    later = StepRow.objects.filter(case=case).exclude(kind="case_opened").exists()
    return later or AssignmentRow.objects.filter(case=case).exists()


def _no_such_case() -> AlongsideError:
    return AlongsideError(
        "AL-U055",
        seen="That case is not open to this referral, so nothing was decided",
        wanted="an open case about the same people, or a new one",
        do="Choose again: it may have been closed or moved meanwhile",
        exit_code=ExitCode.REFUSED,
    )


def _case_went_on() -> AlongsideError:
    return AlongsideError(
        "AL-U053",
        seen="The case that was opened for this has gone on, so the decision stands",
        wanted="a case in which nothing happened but its opening",
        do="Close the case with its outcome instead; both stay to be read",
        exit_code=ExitCode.REFUSED,
    )
