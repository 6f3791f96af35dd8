"""*What do you think?*: keep a worker's own judgement, before any advice."""

from __future__ import annotations

from django.db import transaction

from alongside.governance import PointState
from alongside.privacy import Verb
from alongside.web.decisions.acts import hold, tell_timeline
from alongside.web.decisions.doors import after_advice
from alongside.web.decisions.ending import say_decided
from alongside.web.decisions.models import JudgementRow
from alongside.web.decisions.points import Point
from alongside.web.decisions.standing import identity_changed, own_judgement, shown_for


def judge(point: Point, *, band: str, reason: str) -> JudgementRow:
    """Keep a judgement. A new one may follow until advice is open; the earlier stay.

    Raises
    ------
    AccessDenied
        When the worker may not decide here.
    AlongsideError
        ``AL-G031`` when the point does not wait, ``AL-G032`` when she has opened advice.
    """
    point.check(Verb.DECIDE)
    with transaction.atomic():
        row = hold(point)
        if point.state() is not PointState.WAITING:
            raise say_decided(point)
        newest = own_judgement(point)
        if newest and shown_for(newest) and not identity_changed(point, newest):
            raise after_advice()
        made: JudgementRow = JudgementRow.objects.create(
            point=row,
            person_id=point.person_id,
            records=point.records,
            by_id=point.worker_id,
            band=band,
            reason=reason,
            at=point.acting.now,
        )
        point.note(Verb.DECIDE, "judged")
        tell_timeline(point, "judgement_kept")
    return made
