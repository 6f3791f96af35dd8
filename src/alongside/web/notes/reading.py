"""Which notes somebody may see: a note is as hidden as the most hidden text beside it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from alongside.governance.casework import NoteState
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.cases.opening import OpenedCase
from alongside.web.notes.models import NoteRow

KEPT, DRAFT = NoteState.KEPT.value, NoteState.DRAFT.value


def level_of(opened: OpenedCase) -> int:
    """The highest sensitivity that the worker may see here."""
    access = opened.acting.access
    return int(access.worker.clearance(access.purpose) or 0)


def kept_notes(opened: OpenedCase) -> QuerySet[NoteRow]:
    """The first texts of the case's notes that she may see, the latest to have happened first.

    A restricted amendment hides the earlier text as well: it may have been written to do so.
    """
    level = level_of(opened)
    hidden = NoteRow.objects.filter(amends=OuterRef("pk"), state=KEPT, sensitivity__gt=level)
    return (
        NoteRow.objects.filter(case=opened.row, state=KEPT, amends=None, sensitivity__lte=level)
        .exclude(Exists(hidden))
        .select_related("by")
        .order_by("-happened_at", "-id")
    )


def amendments_of(note: NoteRow) -> list[NoteRow]:
    """What was written beside a note, in the order of time."""
    rows = NoteRow.objects.filter(amends=note, state=KEPT).select_related("by")
    return list(rows.order_by("kept_at", "id"))


def drafts_of(opened: OpenedCase) -> QuerySet[NoteRow]:
    """What the worker herself began in this case and has not kept."""
    rows = NoteRow.objects.filter(
        case=opened.row, state=DRAFT, by_id=UUID(opened.acting.access.worker.id)
    )
    return rows.select_related("amends").order_by("-saved_at", "-id")


def open_note(opened: OpenedCase, key: UUID) -> NoteRow:
    """A kept note (the first of its texts), once the ledger holds that it was opened.

    Raises
    ------
    AccessDenied
        The same for a note that is not there, of another case, a colleague's draft, or restricted.
    """
    note = kept_notes(opened).filter(key=key).first()
    if note is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    opened.acting.note(Verb.VIEW_CASES, "note", str(key))
    return note
