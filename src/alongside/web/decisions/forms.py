"""What a worker fills in at a decision. Nothing is chosen for her."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.agency import Choice, DecisionFile
from alongside.governance import AdviceUse
from alongside.web.decisions.deciding import Given
from alongside.web.decisions.models import REASON

USES = (
    (AdviceUse.NOT_USED.value, _("I did not use it")),
    (AdviceUse.AGREED.value, _("It agreed with me")),
    (AdviceUse.CHANGED_MY_VIEW.value, _("It changed my view")),
)
NO_REASON = _("Write your reason: the person may ask for it, and so may a court")


class JudgementForm(forms.Form):
    """How likely, in her words, and why she thinks so."""

    band = forms.ChoiceField(
        error_messages={"required": _("Choose how many of 100, as you see it")}
    )
    why = forms.CharField(
        max_length=REASON,
        error_messages={"required": _("Write what makes you think so; a few words will do")},
    )

    def __init__(self, *args: Any, file: DecisionFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["band"]
        field.choices = [(band, band) for band in file.bands]


class DecisionForm(forms.Form):
    """What happens, why, and what became of the advice, where she has seen any."""

    choice = forms.ChoiceField(error_messages={"required": _("Choose what happens")})
    reason = forms.CharField(required=False, max_length=REASON)
    used = forms.ChoiceField(
        required=False,
        choices=USES,
        error_messages={"invalid_choice": _("Sign with what the advice did")},
    )
    support = forms.MultipleChoiceField(required=False)

    def __init__(
        self,
        *args: Any,
        file: DecisionFile,
        seen: bool,
        supports: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choices: dict[str, Choice] = {one.name: one for one in file.choice}
        self.seen = seen
        choice: Any = self.fields["choice"]
        choice.choices = [(one.name, one.says) for one in file.choice]
        support: Any = self.fields["support"]
        support.choices = [(one, one) for one in supports]

    def clean(self) -> dict[str, Any]:
        """A reason where the choice needs one; what became of advice where it was seen."""
        cleaned = super().clean() or {}
        chosen = self.choices.get(cleaned.get("choice", ""))
        if chosen and chosen.needs_reason and not cleaned.get("reason", "").strip():
            self.add_error("reason", NO_REASON)
        if self.seen and not cleaned.get("used") and "used" not in self.errors:
            self.add_error("used", _("Sign with what the advice did: one press, no reason"))
        return cleaned

    def given(self) -> Given:
        """What was filled in, once it is valid."""
        said = self.cleaned_data
        return Given(
            choice=self.choices[said["choice"]],
            reason=said["reason"].strip(),
            use=AdviceUse(said["used"]) if self.seen else AdviceUse.NOT_SEEN,
            supports=tuple(said["support"]),
        )


class WishForm(forms.Form):
    """Whether advice about the person is wanted, and whether they said so themselves."""

    unwanted = forms.BooleanField(required=False)
    said_by_client = forms.BooleanField(required=False)
