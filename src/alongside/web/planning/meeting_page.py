"""A meeting as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alongside.governance.casework import MeetingState
from alongside.privacy import Verb
from alongside.web.cases.opening import OpenedCase
from alongside.web.planning.forms import LineSet, ReasonForm
from alongside.web.planning.meeting import MEETINGS, PROGRESS
from alongside.web.planning.meeting_forms import HeldForm, progress_forms
from alongside.web.planning.models import MeetingRow, ProgressRow
from alongside.web.planning.naming import doers_of
from alongside.web.planning.offers import Offered, day_wanted
from alongside.web.planning.plan_page import shown_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingShown:
    """A meeting in a list. ``tone`` is late or soon while it is planned."""

    row: MeetingRow
    kind: str
    says: str
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressShown:
    """How it went for a goal, in words."""

    row: ProgressRow
    how: str


def kind_words(row: MeetingRow) -> str:
    """What kind of meeting it is."""
    return str(MEETINGS[row.kind][0]) if row.kind in MEETINGS else row.kind


def meeting_says(opened: OpenedCase, row: MeetingRow) -> str:
    """How a meeting stands: planned for when, held when, or why not."""
    say = opened.say
    words = {
        "day": say.day(row.planned_on),
        "held": say.when(row.held_at, "instant") if row.held_at else "",
        "reason": row.reason,
    }
    if row.state == MeetingState.PLANNED.value:
        if row.planned_time is None:
            return _("Planned for %(day)s") % words
        return _("Planned for %(day)s, %(time)s") % {**words, "time": f"{row.planned_time:%H:%M}"}
    said = {
        MeetingState.HELD.value: _("Held %(held)s"),
        MeetingState.MISSED.value: _("Missed on %(day)s: %(reason)s"),
        MeetingState.CANCELLED.value: _("Called off for %(day)s: %(reason)s"),
    }
    return said[row.state] % words


def shown_meeting(opened: OpenedCase, row: MeetingRow) -> MeetingShown:
    """A meeting in words."""
    planned = row.state == MeetingState.PLANNED.value
    late, soon = row.planned_on < opened.today, row.planned_on == opened.today
    tone = ("late" if late else "soon" if soon else "") if planned else ""
    return MeetingShown(row=row, kind=kind_words(row), says=meeting_says(opened, row), tone=tone)


def meetings_of(opened: OpenedCase) -> list[MeetingShown]:
    """Every meeting of a case: what is planned first, then the latest."""
    rows = MeetingRow.objects.filter(case=opened.row).order_by("-planned_on", "-id")
    shown = [shown_meeting(opened, row) for row in rows]
    return sorted(shown, key=lambda one: one.row.state != MeetingState.PLANNED.value)


def next_day_wanted(opened: OpenedCase, row: MeetingRow) -> Offered | None:
    """By when the clocks want the next one, once this one is held."""
    step = MEETINGS[row.kind][1]
    return day_wanted(opened, step, held=step)


def page_of_meeting(opened: OpenedCase, row: MeetingRow, **more: Any) -> dict[str, Any]:
    """The context of a meeting's page: a form while it is planned, what came of it after."""
    planned = row.state == MeetingState.PLANNED.value
    writes = planned and opened.may(Verb.WORK_CASES)
    context: dict[str, Any] = {
        "opened": opened,
        "meeting": shown_meeting(opened, row),
        "row": row,
        "writes": writes,
        "may_work": opened.may(Verb.WORK_CASES),
        "lines": shown_lines(opened.say, row.actions.all()),
        "progress": [
            ProgressShown(row=one, how=str(PROGRESS.get(one.how, one.how)))
            for one in row.progress.select_related("goal").order_by("goal__position")
        ],
    }
    if writes:
        context |= {
            "form": HeldForm(opened=opened, meeting=row),
            "lines": LineSet(prefix="lines"),
            "progress": progress_forms(opened),
            "ending": ReasonForm(),
            "doers": doers_of(opened),
            "wanted": next_day_wanted(opened, row),
        }
    return context | more
