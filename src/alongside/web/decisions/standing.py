"""What is known when somebody asks for advice, and the door that follows from it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.governance import Door, Standing, advice_door
from alongside.web.agency import current_agency
from alongside.web.decisions.models import AdviceShownRow, JudgementRow, NoAdviceRow
from alongside.web.decisions.points import Point
from alongside.web.identity.models import MembershipRow
from alongside.web.models.serving import state_for
from alongside.web.people.opening import readable_warehouse


def door_of(point: Point) -> Door:
    """Whether this worker may open advice on this point now, and if not why. Read anew."""
    judgement = own_judgement(point)
    return advice_door(
        Standing(
            state=point.state(),
            judged=judgement is not None,
            model_state=state_for(point.name.kind),
            no_ai=wants_no_advice(point),
            identity_changed=judgement is not None and identity_changed(point, judgement),
            held=point.is_held,
            stale=point.opening.is_stale or moved_since_built(point),
        )
    )


def own_judgement(point: Point) -> JudgementRow | None:
    """Her newest judgement of this point."""
    return judgements(point).filter(by_id=point.worker_id).last()


def judgements(point: Point) -> QuerySet[JudgementRow]:
    """Every judgement of this point, oldest first."""
    row = point.row()
    rows = JudgementRow.objects.filter(point=row) if row else JudgementRow.objects.none()
    return rows.select_related("by").order_by("id")


def shown_for(judgement: JudgementRow | None) -> AdviceShownRow | None:
    """That advice was opened after this judgement."""
    if judgement is None:
        return None
    return AdviceShownRow.objects.filter(judgement=judgement).order_by("id").last()


def seen_by(point: Point) -> AdviceShownRow | None:
    """An estimate that this worker has ever seen here; one that abstained says nothing."""
    row = point.row()
    if row is None:
        return None
    mine = AdviceShownRow.objects.filter(point=row, by_id=point.worker_id, abstained=False)
    return mine.order_by("id").last()


def identity_changed(point: Point, judgement: JudgementRow) -> bool:
    """Whether records were joined with the person's, or parted from them, since she judged.

    A record that only arrived since, and was nobody else's before, is no such change.
    """
    then, now = set(judgement.records), set(point.records)
    if judgement.person_id != point.person_id or then - now:
        return True
    came = MembershipRow.objects.filter(record_id__in=now - then, until_at__gt=judgement.at)
    return came.exists()


def moved_since_built(point: Point) -> bool:
    """Whether records changed hands after the joined records were built.

    A model would read rows that are still filed under somebody else.
    """
    warehouse = readable_warehouse()
    if warehouse is None:
        return True
    touched = Q(person_id=point.person_id) | Q(record_id__in=point.records)
    return MembershipRow.objects.filter(touched, until_at__gt=warehouse.published_at).exists()


def wants_no_advice(point: Point) -> bool:
    """Whether the agency or the person wants none.

    A wish follows the records: it holds for whoever they are filed under now.
    """
    if not current_agency().file.advice:
        return True
    newest = newest_wish(point)
    return newest is not None and newest.unwanted


def newest_wish(point: Point) -> NoAdviceRow | None:
    """The last word about advice on this person."""
    rows = NoAdviceRow.objects.filter(person_id__in=_ids(point)).select_related("by")
    return rows.order_by("id").last()


def _ids(point: Point) -> set[UUID]:
    """Every id that the person or one of the records was ever filed under."""
    filed = MembershipRow.objects.filter(record_id__in=point.records)
    return set(filed.values_list("person_id", flat=True)) | set(point.opening.own_ids)
