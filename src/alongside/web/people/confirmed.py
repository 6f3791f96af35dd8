"""What people said about whose a record is: joined by hand, or judged the same as another."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from alongside.web.identity.models import JudgementRow, MembershipRow
from alongside.web.people.opening import Opening

LINKAGE = "linkage"


class Confirmation(NamedTuple):
    """A worker's word about a record; ``by`` is her id."""

    by: str
    at: datetime
    reason: str


def read_confirmations(opening: Opening) -> dict[str, Confirmation]:
    """The newest word about each record that was known at the as-of instant."""
    ids = [record.record_id for record in opening.person.records()]
    as_of = opening.access.as_of
    moved = MembershipRow.objects.filter(
        person_id=opening.where.person_id, until_at__isnull=True, from_at__lte=as_of
    ).exclude(by=LINKAGE)
    found = {
        record: Confirmation(by, at, reason)
        for record, by, at, reason in moved.values_list("record_id", "by", "from_at", "reason")
    }
    if len(ids) > 1:
        judged = JudgementRow.objects.filter(
            left_record__in=ids, right_record__in=ids, same=True, at__lte=as_of, withdrawn_at=None
        ).order_by("at")
        columns = ("left_record", "right_record", "by_id", "at", "reason")
        for left, right, by, at, reason in judged.values_list(*columns):
            found[left] = found[right] = Confirmation(str(by), at, reason)
    return found
