"""What is still open in a case, and what becomes of it when the case is closed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.governance.casework import (
    FilledState,
    MeetingState,
    NoteState,
    PlacementState,
    PlanState,
    ReportState,
)
from alongside.web.assessments.models import FilledRow
from alongside.web.cases.assignments import offers
from alongside.web.cases.opening import OpenedCase
from alongside.web.clocks.winding import open_clocks
from alongside.web.clocks.words import clock_words, rule_says
from alongside.web.notes.models import NoteRow
from alongside.web.planning.meeting import MEETINGS, cancel_meeting
from alongside.web.planning.models import MeetingRow, PlacementRow, PlanRow
from alongside.web.planning.placing import cancel_placement, kinds_of_placement
from alongside.web.planning.plans import SAFETY, end_plan
from alongside.web.reports.models import ReportRow
from alongside.web.visits.ending import cancel_visit
from alongside.web.visits.models import VisitRow

LIVE_PLANS = (PlanState.IN_FORCE.value, PlanState.DRAFT.value)
LIVE_STAYS = (PlacementState.BEGUN.value, PlacementState.PLANNED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """One thing that is open. ``becomes`` says what happens to it with the closure."""

    kind: str  # clock, plan, visit, meeting, placement, offer, form, note, report
    says: str
    when: str
    becomes: str
    tone: str = ""


def leftovers(opened: OpenedCase) -> list[Leftover]:
    """Everything that is open in the case, in the order of the page."""
    return [one for find in _FINDERS for one in find(opened)]


def mark_of(found: list[Leftover]) -> str:
    """A short mark of what a page listed, to see later whether something was added."""
    text = "\n".join(f"{one.kind}\t{one.says}\t{one.becomes}" for one in found)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def end_with_case(opened: OpenedCase) -> None:
    """End what ends with the case, each by its own step; the clocks stop by the closure itself."""
    reason = _("The case is closed")
    for visit in _planned_visits(opened):
        cancel_visit(opened, visit, reason=reason)
    for meeting in _planned_meetings(opened):
        cancel_meeting(opened, meeting, reason)
    for stay in _stays(opened):
        if stay.state == PlacementState.PLANNED.value:
            cancel_placement(opened, stay, reason)
    for plan in _live_plans(opened):
        end_plan(opened, plan, reason)


def _live_plans(opened: OpenedCase) -> list[PlanRow]:
    return list(PlanRow.objects.filter(case=opened.row, state__in=LIVE_PLANS).order_by("id"))


def _planned_visits(opened: OpenedCase) -> list[VisitRow]:
    rows = VisitRow.objects.filter(case=opened.row, state=MeetingState.PLANNED.value)
    return list(rows.select_related("worker").order_by("from_at"))


def _planned_meetings(opened: OpenedCase) -> list[MeetingRow]:
    rows = MeetingRow.objects.filter(case=opened.row, state=MeetingState.PLANNED.value)
    return list(rows.order_by("planned_on", "id"))


def _stays(opened: OpenedCase) -> list[PlacementRow]:
    rows = PlacementRow.objects.filter(case=opened.row, state__in=LIVE_STAYS)
    return list(rows.order_by("from_on", "id"))


def _clocks(opened: OpenedCase) -> Iterator[Leftover]:
    for row in open_clocks(opened.row):
        words = clock_words(row, opened.say, now=opened.acting.now)
        yield Leftover(
            kind="clock",
            says=rule_says(row),
            when=words.says,
            becomes=_("The clock stops"),
        )


def _plans(opened: OpenedCase) -> Iterator[Leftover]:
    for row in _live_plans(opened):
        draft = row.state == PlanState.DRAFT.value
        since = opened.say.day(opened.say.local(row.in_force_at or row.made_at))
        yield Leftover(
            kind="plan",
            says=_("Safety plan") if row.kind == SAFETY else _("Case plan"),
            when=(_("draft of %(day)s") if draft else _("in force since %(day)s")) % {"day": since},
            becomes=_("The draft is put away") if draft else _("The plan ends"),
        )


def _visits(opened: OpenedCase) -> Iterator[Leftover]:
    for row in _planned_visits(opened):
        yield Leftover(
            kind="visit",
            says=_("Visit by %(name)s") % {"name": row.worker.name},
            when=opened.say.when(row.from_at, "instant"),
            becomes=_("The visit is called off"),
        )


def _meetings(opened: OpenedCase) -> Iterator[Leftover]:
    for row in _planned_meetings(opened):
        yield Leftover(
            kind="meeting",
            says=str(MEETINGS[row.kind][0]) if row.kind in MEETINGS else _("Meeting"),
            when=opened.say.day(row.planned_on),
            becomes=_("The meeting is called off"),
        )


def _placements(opened: OpenedCase) -> Iterator[Leftover]:
    kinds = kinds_of_placement()
    for row in _stays(opened):
        begun = row.state == PlacementState.BEGUN.value
        yield Leftover(
            kind="placement",
            says=_("A child lives elsewhere: %(kind)s") % {"kind": kinds.get(row.kind, row.kind)},
            when=opened.say.span(row.from_on, row.until_on),
            becomes=_("Stays as it is written: end it first if that is wrong")
            if begun
            else _("The plan to move is given up"),
            tone="soon" if begun else "",
        )


def _offers(opened: OpenedCase) -> Iterator[Leftover]:
    for row in offers(opened.row):
        yield Leftover(
            kind="offer",
            says=_("Offered to %(name)s") % {"name": row.worker.name if row.worker else row.team},
            when=opened.say.when(row.offered_at, "instant"),
            becomes=_("The offer is taken back"),
        )


def _drafts(opened: OpenedCase) -> Iterator[Leftover]:
    """Drafts end by nothing but their writers' hand; what can still be done with each differs."""
    forms = FilledRow.objects.filter(case=opened.row, state=FilledState.DRAFT.value)
    for form in forms.select_related("version", "saved_by").order_by("id"):
        yield Leftover(
            kind="form",
            says=_("%(title)s, begun by %(name)s")
            % {"title": form.version.title, "name": form.saved_by.name},
            when=opened.say.when(form.saved_at, "instant"),
            becomes=_("Stays a draft, which nobody can finish: finish it first if it counts"),
            tone="soon",
        )
    notes = NoteRow.objects.filter(case=opened.row, state=NoteState.DRAFT.value)
    for note in notes.select_related("by").order_by("id"):
        yield Leftover(
            kind="note",
            says=_("A note by %(name)s, not kept yet") % {"name": note.by.name},
            when=opened.say.when(note.saved_at, "instant"),
            becomes=_("Can still be kept"),
        )
    reports = ReportRow.objects.filter(case=opened.row, state=ReportState.DRAFT.value)
    for report in reports.select_related("by").order_by("id"):
        yield Leftover(
            kind="report",
            says=_("A report by %(name)s, not signed yet") % {"name": report.by.name},
            when=opened.say.when(report.made_at, "instant"),
            becomes=_("Can still be signed"),
        )


_FINDERS: tuple[Callable[[OpenedCase], Iterator[Leftover]], ...] = (
    _clocks,
    _plans,
    _visits,
    _meetings,
    _placements,
    _offers,
    _drafts,
)
