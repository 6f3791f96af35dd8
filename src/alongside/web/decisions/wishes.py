"""No advice about a person: a wish of theirs or a worker's, with who wrote it down and when."""

from __future__ import annotations

from django.db import transaction

from alongside.privacy import Verb
from alongside.web.decisions.acts import tell_timeline
from alongside.web.decisions.models import NoAdviceRow
from alongside.web.decisions.points import Point


def say_wish(point: Point, *, unwanted: bool, said_by_client: bool) -> NoAdviceRow:
    """Keep whether advice about the point's person is wanted; it holds at once, everywhere.

    Raises
    ------
    AccessDenied
        When the worker may not decide here.
    """
    point.check(Verb.DECIDE)
    with transaction.atomic():
        made: NoAdviceRow = NoAdviceRow.objects.create(
            person_id=point.person_id,
            unwanted=unwanted,
            said_by_client=said_by_client,
            by_id=point.worker_id,
            at=point.acting.now,
        )
        point.note(Verb.DECIDE, "wants no advice" if unwanted else "wants advice again")
        tell_timeline(point, "advice_unwanted" if unwanted else "advice_wanted")
    return made
