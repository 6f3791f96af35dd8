"""What is filled in on the pages of a case. Nothing is chosen for anybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.web.accounts.models import User
from alongside.web.cases.models import TEXT
from alongside.web.cases.outline import adds_to_outline
from alongside.web.cases.words import PARTS

SENTENCE = 500


class ReasonForm(forms.Form):
    """A reason, in a sentence or two."""

    reason = forms.CharField(
        max_length=SENTENCE,
        label=gettext_lazy("Why"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write why, in a sentence or two")},
    )

    def __init__(self, *args: Any, label: str = "", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label or self.fields["reason"].label
        self.fields["reason"].help_text = hint


class OfferForm(forms.Form):
    """Who is asked, and what she must know. ``outline`` is what the record says already."""

    whom = forms.ChoiceField(
        error_messages={
            "required": gettext_lazy("Choose whom to ask"),
            "invalid_choice": gettext_lazy("Choose one of the list"),
        }
    )
    handover = forms.CharField(
        required=False,
        max_length=TEXT,
        label=gettext_lazy("Hand-over note"),
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
    )

    def __init__(
        self,
        *args: Any,
        workers: list[User],
        teams: list[str],
        outline: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["handover"].initial = outline
        self.outline = outline
        self.teams = {f"team:{number}": name for number, name in enumerate(teams)}
        self.workers = {str(one.pk): one for one in workers}
        whom: Any = self.fields["whom"]
        whom.choices = [(key, key) for key in (*self.workers, *self.teams)]

    def clean(self) -> dict[str, Any]:
        """A note of her own wherever a case is handed over."""
        cleaned = super().clean() or {}
        needed = self.outline or cleaned.get("whom", "") in self.teams
        if needed and not adds_to_outline(cleaned.get("handover", ""), self.outline):
            self.add_error(
                "handover",
                _("Add what the next worker must know and what no record says, in a few words"),
            )
        return cleaned


class PartForm(forms.Form):
    """Somebody's part in the case."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    part = forms.ChoiceField(
        choices=[("", ""), *PARTS.items()],
        error_messages={"required": gettext_lazy("Choose the part of the person in the case")},
    )
    in_focus = forms.BooleanField(required=False)


class CloseForm(forms.Form):
    """The outcome, why the work ends, and the mark of what was listed."""

    outcome = forms.ChoiceField(
        error_messages={"required": gettext_lazy("Choose how the work ended")}
    )
    reason = forms.CharField(
        max_length=TEXT,
        label=gettext_lazy("Why the work ends now"),
        help_text=gettext_lazy("The family may read it. Say what is better, and who helps now."),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write why the work ends, in a few sentences")},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, outcomes: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome: Any = self.fields["outcome"]
        outcome.choices = list(outcomes.items())
