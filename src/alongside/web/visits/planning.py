"""Plan a visit, and move it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from alongside.governance.casework import MEETING_TRANSITIONS, MeetingState, check_move
from alongside.privacy import Verb
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import take_step
from alongside.web.facts.about import people_of, say_about
from alongside.web.visits.errors import (
    ends_before_it_begins,
    is_past,
    not_a_worker_of_it,
    not_in_this_case,
)
from alongside.web.visits.models import AIM, WHERE, VisitRow

LONGEST = timedelta(hours=24)


def plan_visit(
    opened: OpenedCase,
    *,
    people: Iterable[UUID],
    from_at: datetime,
    until_at: datetime,
    where: str = "",
    aim: str = "",
    worker_id: str = "",
) -> VisitRow:
    """A visit to come. ``worker_id`` is who goes: herself, unless somebody else is named.

    Raises
    ------
    AccessDenied
        When she may not work on the case.
    AlongsideError
        ``AL-U100`` for a time that has passed, ``AL-U101`` to ``AL-U104`` for what does not fit,
        ``AL-G041`` when the case is closed.
    """
    opened.check(Verb.WORK_CASES)
    if from_at < opened.acting.now:
        raise is_past()
    row = new_visit(
        opened,
        people=people,
        from_at=from_at,
        until_at=until_at,
        where=where,
        aim=aim,
        worker_id=worker_id,
    )
    with transaction.atomic():
        keep_new(row, opened)
        take_step(opened, "visit_planned", people=people_of_row(row), about=about(row))
    return row


def move_visit(
    opened: OpenedCase, visit: VisitRow, *, from_at: datetime, until_at: datetime
) -> VisitRow:
    """Another time for a visit that is planned.

    Raises
    ------
    AlongsideError
        ``AL-G040`` when it was made, missed or called off meanwhile; else as :func:`plan_visit`.
    """
    opened.check(Verb.WORK_CASES)
    if from_at < opened.acting.now:
        raise is_past()
    check_span(from_at, until_at)
    with transaction.atomic():
        row = hold_planned(visit, MeetingState.CANCELLED)
        row.from_at, row.until_at = from_at, until_at
        row.save(update_fields=["from_at", "until_at"])
        take_step(opened, "visit_planned", people=people_of_row(row), about=about(row))
    return row


def new_visit(
    opened: OpenedCase,
    *,
    people: Iterable[UUID],
    from_at: datetime,
    until_at: datetime,
    where: str,
    aim: str,
    worker_id: str,
) -> VisitRow:
    """The row of a visit that makes sense, not kept yet."""
    named = _named(opened, people)
    check_span(from_at, until_at)
    own = opened.acting.access.worker.id
    goes = worker_id or own
    if goes != own and goes not in opened.guard.workers:
        raise not_a_worker_of_it()
    return VisitRow(
        case=opened.row,
        worker_id=goes,
        people=[str(one) for one in named],
        from_at=from_at,
        until_at=until_at,
        where=where.strip()[:WHERE],
        aim=aim.strip()[:AIM],
        by_id=own,
        planned_at=opened.acting.now,
    )


def keep_new(row: VisitRow, opened: OpenedCase) -> None:
    """Keep the row, and whom it is about."""
    row.save()
    named = [UUID(one) for one in row.people]
    say_about("visit", row.pk, named, acting=opened.acting, case=opened.row)


def hold_planned(visit: VisitRow, then: MeetingState) -> VisitRow:
    """The row, held until the transaction ends, if ``then`` can follow on what it is now."""
    row: VisitRow = VisitRow.objects.select_for_update().get(pk=visit.pk)
    check_move(MEETING_TRANSITIONS, MeetingState(row.state), then)
    return row


def check_span(from_at: datetime, until_at: datetime) -> None:
    """Raise ``AL-U101`` unless it ends after it begins, within a day."""
    if not timedelta(0) < until_at - from_at <= LONGEST:
        raise ends_before_it_begins()


def people_of_row(row: VisitRow) -> list[UUID]:
    """Whom the visit is about, as the record says today."""
    return people_of("visit", [row.pk]).get(str(row.pk), [])


def about(row: VisitRow) -> str:
    """What steps call the visit."""
    return f"visit:{row.key}"


def _named(opened: OpenedCase, people: Iterable[UUID]) -> Sequence[UUID]:
    named = list(dict.fromkeys(people))
    if not named or not set(named) <= {one.person_id for one in opened.people}:
        raise not_in_this_case()
    return named
