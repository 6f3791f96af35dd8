"""What a worker says on the review pages. Nothing is chosen for her."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.web.identity.decide import REASON_AT_MOST

SAME, TWO, LATER = "same", "two", "later"
NO_REASON = _("Write your reason: whoever reads this page later needs it")


class AnswerForm(forms.Form):
    """The same person, two people, or not to say yet."""

    answer = forms.ChoiceField(
        choices=[(SAME, SAME), (TWO, TWO), (LATER, LATER)],
        error_messages={"required": _("Choose what you think; you may leave it open")},
    )
    reason = forms.CharField(required=False, max_length=REASON_AT_MOST)
    with_right = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, others: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["with_right"]
        choices.choices = [(record, record) for record in others]

    def clean(self) -> dict[str, Any]:
        """A reason is owed for an answer that changes something."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") in (SAME, TWO) and not cleaned.get("reason", "").strip():
            self.add_error("reason", NO_REASON)
        return cleaned


class SplitForm(forms.Form):
    """Which records are someone else; a reason once it is to be recorded."""

    records = forms.MultipleChoiceField(
        error_messages={"required": _("Choose at least one record that is someone else")}
    )
    reason = forms.CharField(required=False, max_length=REASON_AT_MOST)

    def __init__(self, *args: Any, owned: Iterable[str], recording: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recording = recording
        choices: Any = self.fields["records"]
        choices.choices = [(record, record) for record in owned]

    def clean_records(self) -> frozenset[str]:
        """At least one record stays."""
        chosen = frozenset(self.cleaned_data["records"])
        owned: Any = self.fields["records"]
        if len(chosen) == len(owned.choices):
            raise forms.ValidationError(
                _("Leave at least one record: this page is about whoever it belongs to")
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        """A reason is owed when it is recorded, not for looking at what would change."""
        cleaned = super().clean() or {}
        if self.recording and not cleaned.get("reason", "").strip():
            self.add_error("reason", NO_REASON)
        return cleaned


class UndoForm(forms.Form):
    """Why an answer is taken back."""

    reason = forms.CharField(max_length=REASON_AT_MOST, error_messages={"required": NO_REASON})
