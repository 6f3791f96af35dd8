"""What a worker fills in when a step happened that moves a clock."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.web.cases.opening import OpenedCase
from alongside.web.clocks.milestones import milestones_here

REASON = 500


class MilestoneForm(forms.Form):
    """What happened, on which day, for whom."""

    kind = forms.ChoiceField(error_messages={"required": gettext_lazy("Choose what happened")})
    on = forms.DateField(
        error_messages={
            "required": gettext_lazy("Say on which day it happened"),
            "invalid": gettext_lazy("Write the day as the field shows it"),
        }
    )
    people = forms.MultipleChoiceField(
        error_messages={"required": gettext_lazy("Choose whom it concerns")}
    )
    reason = forms.CharField(required=False, max_length=REASON)

    def __init__(self, *args: Any, opened: OpenedCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = opened.today
        kind: Any = self.fields["kind"]
        kind.choices = list(milestones_here().items())
        people: Any = self.fields["people"]
        people.choices = [(str(one.person_id), one.name) for one in opened.people]

    def clean_on(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["on"]
        if day > self._today:
            raise forms.ValidationError(_("This day has not come yet: write it down when it has"))
        return day

    def concerned(self) -> list[UUID]:
        """Whom it concerns, once it is valid."""
        return [UUID(one) for one in self.cleaned_data["people"]]
