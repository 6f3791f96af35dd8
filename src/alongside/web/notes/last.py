"""The last notes of a case in a few words: what to know before the next visit."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from alongside.web.cases.opening import OpenedCase
from alongside.web.notes.kinds import kind_words
from alongside.web.notes.lines import first_words, note_href
from alongside.web.notes.models import NoteRow
from alongside.web.notes.reading import KEPT, kept_notes


@dataclass(frozen=True, slots=True, kw_only=True)
class LastNote:
    """One note in a line: its title or first words, when it happened, who wrote it."""

    says: str
    when: str
    by: str
    href: str


def last_notes(opened: OpenedCase, n: int) -> list[LastNote]:
    """The ``n`` notes that happened last among those she may see; in two queries.

    Where a note was amended, its newest text speaks.
    """
    beside = NoteRow.objects.filter(state=KEPT).order_by("kept_at", "id")
    rows = kept_notes(opened).prefetch_related(Prefetch("amendments", queryset=beside))[:n]
    return [_last(opened, row) for row in rows]


def _last(opened: OpenedCase, row: NoteRow) -> LastNote:
    newest = (list(row.amendments.all()) or [row])[-1]
    words = newest.title or first_words(newest.text)
    amended = _("amended") + ": " if newest is not row else ""
    return LastNote(
        says=f"{kind_words(row.kind)}: {amended}{words}",
        when=opened.say.when(row.happened_at, "instant"),
        by=row.by.name,
        href=note_href(opened, row.key),
    )
