"""What every act on a decision point shares: one row to hold, one event for the timeline."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from alongside.web.decisions.models import PointRow
from alongside.web.decisions.points import Point, row_of
from alongside.web.publishing.models import OutboxRow


def hold(point: Point) -> PointRow:
    """The point's row, made if need be and held until the transaction ends.

    Two workers who act at once come one after the other. Callers hold a transaction.
    """
    row = row_of(point.name) or _make(point)
    held: PointRow = PointRow.objects.select_for_update().get(pk=row.pk)
    return held


def tell_timeline(point: Point, kind: str, *, origin: str = "worker") -> None:
    """Say on the person's timeline that it happened, no more openly than the point itself."""
    OutboxRow.objects.create(
        kind=kind,
        person_id=point.person_id,
        happened_at=point.acting.now,
        known_at=point.acting.now,
        sensitivity=point.sensitivity,
        purposes=list(point.purposes),
        by=str(point.worker_id),
        code=point.name.code,
        origin=origin,
    )


def _make(point: Point) -> PointRow:
    try:
        with transaction.atomic():
            made: PointRow = PointRow.objects.create(
                **point.name._asdict(),
                record_id=point.record_id,
                opened_at=point.opened_at,
                known_at=point.known_at,
                sensitivity=point.sensitivity,
                purposes=list(point.purposes),
            )
            return made
    except IntegrityError:  # a colleague was first by a breath
        found = row_of(point.name)
        if found is None:
            raise
        return found
