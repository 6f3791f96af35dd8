"""A note while it is written: saved at every pause, never over a text that was not shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.core import AlongsideError, ExitCode
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.cases.opening import OpenedCase
from alongside.web.notes.models import NoteRow
from alongside.web.notes.reading import KEPT, kept_notes, level_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What stands on the page of a note, however unfinished."""

    text: str
    kind: str = "contact"
    title: str = ""
    happened_at: datetime | None = None  # now, if not said
    people: Sequence[UUID] | None = None  # those the work is about, if not said
    sensitivity: int | None = None  # the case's, if not said
    reason: str = ""  # why it amends the earlier one


class NewerText(AlongsideError):
    """The server holds another text than the page began from; ``theirs`` is that one."""

    def __init__(self, theirs: NoteRow) -> None:
        self.theirs = theirs
        kept = theirs.state == KEPT
        super().__init__(
            "AL-U091" if kept else "AL-U090",
            seen="This note was kept meanwhile" if kept else "A newer text of this note was saved",
            wanted="the text that this page began from",
            do="Write yours beside it" if kept else "Compare the two and choose",
            exit_code=ExitCode.REFUSED,
        )


def find_own(opened: OpenedCase, key: UUID) -> NoteRow | None:
    """The worker's own note of an address; ``None`` where the address is still free.

    Raises
    ------
    AccessDenied
        When the note is somebody else's, or of another case.
    """
    row = NoteRow.objects.select_related("amends", "case").filter(key=key).first()
    mine = row is not None and str(row.by_id) == opened.acting.access.worker.id
    if row is not None and not (mine and row.case_id == opened.row.pk):
        raise AccessDenied(Refusal.NOT_YOURS)
    return row


def save_draft(
    opened: OpenedCase,
    key: UUID,
    written: Written,
    *,
    revision: int,
    amends: UUID | None = None,
) -> NoteRow:
    """Save what stands on the page. ``revision`` is the one the page began from; 0: none yet.

    The same text sent twice is one save: an answer that was lost on the way does no harm. Who began
    a note while she worked on the case may finish it afterwards.

    Raises
    ------
    NewerText
        When another device saved, or kept, the note since.
    AccessDenied
        When the note is not hers, or she may not begin one here.
    """
    with transaction.atomic():
        NoteRow.objects.select_for_update().filter(key=key).first()
        row = find_own(opened, key)
        if row is None:
            return _begin(opened, key, written, amends=amends)
        given = _settled(opened, written, since=row.happened_at)
        if all(getattr(row, name) == value for name, value in given.items()):
            return row
        if row.state == KEPT or row.revision != revision:
            raise NewerText(row)
        for name, value in given.items():
            setattr(row, name, value)
        row.revision, row.saved_at = row.revision + 1, opened.acting.now
        row.save()
    return row


def discard_draft(opened: OpenedCase, key: UUID) -> None:
    """Throw a draft of one's own away; what was kept stays.

    Raises
    ------
    AccessDenied
        When there is no such draft, or it is not hers.
    """
    with transaction.atomic():
        row = find_own(opened, key)
        if row is None or row.state == KEPT:
            raise AccessDenied(Refusal.NOT_YOURS)
        opened.acting.note(Verb.WORK_CASES, "note", str(key), reason="draft thrown away")
        row.delete()


def amended_note(opened: OpenedCase, key: UUID | None) -> NoteRow | None:
    """The first text of the note that is to be amended."""
    if key is None:
        return None
    row = kept_notes(opened).filter(key=key).first()
    if row is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    return row


def _begin(opened: OpenedCase, key: UUID, written: Written, *, amends: UUID | None) -> NoteRow:
    opened.check(Verb.WORK_CASES)
    now = opened.acting.now
    row: NoteRow = NoteRow.objects.create(
        key=key,
        case=opened.row,
        by_id=opened.acting.access.worker.id,
        amends=amended_note(opened, amends),
        begun_at=now,
        saved_at=now,
        **_settled(opened, written, since=now),
    )
    return row


def _settled(opened: OpenedCase, written: Written, *, since: datetime) -> dict[str, object]:
    """The columns that a save writes; what was left open is the case's, or was so before."""
    part_of = {one.person_id for one in opened.people}
    people = opened.focus if written.people is None else written.people
    level = written.sensitivity or min(opened.row.sensitivity, level_of(opened))
    return {
        "text": written.text.replace("\r\n", "\n"),  # as browsers send it
        "kind": written.kind,
        "title": written.title,
        "happened_at": written.happened_at or since,
        "people": [str(one) for one in people if one in part_of],
        "sensitivity": min(int(level), level_of(opened)),
        "reason": written.reason,
    }
