"""What a worker owes by a time: every clock that runs for her cases, every visit she planned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from alongside.governance.casework import AssignmentState, CaseState, MeetingState
from alongside.privacy import Access
from alongside.web.cases.models import AssignmentRow, CaseRow
from alongside.web.clocks.models import ClockRow
from alongside.web.clocks.words import clock_words, rule_says
from alongside.web.identity.acting import Acting
from alongside.web.people.words import DateWords
from alongside.web.today.hidden import open_to
from alongside.web.today.line import Group, Line, group_of
from alongside.web.visits.models import VisitRow

ACCEPTED = AssignmentState.ACCEPTED.value


def running_clocks(access: Access) -> list[ClockRow]:
    """Clocks of the cases that she leads, the first due first.

    Two queries: a case with many clocks is read once.
    """
    rows = ClockRow.objects.filter(worker_id=UUID(access.worker.id), stopped_at__isnull=True)
    rows = rows.filter(open_to(access, case="case__")).prefetch_related("case")
    return [row for row in rows.order_by("due_at") if access.purpose in row.case.purposes]


def planned_visits(access: Access) -> list[VisitRow]:
    """Visits that she is to make, or has not said how they went.

    A visit of somebody who does not work on the case any longer is for who leads it now. One query,
    and one more where somebody else leads a case or goes.
    """
    me = UUID(access.worker.id)
    led = CaseRow.objects.filter(worker_id=me).exclude(state=CaseState.CLOSED.value)
    rows = VisitRow.objects.filter(
        Q(worker_id=me) | Q(case_id__in=led.values("id")),
        open_to(access, case="case__"),
        state=MeetingState.PLANNED.value,
    )
    rows = rows.select_related("case").order_by("from_at")
    listed = [row for row in rows if access.purpose in row.case.purposes]
    others = [row for row in listed if row.worker_id != row.case.worker_id]
    working = _working_on(others)
    return [row for row in listed if _goes(row, working) == me]


def _working_on(rows: Iterable[VisitRow]) -> set[tuple[int, UUID | None]]:
    """Who works on these cases."""
    cases = {row.case_id for row in rows}
    if not cases:
        return set()
    found = AssignmentRow.objects.filter(case_id__in=cases, state=ACCEPTED)
    return set(found.values_list("case_id", "worker_id"))


def _goes(row: VisitRow, working: set[tuple[int, UUID | None]]) -> UUID | None:
    planned = (row.case_id, row.worker_id)
    return row.worker_id if planned in working else row.case.worker_id


def clock_lines(rows: Iterable[ClockRow], acting: Acting, say: DateWords) -> list[Line]:
    """A line a clock."""
    return [_clock_line(row, acting.now, say) for row in rows]


def visit_lines(rows: Iterable[VisitRow], acting: Acting, say: DateWords) -> list[Line]:
    """A line a visit. One whose time has passed waits for how it went."""
    return [_visit_line(row, acting.now, say) for row in rows]


def _clock_line(row: ClockRow, now: datetime, say: DateWords) -> Line:
    words = clock_words(row, say, now=now)
    group = (
        Group.LATER
        if row.paused_at
        else group_of(row.due_at, now=now, due_on=words.due_on, today=say.today)
    )
    key = str(row.case.key)
    return Line(
        group=group,
        kind="clock",
        case=key,
        who=row.case.title,
        says=rule_says(row),
        href=f"/cases/{key}/",
        mark=_("Paused") if row.paused_at else _mark(group, words.due_on, say),
        tone=words.tone,
        clock=words.says,
        due_at=row.due_at,
    )


def _visit_line(row: VisitRow, now: datetime, say: DateWords) -> Line:
    on = say.local(row.from_at)
    group = group_of(row.until_at, now=now, due_on=on, today=say.today)
    key = str(row.case.key)
    late = group is Group.LATE
    return Line(
        group=group,
        kind="visit",
        case=key,
        who=row.case.title,
        says=_("Write down how the visit went") if late else row.aim or _("Visit"),
        href=f"/cases/{key}/visits/{row.key}/",
        mark=_mark(group, on, say),
        tone="late" if late else "",
        clock=_("Visit %(day)s") % {"day": say.when(row.from_at, "instant")},
        due_at=row.until_at if late else row.from_at,
    )


def _mark(group: Group, on: date, say: DateWords) -> str:
    if group is Group.LATE:
        return _("Late")
    return _("Today") if group is Group.TODAY else say.day(on)
