"""What a worker writes on the page of a note. A draft may be as unfinished as it likes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.core import Sensitivity
from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase
from alongside.web.notes.drafting import Written
from alongside.web.notes.kinds import KINDS, LEVELS
from alongside.web.notes.models import LETTERS, REASON, TITLE, NoteRow
from alongside.web.notes.reading import level_of

MINUTES = "%Y-%m-%dT%H:%M"


class LocalTime(forms.CharField):
    """A day and hour of the agency's place, as a browser's field sends it."""

    def clean(self, value: Any) -> datetime | None:
        """The instant.

        Raises
        ------
        ValidationError
            When it cannot be read, or the clocks skipped it that night.
        """
        text = super().clean(value)
        if not text:
            return None
        zone = current_agency().file.zone
        try:
            at = datetime.fromisoformat(text).replace(tzinfo=zone)
        except ValueError as error:
            raise ValidationError(_("Write a day and an hour")) from error
        instant = at.astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None) != at.replace(tzinfo=None):
            raise ValidationError(
                _("The clocks were put forward that night: there was no such hour")
            )
        return instant


def local_time(at: datetime) -> str:
    """An instant as a browser's field wants it."""
    return at.astimezone(current_agency().file.zone).strftime(MINUTES)


class NoteForm(forms.Form):
    """A note, and which text the page began from."""

    text = forms.CharField(
        required=False,
        max_length=LETTERS,
        strip=False,
        error_messages={
            "max_length": _("This is longer than a note can be: part it, and keep it as two")
        },
    )
    kind = forms.ChoiceField(choices=list(KINDS.items()))
    title = forms.CharField(required=False, max_length=TITLE)
    happened_at = LocalTime(required=False)
    people = forms.MultipleChoiceField(required=False)
    sensitivity = forms.TypedChoiceField(coerce=int)
    reason = forms.CharField(required=False, max_length=REASON)
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    writer = forms.CharField(widget=forms.HiddenInput)
    amends = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, opened: OpenedCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["people"]
        people.choices = [(str(one.person_id), one.name) for one in opened.people]
        level: Any = self.fields["sensitivity"]
        level.choices = [
            (int(one), says) for one, says in LEVELS.items() if one <= level_of(opened)
        ]

    def written(self) -> Written:
        """What was written, also where some of it cannot be read yet."""
        said = self.cleaned_data
        people = said.get("people")
        return Written(
            text=said.get("text", ""),
            kind=said.get("kind", "other"),
            title=said.get("title", ""),
            happened_at=said.get("happened_at"),
            people=None if people is None else [UUID(one) for one in people],
            sensitivity=said.get("sensitivity"),
            reason=said.get("reason", ""),
        )


def initial_of(row: NoteRow) -> dict[str, Any]:
    """A saved draft as its form shows it."""
    return {
        "text": row.text,
        "kind": row.kind,
        "title": row.title,
        "happened_at": local_time(row.happened_at),
        "people": row.people,
        "sensitivity": row.sensitivity,
        "reason": row.reason,
        "revision": row.revision,
        "writer": str(row.by_id),
        "amends": row.amends.key if row.amends else None,
    }


def initial_of_new(
    opened: OpenedCase, *, kind: str = "", at: str = "", earlier: NoteRow | None = None
) -> dict[str, Any]:
    """A note that is yet to be written: now, about those the work is about, unless said."""
    start: dict[str, Any] = {
        "kind": kind if kind in KINDS else "contact",
        "happened_at": at or local_time(opened.acting.now),
        "people": [str(one) for one in opened.focus],
        "sensitivity": min(opened.row.sensitivity, level_of(opened), Sensitivity.RESTRICTED),
        "revision": 0,
        "writer": opened.acting.access.worker.id,
    }
    if earlier is not None:
        start |= initial_of(earlier) | {
            "reason": "",
            "revision": 0,
            "amends": earlier.key,
            "writer": opened.acting.access.worker.id,
        }
    return start


class WithdrawForm(forms.Form):
    """Why a document should not be there."""

    reason = forms.CharField(
        max_length=REASON,
        error_messages={"required": _("Say in a sentence why it should not be there")},
    )
