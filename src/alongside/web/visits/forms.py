"""What a worker fills in at a visit. Nobody is named for her, and nobody is called seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.web.cases.opening import CasePerson, OpenedCase
from alongside.web.notes.forms import LocalTime
from alongside.web.visits.models import AIM, REASON, WHERE

MINUTES = (15, 30, 45, 60, 90, 120, 180, 240)
NOT_SEEN, WITH_OTHERS, ALONE = "no", "others", "alone"
SEEN = (
    (ALONE, _("Seen alone")),
    (WITH_OTHERS, _("Seen, with others there")),
    (NOT_SEEN, _("Not seen")),
)
NO_TIME = {"required": _("Write the day and the hour")}


class TimeForm(forms.Form):
    """When, and for how long."""

    from_at = LocalTime(error_messages=NO_TIME)
    minutes = forms.TypedChoiceField(
        coerce=int,
        choices=[(n, n) for n in MINUTES],
        error_messages={"required": _("Choose how long"), "invalid_choice": _("Choose how long")},
    )

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From and until, once it is valid."""
        from_at: datetime = self.cleaned_data["from_at"]
        return from_at, from_at + timedelta(minutes=self.cleaned_data["minutes"])


class PlanForm(TimeForm):
    """A visit to come."""

    people = forms.MultipleChoiceField(
        error_messages={"required": _("Choose whom the visit is to"), "invalid_choice": ""}
    )
    where = forms.CharField(required=False, max_length=WHERE)
    aim = forms.CharField(required=False, max_length=AIM)
    worker = forms.ChoiceField(required=False)

    def __init__(
        self, *args: Any, opened: OpenedCase, workers: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["people"]
        people.choices = [(str(one.person_id), one.name) for one in opened.people]
        worker: Any = self.fields["worker"]
        worker.choices = [("", ""), *workers.items()]

    @property
    def named(self) -> list[UUID]:
        """Whom the visit is to."""
        return [UUID(one) for one in self.cleaned_data["people"]]


class MadeForm(TimeForm):
    """When it was, and for each child whether she was seen, and alone."""

    where = forms.CharField(required=False, max_length=WHERE)

    def __init__(self, *args: Any, children: tuple[CasePerson, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.children = children
        for one in children:
            self.fields[field_of(one.person_id)] = forms.ChoiceField(
                choices=SEEN,
                error_messages={
                    "required": _("Say for %(name)s whether you saw her or him")
                    % {"name": one.name or _("each child")}
                },
            )

    @property
    def seen(self) -> dict[UUID, bool]:
        """Who was seen, and whether alone."""
        said = {one.person_id: self.cleaned_data[field_of(one.person_id)] for one in self.children}
        return {one: answer == ALONE for one, answer in said.items() if answer != NOT_SEEN}


class NotMadeForm(forms.Form):
    """It did not happen: somebody went for nothing, or it was called off before."""

    how = forms.ChoiceField(
        choices=[("missed", ""), ("called_off", "")],
        error_messages={"required": _("Say which of the two it was")},
    )
    reason = forms.CharField(
        max_length=REASON,
        error_messages={"required": _("Write why: whoever reads the case later needs it")},
    )


def field_of(person_id: UUID) -> str:
    """The name of a child's field."""
    return f"seen-{person_id}"


def children_of(opened: OpenedCase) -> tuple[CasePerson, ...]:
    """Whom the work is about: of each it is said whether a visit saw them."""
    return tuple(one for one in opened.people if one.in_focus)
