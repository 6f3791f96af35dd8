"""What a worker fills in at a report."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.recording import KINDS

WORDS = 20_000


class NewReportForm(forms.Form):
    """Which report, for whom, from when on."""

    kind = forms.ChoiceField(
        label=_("Which report"),
        choices=[(kind.name, _(kind.title)) for kind in KINDS.values()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which report you want to make")},
    )
    recipient = forms.CharField(
        label=_("To whom"),
        required=False,
        max_length=200,
        help_text=_("As it is to stand on the paper, such as the name of the court"),
    )
    from_on = forms.DateField(
        label=_("From which day on"),
        required=False,
        help_text=_("Empty: the whole record"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day as 2026-03-12")},
    )


class ParagraphForm(forms.Form):
    """A paragraph in her own words. ``revision`` is the one she read."""

    text = forms.CharField(required=False, max_length=WORDS)
    revision = forms.IntegerField(min_value=1)


class WordsForm(forms.Form):
    """Words of her own, for one section."""

    section = forms.CharField()
    text = forms.CharField(
        max_length=WORDS, error_messages={"required": _("Write what you want to add")}
    )
