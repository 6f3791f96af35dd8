"""Keep a note: sign it, freeze it, and tell the timeline that it was written, not what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.core import AlongsideError
from alongside.privacy import Refusal
from alongside.privacy.access import AccessDenied
from alongside.web.cases.models import new_key
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import in_the_future, take_step
from alongside.web.facts.about import say_about
from alongside.web.notes.drafting import NewerText, Written, find_own, save_draft
from alongside.web.notes.models import NoteRow
from alongside.web.notes.reading import KEPT


def keep_note(opened: OpenedCase, key: UUID, *, revision: int) -> NoteRow:
    """Keep a draft of one's own as it was last saved; from now on it does not change.

    Raises
    ------
    AlongsideError
        ``AL-U092`` when it is empty, about nobody, or amends without a reason; ``AL-U049`` when
        it is said to have happened in the future.
    NewerText
        When another device saved it since, or it is kept already.
    AccessDenied
        When it is not hers.
    """
    with transaction.atomic():
        NoteRow.objects.select_for_update().filter(key=key).first()
        row = find_own(opened, key)
        if row is None:
            raise AccessDenied(Refusal.NOT_YOURS)
        if row.state == KEPT or row.revision != revision:
            raise NewerText(row)
        _check(row, opened.acting.now)
        row.state, row.kept_at = KEPT, opened.acting.now
        row.save(update_fields=["state", "kept_at"])
        people = [UUID(one) for one in row.people]
        say_about("note", row.pk, people, acting=opened.acting, case=opened.row)
        take_step(
            opened,
            "note_amended" if row.amends_id else "note_written",
            verb=None,  # whoever began it may finish it
            people=people,
            happened_at=row.happened_at,
            about=f"note:{row.pk}",
            sensitivity=row.sensitivity,
        )
    return row


def write_note(
    opened: OpenedCase,
    *,
    text: str,
    kind: str = "contact",
    happened_at: datetime | None = None,
    people: Sequence[UUID] | None = None,
    title: str = "",
    sensitivity: int | None = None,
) -> NoteRow:
    """Write a note and keep it at once. What is not said comes from the case and the moment.

    Raises
    ------
    AlongsideError
        As :func:`keep_note`.
    """
    written = Written(
        text=text,
        kind=kind,
        title=title,
        happened_at=happened_at,
        people=people,
        sensitivity=sensitivity,
    )
    return _write_and_keep(opened, written)


def amend_note(opened: OpenedCase, earlier: NoteRow, *, text: str, reason: str) -> NoteRow:
    """Write a text beside a kept note, with the reason; the earlier one stays.

    Raises
    ------
    AlongsideError
        As :func:`keep_note`.
    """
    written = Written(
        text=text,
        kind=earlier.kind,
        title=earlier.title,
        happened_at=earlier.happened_at,
        people=[UUID(one) for one in earlier.people],
        sensitivity=earlier.sensitivity,
        reason=reason,
    )
    return _write_and_keep(opened, written, amends=earlier.key)


def _write_and_keep(opened: OpenedCase, written: Written, *, amends: UUID | None = None) -> NoteRow:
    with transaction.atomic():
        row = save_draft(opened, new_key(), written, revision=0, amends=amends)
        return keep_note(opened, row.key, revision=row.revision)


def _check(row: NoteRow, now: datetime) -> None:
    """Say everything that is missing, in one sentence."""
    if row.happened_at > now:
        raise in_the_future()
    missing = [
        word
        for word, there in (
            ("a text", row.text.strip()),
            ("whom it is about", row.people),
            ("the reason of the amendment", row.reason.strip() or not row.amends_id),
        )
        if not there
    ]
    if missing:
        raise AlongsideError(
            "AL-U092",
            seen="The note is saved, but not kept yet",
            wanted=" and ".join(missing),
            do="Add what is missing, then keep it",
        )
