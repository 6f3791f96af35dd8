"""How a visit went: made, with who was seen; missed; or called off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.governance.casework import MeetingState
from alongside.privacy import Verb
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import in_the_future, take_step
from alongside.web.facts.about import say_about
from alongside.web.identity.lookup import living_among
from alongside.web.visits.errors import not_in_this_case, why_is_missing
from alongside.web.visits.models import REASON, SeenRow, VisitRow
from alongside.web.visits.planning import (
    about,
    check_span,
    hold_planned,
    keep_new,
    new_visit,
    people_of_row,
)

Seen = Mapping[UUID, bool]  # who was seen, and whether alone


def make_visit(
    opened: OpenedCase,
    visit: VisitRow,
    *,
    from_at: datetime,
    until_at: datetime,
    seen: Seen,
) -> VisitRow:
    """A planned visit was made, then and then; ``seen`` says which children, and whether alone.

    Raises
    ------
    AlongsideError
        ``AL-U049`` when it is said to have happened later than now, ``AL-U101`` and ``AL-U102`` for
        what does not fit, ``AL-G040`` when it was ended meanwhile.
    """
    opened.check(Verb.WORK_CASES)
    check_span(from_at, until_at)
    with transaction.atomic():
        row = hold_planned(visit, MeetingState.HELD)
        _hold(row, opened, from_at=from_at, until_at=until_at, seen=seen)
    return row


def record_visit(
    opened: OpenedCase,
    *,
    people: Iterable[UUID],
    from_at: datetime,
    until_at: datetime,
    seen: Seen,
    where: str = "",
    aim: str = "",
) -> VisitRow:
    """A visit that nobody had planned was made. Raises as :func:`make_visit`."""
    opened.check(Verb.WORK_CASES)
    row = new_visit(
        opened,
        people=people,
        from_at=from_at,
        until_at=until_at,
        where=where,
        aim=aim,
        worker_id="",
    )
    with transaction.atomic():
        keep_new(row, opened)
        _hold(row, opened, from_at=from_at, until_at=until_at, seen=seen)
    return row


def miss_visit(opened: OpenedCase, visit: VisitRow, *, reason: str) -> VisitRow:
    """Somebody went or waited, and it did not happen. Raises ``AL-U103`` without a reason."""
    return _end(opened, visit, MeetingState.MISSED, reason, kind="visit_missed")


def cancel_visit(opened: OpenedCase, visit: VisitRow, *, reason: str) -> VisitRow:
    """It was called off before. Raises ``AL-U103`` without a reason."""
    return _end(opened, visit, MeetingState.CANCELLED, reason, kind="visit_called_off")


def _hold(
    row: VisitRow, opened: OpenedCase, *, from_at: datetime, until_at: datetime, seen: Seen
) -> None:
    if until_at > opened.acting.now:
        raise in_the_future()
    if not set(seen) <= {one.person_id for one in opened.people}:
        raise not_in_this_case()
    row.state = MeetingState.HELD.value
    row.from_at, row.until_at, row.ended_at = from_at, until_at, opened.acting.now
    row.save(update_fields=["state", "from_at", "until_at", "ended_at"])
    SeenRow.objects.bulk_create(
        SeenRow(visit=row, case=opened.row, person_id=one, alone=alone, at=from_at)
        for one, alone in seen.items()
    )
    named = people_of_row(row)
    met = [one for one in seen if one not in living_among(named).values()]
    say_about("visit", row.pk, met, acting=opened.acting, case=opened.row)
    take_step(opened, "visit_made", people=[*named, *met], happened_at=from_at, about=about(row))
    if seen:
        take_step(opened, "child_seen", people=seen, happened_at=from_at, about=about(row))


def _end(
    opened: OpenedCase, visit: VisitRow, state: MeetingState, reason: str, *, kind: str
) -> VisitRow:
    opened.check(Verb.WORK_CASES)
    if not reason.strip():
        raise why_is_missing()
    with transaction.atomic():
        row = hold_planned(visit, state)
        row.state, row.reason = state.value, reason.strip()[:REASON]
        row.ended_at = opened.acting.now
        row.save(update_fields=["state", "reason", "ended_at"])
        happened_at = min(row.from_at, opened.acting.now)
        take_step(
            opened,
            kind,
            people=people_of_row(row),
            happened_at=happened_at if state is MeetingState.MISSED else None,
            reason=row.reason,
            about=about(row),
        )
    return row
