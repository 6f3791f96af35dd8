"""What people write on these pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_LETTERS = 4000


class WrongForm(forms.Form):
    """What is wrong, in the words of who says so."""

    said = forms.CharField(
        max_length=MOST_LETTERS,
        error_messages={"required": _("Write what is wrong, in a sentence or two")},
    )
    said_by_client = forms.BooleanField(required=False)


class AnswerForm(forms.Form):
    """The answer that is owed."""

    answer = forms.CharField(
        max_length=MOST_LETTERS,
        error_messages={"required": _("Write the answer, in a sentence or two")},
    )
