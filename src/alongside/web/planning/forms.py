"""What a worker fills in. A draft may be as unfinished as it likes; only dates must be dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from alongside.web.cases.opening import OpenedCase
from alongside.web.planning.actions import Doing
from alongside.web.planning.models import LINE, NAME, TEXT

MOST_LINES = 60
NOT_A_DAY = {"invalid": _("Write a day, such as 2026-03-04")}


def text(label: Any, *, rows: int = 3, longest: int = TEXT, **more: Any) -> forms.CharField:
    """A field for some sentences."""
    widget = forms.Textarea(attrs={"class": "govuk-textarea", "rows": rows, "dir": "auto"})
    more.setdefault("required", False)
    return forms.CharField(label=label, widget=widget, max_length=longest, **more)


def line(label: Any, *, longest: int = LINE, names: bool = False, **more: Any) -> forms.CharField:
    """A field for one line; ``names`` offers who could be meant."""
    attrs = {"class": "govuk-input", "dir": "auto", "autocomplete": "off"}
    widget = forms.TextInput(attrs=attrs | ({"list": "doers"} if names else {}))
    more.setdefault("required", False)
    return forms.CharField(label=label, widget=widget, max_length=longest, **more)


def day(label: Any, **more: Any) -> forms.DateField:
    """A field for a day."""
    widget = forms.DateInput(attrs={"class": "govuk-input", "type": "date"}, format="%Y-%m-%d")
    more.setdefault("required", False)
    messages = NOT_A_DAY | more.pop("error_messages", {})
    return forms.DateField(label=label, widget=widget, error_messages=messages, **more)


def tick(label: Any, **more: Any) -> forms.BooleanField:
    """A box to tick."""
    widget = forms.CheckboxInput(attrs={"class": "govuk-checkboxes__input"})
    return forms.BooleanField(label=label, widget=widget, required=False, **more)


def pick(label: Any, choices: Any = (), **more: Any) -> forms.ChoiceField:
    """One of some."""
    widget = forms.Select(attrs={"class": "govuk-select"})
    return forms.ChoiceField(label=label, widget=widget, choices=choices, **more)


if TYPE_CHECKING:
    _Rows = BaseFormSet["LineForm"]
else:  # the class of the installed version takes no parameter
    _Rows = BaseFormSet


class LineForm(forms.Form):
    """One line of a plan. A row in which nothing was written is none."""

    who = line(_("Who"), longest=NAME, names=True)
    what = line(_("Does what"))
    often = line(_("How often"), longest=120)
    by_on = day(_("By"))
    lineage = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def doing(self) -> Doing:
        """The line as it was written."""
        said = self.cleaned_data
        return Doing(
            who=said.get("who") or "",
            what=said.get("what") or "",
            often=said.get("often") or "",
            by_on=said.get("by_on"),
            lineage=said.get("lineage"),
        )


class _Lines(_Rows):
    def doings(self) -> tuple[Doing, ...]:
        """The lines in their order."""
        return tuple(one for form in self.forms if not (one := form.doing()).is_empty)


LineSet = cast(
    "type[_Lines]", formset_factory(LineForm, formset=_Lines, extra=1, max_num=MOST_LINES)
)


class PeopleForm(forms.Form):
    """For whom something is: people of the case."""

    people = forms.TypedMultipleChoiceField(
        label=_("For whom"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, opened: OpenedCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["people"]
        people.choices = [(one.person_id, one.name or _("Name not known")) for one in opened.people]
        known = {str(one.person_id): one.person_id for one in opened.people}
        people.coerce = lambda value: known[value]


class RevisionForm(forms.Form):
    """Which text of a draft the writer had read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class SafetyForm(PeopleForm, RevisionForm):
    """A safety plan beside its lines."""

    worry = text(_("What is the worry?"), rows=4)
    worry_source = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    otherwise = text(
        _("What happens if it does not work?"),
        help_text=_("Whom to call, where to go: what everybody has agreed to do then."),
    )
    from_on = day(_("From"), help_text=_("Empty: from the day it is put in force."))
    until_on = day(_("Until"), help_text=_("Empty: until it is replaced or ended."))
    review_on = day(_("You look at it again on"))

    def clean(self) -> dict[str, Any]:
        """It cannot end before it begins."""
        said = super().clean() or {}
        first, last = said.get("from_on"), said.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("This day lies before the first one"))
        return said


class CasePlanForm(PeopleForm, RevisionForm):
    """For whom a case plan is, and when it is looked at."""

    review_on = day(_("You look at it together on"))


class GoalForm(RevisionForm):
    """A goal beside its steps."""

    words = text(
        _("The goal, in the person’s own words"),
        rows=2,
        required=True,
        error_messages={"required": _("Write the goal as the person said it")},
    )
    said_by = line(_("Who said it"), longest=NAME, names=True)
    said_on = day(_("When"))
    why = text(_("Why it matters"), rows=2)
    supports = forms.MultipleChoiceField(
        label=_("Help that could fit"), required=False, widget=forms.CheckboxSelectMultiple
    )
    services = line(_("Other help, in words"))
    know = text(_("How will we know?"), rows=2)

    def __init__(self, *args: Any, supports: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["supports"]
        field.choices = [(one, one) for one in supports]


class SigningForm(forms.Form):
    """What somebody says to a plan."""

    name = line(
        _("Name, typed by who signs"),
        longest=NAME,
        names=True,
        required=True,
        error_messages={"required": _("Type the name of who signs")},
    )
    how = forms.ChoiceField(
        label=_("How"),
        widget=forms.RadioSelect,
        initial="in_person",
        choices=[
            ("in_person", _("In person, on this screen")),
            ("by_phone", _("By phone; I write it down")),
        ],
    )
    says = text(_("What they say to it, in their words"), rows=2)


class ReasonForm(forms.Form):
    """Why something ends or did not happen."""

    reason = line(
        _("Why"),
        required=True,
        error_messages={"required": _("Say in a sentence why")},
    )


class DayForm(forms.Form):
    """A day, today unless said."""

    on = day(_("On which day"))
