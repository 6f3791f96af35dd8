"""What is filled in for a meeting. Who was there and which goals there are is known already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase
from alongside.web.notes.forms import LocalTime, local_time
from alongside.web.planning.actions import Doing
from alongside.web.planning.forms import LineSet, day, line, pick, text
from alongside.web.planning.meeting import (
    MEETINGS,
    PROGRESS,
    MeetingContent,
    Progress,
)
from alongside.web.planning.models import LINE, GoalRow, MeetingRow
from alongside.web.planning.naming import doers_of
from alongside.web.planning.plans import CASE, plan_in_force

KINDS = [(name, says) for name, (says, _step) in MEETINGS.items()]
NOON = time(12)


class MeetingForm(forms.Form):
    """A meeting that is to be."""

    kind = pick(_("What kind of meeting"), KINDS)
    on = day(_("On"), required=True, error_messages={"required": _("Write the day")})
    at = forms.TimeField(
        label=_("At"),
        required=False,
        widget=forms.TimeInput(attrs={"class": "govuk-input", "type": "time"}, format="%H:%M"),
    )
    place = line(_("Where"))


class HeldForm(forms.Form):
    """What came of a meeting."""

    held_at = LocalTime(
        label=_("When it was held"),
        widget=forms.TextInput(attrs={"class": "govuk-input", "type": "datetime-local"}),
        error_messages={"required": _("Write the day and the hour")},
    )
    there = forms.MultipleChoiceField(
        label=_("Who was there"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = line(_("Others who were there"), help_text=_("Names with commas between them."))
    child_said = text(_("What the child said"), rows=2)
    family_said = text(_("What the family said"), rows=2)
    talked = text(_("What was talked over"), rows=4)
    next_on = day(_("The next one on"))
    next_kind = pick(_("What kind"), KINDS)

    def __init__(self, *args: Any, opened: OpenedCase, meeting: MeetingRow, **kwargs: Any) -> None:
        kwargs["initial"] = initial_of(opened, meeting) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        there: Any = self.fields["there"]
        names = [one.name for one in doers_of(opened)]
        there.choices = [(one, one) for one in dict.fromkeys(names)]

    def content(
        self, decisions: Sequence[Doing], progress: Sequence[ProgressForm]
    ) -> MeetingContent:
        """What was filled in."""
        said = self.cleaned_data
        others = [" ".join(one.split()) for one in said["others"].split(",")]
        return MeetingContent(
            held_at=said["held_at"],
            there=(*said["there"], *(one for one in others if one)),
            talked=said["talked"],
            child_said=said["child_said"],
            family_said=said["family_said"],
            progress=tuple(one for form in progress if (one := form.progress())),
            decisions=tuple(decisions),
            next_on=said["next_on"],
            next_kind=said["next_kind"],
        )


class ProgressForm(forms.Form):
    """How it went for one goal."""

    how = forms.ChoiceField(
        label=_("How it went"),
        required=False,
        choices=list(PROGRESS.items()),
        widget=forms.RadioSelect,
    )
    says = line(_("What shows it"), longest=LINE)

    def __init__(self, data: Any = None, *, goal: GoalRow) -> None:
        super().__init__(data, prefix=f"goal-{goal.key}")
        self.goal = goal

    def progress(self) -> Progress | None:
        """What was said of the goal; ``None`` when it was not spoken of."""
        said = self.cleaned_data
        if not said["how"]:
            return None
        return Progress(goal=self.goal.key, how=said["how"], says=said["says"])


def progress_forms(opened: OpenedCase, posted: Any = None) -> list[ProgressForm]:
    """One for each goal of the plan in force that was not reached before."""
    plan = plan_in_force(opened, CASE)
    rows = plan.goals.filter(reached_on__isnull=True).order_by("position") if plan else []
    return [ProgressForm(posted, goal=row) for row in rows]


def initial_of(opened: OpenedCase, meeting: MeetingRow) -> dict[str, Any]:
    """What the record knows of a meeting that is about to be written down."""
    zone = current_agency().file.zone
    planned = datetime.combine(meeting.planned_on, meeting.planned_time or NOON, zone)
    return {
        "held_at": local_time(min(planned, opened.acting.now)),
        "next_kind": meeting.kind if meeting.kind == "core_group" else "review",
    }


def still_writing(posted: Any, opened: OpenedCase, meeting: MeetingRow) -> dict[str, Any]:
    """The forms as they were filled in so far, with one more empty line and nothing judged."""
    plain = {name: posted.get(name) for name in HeldForm.base_fields if name in posted}
    held = HeldForm(
        opened=opened, meeting=meeting, initial=plain | {"there": posted.getlist("there")}
    )
    goals = progress_forms(opened)
    for form in goals:
        form.initial = {name: posted.get(f"{form.prefix}-{name}") for name in form.fields}
    return {"form": held, "lines": lines_again(posted), "progress": goals}


def lines_again(posted: Any) -> Any:
    """The lines that were filled in so far, and one that is empty."""
    count = min(int(posted.get("lines-TOTAL_FORMS") or 0), 60)
    names = ("who", "what", "often", "by_on")
    rows = [{name: posted.get(f"lines-{n}-{name}") for name in names} for n in range(count)]
    return LineSet(prefix="lines", initial=[row for row in rows if any(row.values())])
