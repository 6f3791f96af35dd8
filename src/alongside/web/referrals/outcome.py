"""What follows from a decision: a case, a second look, or nothing. One transaction with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from alongside.governance.casework import ReferralState
from alongside.web.decisions.deciding import Given
from alongside.web.decisions.models import DecisionRow
from alongside.web.decisions.points import Point
from alongside.web.decisions.waiting import names_for
from alongside.web.facts.about import say_about
from alongside.web.identity.acting import Acting
from alongside.web.referrals.home import people_at_home
from alongside.web.referrals.into_case import add_to, begin_for, leave_case
from alongside.web.referrals.models import ReferralPersonRow, ReferralRow, SecondLookRow
from alongside.web.referrals.telling import enter, focus_of, tell
from alongside.web.referrals.words import title_of


def when_decided(sender: Any, point: Point, decision: DecisionRow, given: Given, **_: Any) -> None:
    """Carry out what a decision on a referral leads to.

    Raises
    ------
    AlongsideError
        What refuses the step; the decision is then not kept either.
    """
    del sender
    row = _referral_of(point, decision, given)
    if row is None:
        return
    row.respond_by = decision.respond_by
    leads_to = point.file.leads_to(given.choice)
    if leads_to == "case":
        _into_case(row, given, point.acting)
    elif leads_to == "second_look":
        SecondLookRow.objects.create(referral=row, decision=decision, asked_at=point.acting.now)
        enter(row, ReferralState.SECOND_LOOK, at=point.acting.now)
        tell(row, "second_look_asked", focus_of(row), acting=point.acting)
    else:
        enter(row, ReferralState.SCREENED_OUT, at=point.acting.now)
        tell(row, "screened_out", focus_of(row), acting=point.acting)


def when_withdrawn(sender: Any, point: Point, decision: DecisionRow, **_: Any) -> None:
    """Let a referral wait again whose decision was taken back.

    Raises
    ------
    AlongsideError
        ``AL-U053`` when the case that was opened for it has gone on.
    """
    del sender
    row = ReferralRow.objects.select_for_update().filter(point=decision.point).first()
    if row is not None:
        leave_case(row, point.acting)
        row.respond_by = None
        enter(row, ReferralState.RECEIVED, at=point.acting.now)


def _into_case(row: ReferralRow, given: Given, acting: Acting) -> None:
    if given.into_case:
        add_to(row, UUID(given.into_case), acting)
    else:
        begin_for(row, acting)
    enter(row, ReferralState.SCREENED_IN, at=acting.now)
    tell(row, "screened_in", focus_of(row), acting=acting)


def _referral_of(point: Point, decision: DecisionRow, given: Given) -> ReferralRow | None:
    """The referral behind a decision; one from a source gets its row with the decision."""
    row = ReferralRow.objects.select_for_update().filter(point=decision.point).first()
    if row is not None and row.taken_by_id is not None:
        return row
    if row is None and not point.file.opens_cases:
        return None
    row = row or _from_source(point, decision)
    _bring(row, point, given)
    return row


def _from_source(point: Point, decision: DecisionRow) -> ReferralRow:
    """A referral that a source sent: the team of who decides looks after it."""
    acting = point.acting
    names = names_for([point.person_id], acting.access)
    row: ReferralRow = ReferralRow.objects.create(
        point=decision.point,
        team=acting.access.worker.team,
        title=title_of([names.get(point.person_id, "")]),
        sensitivity=max(point.sensitivity, 2),
        taken_at=point.opened_at,
        state_since=point.opened_at,
    )
    ReferralPersonRow.objects.create(
        referral=row, person_id=point.person_id, part="child", in_focus=True
    )
    say_about("referral", row.pk, [point.person_id], acting=acting)
    return row


def _bring(row: ReferralRow, point: Point, given: Given) -> None:
    """Whom she ticked of those at home becomes part of the referral; nobody else can."""
    known = set(row.people.values_list("person_id", flat=True))
    for one in people_at_home(point.opening) if given.with_people else ():
        if str(one.person_id) in given.with_people and one.person_id not in known:
            part = "child" if one.part == "sibling" else one.part
            ReferralPersonRow.objects.create(
                referral=row, person_id=one.person_id, part=part, in_focus=part == "child"
            )
            say_about("referral", row.pk, [one.person_id], acting=point.acting)
            known.add(one.person_id)
