"""Decide by name and with a reason, or take one's own decision back the same day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as clock
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from alongside.agency import Choice
from alongside.agency.decision_file import ResponseTime
from alongside.governance import AdviceUse, Door, PointState
from alongside.privacy import Verb
from alongside.web.decisions.acts import hold, tell_timeline
from alongside.web.decisions.doors import closed, not_judged, not_withdrawable
from alongside.web.decisions.ending import say_decided
from alongside.web.decisions.models import DecisionRow, WithdrawalRow
from alongside.web.decisions.points import Point
from alongside.web.decisions.signals import decided, withdrawn
from alongside.web.decisions.standing import identity_changed, own_judgement, seen_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a worker filled in."""

    choice: Choice
    reason: str
    use: AdviceUse
    supports: Sequence[str] = ()
    ticked: Sequence[str] = ()  # names of the choice's reasons
    within: str = ""  # the name of one of its response times
    into_case: str = ""  # the key of an open case that takes it in; empty: a new one
    with_people: Sequence[str] = ()  # ids of others who belong to the case


def decide(point: Point, given: Given) -> DecisionRow:
    """Keep a decision. The first one closes the point.

    Raises
    ------
    AccessDenied
        When the worker may not decide here.
    AlongsideError
        ``AL-G031`` when the point does not wait any longer, ``AL-G033`` before a judgement,
        ``AL-G025`` when the person's records changed hands since it.
    """
    point.check(Verb.DECIDE)
    with transaction.atomic():
        row = hold(point)
        if point.state() is not PointState.WAITING:
            raise say_decided(point)
        judgement = own_judgement(point)
        if judgement is None:
            raise not_judged()
        if identity_changed(point, judgement):
            raise closed(Door.IDENTITY_CHANGED)
        seen = seen_by(point)
        made: DecisionRow = DecisionRow.objects.create(
            point=row,
            number=DecisionRow.objects.filter(point=row).count() + 1,
            person_id=point.person_id,
            judgement=judgement,
            shown=seen,
            by_id=point.worker_id,
            choice=given.choice.name,
            choice_says=given.choice.says[:300],
            reason=given.reason,
            advice=(given.use if seen else AdviceUse.NOT_SEEN).value,
            supports=list(given.supports),
            at=point.acting.now,
            **_follows(given, point),
        )
        point.note(Verb.DECIDE, "decided")
        tell_timeline(point, "decided_after_advice" if seen else "decided_alone")
        decided.send(sender=DecisionRow, point=point, decision=made, given=given)
    return made


def _follows(given: Given, point: Point) -> dict[str, Any]:
    """The reasons that were ticked and by when somebody answers, in the words of the page."""
    ticked = [one for one in given.choice.reasons if one.name in given.ticked]
    times = given.choice.within
    time = times[0] if len(times) == 1 else next((t for t in times if t.name == given.within), None)
    return {
        "ticked": [{"name": one.name, "says": one.says} for one in ticked],
        "within": time.name if time else "",
        "within_says": time.says[:300] if time else "",
        "respond_by": respond_by(time, point.acting.now, point.opening.zone) if time else None,
    }


def respond_by(time: ResponseTime, now: datetime, zone: ZoneInfo) -> datetime:
    """The last instant at which an answer is in time; days are local and whole."""
    if time.hours is not None:
        return now + timedelta(hours=time.hours)
    last = now.astimezone(zone).date() + timedelta(days=time.days or 0)
    return datetime.combine(last, clock.max, tzinfo=zone).astimezone(UTC)


def withdraw(point: Point) -> None:
    """Take one's own decision back on the agency's day on which it was made.

    Raises
    ------
    AlongsideError
        ``AL-G034`` for a colleague's decision, on another day, or without one.
    """
    point.check(Verb.DECIDE)
    with transaction.atomic():
        hold(point)
        decision = point.decision()
        if decision is None or not may_withdraw(point, decision):
            raise not_withdrawable()
        WithdrawalRow.objects.create(decision=decision, by_id=point.worker_id, at=point.acting.now)
        point.note(Verb.DECIDE, "withdrew")
        tell_timeline(point, "decision_withdrawn")
        withdrawn.send(sender=DecisionRow, point=point, decision=decision)


def may_withdraw(point: Point, decision: DecisionRow) -> bool:
    """Whether she made it, today."""
    made_on = point.opening.say().local(decision.at)
    return decision.by_id == point.worker_id and made_on == point.opening.today
