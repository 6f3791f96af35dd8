"""What a worker fills in at a decision. Nothing is chosen for her."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.agency import Choice, DecisionFile
from alongside.agency.decision_file import Reason, ResponseTime
from alongside.governance import AdviceUse
from alongside.web.decisions.deciding import Given
from alongside.web.decisions.models import REASON
from alongside.web.decisions.rooms import Offer

USES = (
    (AdviceUse.NOT_USED.value, _("I did not use it")),
    (AdviceUse.AGREED.value, _("It agreed with me")),
    (AdviceUse.CHANGED_MY_VIEW.value, _("It changed my view")),
)
NEW_CASE = "new"
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
    ticked = forms.MultipleChoiceField(required=False)
    within = forms.ChoiceField(required=False)
    into_case = forms.ChoiceField(required=False)
    with_people = forms.MultipleChoiceField(required=False)

    def __init__(
        self,
        *args: Any,
        file: DecisionFile,
        seen: bool,
        supports: tuple[str, ...] = (),
        offer: Offer | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choices: dict[str, Choice] = {one.name: one for one in file.choice}
        self.seen = seen
        self.asks_case = bool(offer and offer.cases)
        self._allow("choice", self.choices)
        self._allow("support", supports)
        self._allow("ticked", (_of(one, it) for one in file.choice for it in one.reasons))
        self._allow("within", (_of(one, it) for one in file.choice for it in one.within))
        self._allow("into_case", (NEW_CASE, *(key for key, _title in offer.cases)) if offer else ())
        self._allow("with_people", (key for key, _name in offer.people) if offer else ())

    def _allow(self, name: str, values: Iterable[str]) -> None:
        field: Any = self.fields[name]
        field.choices = [(value, value) for value in values]

    def clean(self) -> dict[str, Any]:
        """A reason where the choice needs one; what became of advice where it was seen."""
        cleaned = super().clean() or {}
        chosen = self.choices.get(cleaned.get("choice", ""))
        if chosen and chosen.needs_reason and not cleaned.get("reason", "").strip():
            self.add_error("reason", NO_REASON)
        if self.seen and not cleaned.get("used") and "used" not in self.errors:
            self.add_error("used", _("Sign with what the advice did: one press, no reason"))
        if chosen and len(chosen.within) > 1 and not _chosen_of(chosen, [cleaned.get("within")]):
            self.add_error("within", _("Choose by when somebody answers"))
        if chosen and chosen.leads_to == "case" and self.asks_case and not cleaned.get("into_case"):
            self.add_error("into_case", _("Choose the open case, or a new one"))
        return cleaned

    def given(self) -> Given:
        """What was filled in, once it is valid."""
        said = self.cleaned_data
        choice = self.choices[said["choice"]]
        return Given(
            choice=choice,
            reason=said["reason"].strip(),
            use=AdviceUse(said["used"]) if self.seen else AdviceUse.NOT_SEEN,
            supports=tuple(said["support"]),
            ticked=_chosen_of(choice, said["ticked"]),
            within=next(iter(_chosen_of(choice, [said["within"]])), ""),
            into_case="" if said["into_case"] == NEW_CASE else said["into_case"],
            with_people=tuple(said["with_people"]),
        )


def _of(choice: Choice, one: Reason | ResponseTime) -> str:
    """What the form calls a reason or a time: names are each choice's own."""
    return f"{choice.name}.{one.name}"


def _chosen_of(choice: Choice, values: Iterable[str | None]) -> tuple[str, ...]:
    """Those of these values that belong to the choice, by their names."""
    head = f"{choice.name}."
    return tuple(one.removeprefix(head) for one in values if one and one.startswith(head))


class WishForm(forms.Form):
    """Whether advice about the person is wanted, and whether they said so themselves."""

    unwanted = forms.BooleanField(required=False)
    said_by_client = forms.BooleanField(required=False)
