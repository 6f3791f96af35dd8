"""The steps of a case as they were taken: who, what, when it happened, when it was written."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from alongside.web.cases.models import AssignmentRow, StepRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.words import step_words

OFFER = "assignment:"
SOON = timedelta(minutes=15)  # written down at once: one time says both


class StepLine(NamedTuple):
    """One step, ready to be written."""

    says: str
    about: str  # whom it names: who was asked, or people, where not all the work is about
    when: str
    written: str  # empty when it was written as it happened
    by: str
    reason: str


def steps_of(opened: OpenedCase, *, limit: int, after: int = 0) -> tuple[list[StepLine], bool]:
    """Steps that she may know of, the newest first, and whether there are more."""
    access = opened.acting.access
    clearance = access.worker.clearance(access.purpose) or 0
    rows = StepRow.objects.filter(case=opened.row, sensitivity__lte=clearance)
    rows = rows.select_related("by").order_by("-at", "-id")
    found = list(rows[after : after + limit + 1])
    names = {str(one.person_id): one.name for one in opened.people}
    focus = {str(one) for one in opened.focus}
    whom = _whom(found)
    return [_line(row, opened, names, focus, whom) for row in found[:limit]], len(found) > limit


def _whom(rows: list[StepRow]) -> dict[str, str]:
    """Whom the steps of offering and answering name: a worker, or a team."""
    asked = {
        row.about: row.about.removeprefix(OFFER) for row in rows if row.about.startswith(OFFER)
    }
    if not asked:
        return {}
    found = AssignmentRow.objects.filter(pk__in=asked.values()).select_related("worker")
    return {
        f"{OFFER}{one.pk}": one.worker.name
        if one.worker
        else _("team %(team)s") % {"team": one.team}
        for one in found
    }


def _line(
    row: StepRow,
    opened: OpenedCase,
    names: dict[str, str],
    focus: set[str],
    whom: dict[str, str],
) -> StepLine:
    concerned = [] if set(row.people) == focus else [names.get(one, "") for one in row.people]
    late = row.at - row.happened_at > SOON
    written = opened.say.when(row.at, "instant")
    return StepLine(
        says=step_words(row.kind),
        about=whom.get(row.about, "") or ", ".join(name for name in concerned if name),
        when=opened.say.when(row.happened_at, "instant"),
        written=_("written %(when)s") % {"when": written} if late else "",
        by=row.by.name,
        reason=row.reason,
    )
