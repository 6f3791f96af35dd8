"""What a worker fills in about a relationship."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.genogram import Kin
from alongside.web.families.kinds import KINDS, Kind
from alongside.web.families.models import WORDS

OTHER_FIRST = "of-"  # the other person is the first of the sentence
SEXES = (("", _("Not said")), ("female", _("Female")), ("male", _("Male")), ("other", _("Other")))


def day_field(label: Any, hint: Any = "", *, required: bool = False) -> forms.DateField:
    """A day, asked for in the browser's own way."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as 2024-03-12")},
    )


@dataclass(frozen=True, slots=True)
class Called:
    """One of the two, as the sentences call them, and when they were born."""

    name: str
    birth_on: date | None = None


def sentences(person: Called, other: Called) -> list[tuple[str, str]]:
    """Every sentence that can be true of the two, both directions where they differ.

    A child who was born first is nobody's birth child: that sentence is not offered.
    """
    found = []
    for kind in KINDS.values():
        if _can_be(kind, person, other):
            found.append((kind.name, kind.sentence(person.name, other.name)))
        if not kind.both_ways and _can_be(kind, other, person):
            found.append((f"{OTHER_FIRST}{kind.name}", kind.sentence(other.name, person.name)))
    return found


def _can_be(kind: Kind, one: Called, other: Called) -> bool:
    if kind.kin is not Kin.BIRTH or one.birth_on is None or other.birth_on is None:
        return True
    return one.birth_on < other.birth_on


class RelationshipForm(forms.Form):
    """One sentence about two people who are known, since when, and who says so."""

    kind = forms.ChoiceField(
        label=_("Which sentence is true?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the sentence that is true")},
    )
    from_on = day_field(_("Since"), _("If it is known"))
    until_on = day_field(_("Until"), _("If it is over"))
    told_by = forms.CharField(
        label=_("Who says so"),
        help_text=_("As Dora herself, or the school"),
        required=False,
        max_length=160,
    )
    note = forms.CharField(label=_("What else matters"), required=False, max_length=WORDS)

    def __init__(self, *args: Any, person: Called, other: Called, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = sentences(person, other)

    @property
    def other_first(self) -> bool:
        """Whether the other person is the first of the sentence."""
        return str(self.cleaned_data["kind"]).startswith(OTHER_FIRST)

    @property
    def kind_name(self) -> str:
        """The kind without the direction."""
        return str(self.cleaned_data["kind"]).removeprefix(OTHER_FIRST)


class NewPersonForm(forms.Form):
    """Somebody of the family who is in no record; a name may be unknown."""

    given_name = forms.CharField(label=_("Given name"), required=False, max_length=320)
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=320)
    birth_on = day_field(_("Born on"))
    expected_on = day_field(_("Or expected on"), _("For a child who is not born yet"))
    sex = forms.ChoiceField(label=_("Sex, as it was said"), choices=SEXES, required=False)


class EndForm(forms.Form):
    """That it ended, or that it was never so, and how one knows."""

    what = forms.ChoiceField(
        label=_("What is wrong with it?"),
        choices=(
            ("ended", _("It was so, and it ended")),
            ("withdrawn", _("It was never so: take it back")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two")},
    )
    ended_on = day_field(_("Ended on"))
    reason = forms.CharField(
        label=_("How do you know?"),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write in a few words how you know")},
    )

    def clean(self) -> dict[str, Any]:
        """An end needs its day."""
        cleaned = super().clean() or {}
        if cleaned.get("what") == "ended" and not cleaned.get("ended_on"):
            self.add_error("ended_on", _("Say on which day it ended, as nearly as you know"))
        return cleaned
