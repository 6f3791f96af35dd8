"""What this room tells a report about a case: each kept text and each document, one statement."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.recording import Statement
from alongside.web.cases.opening import OpenedCase
from alongside.web.facts.about import people_of
from alongside.web.notes.documents import documents_of
from alongside.web.notes.lines import note_href
from alongside.web.notes.models import NoteRow
from alongside.web.notes.reading import KEPT, kept_notes


def on_record(opened: OpenedCase) -> list[Statement]:
    """Every statement of this room about the case; what is restricted only for who is cleared.

    An amendment is a statement of its own: a report says both texts, and when each was known.
    """
    first = {row.pk: row for row in kept_notes(opened)}
    beside = NoteRow.objects.filter(amends__in=first, state=KEPT).select_related("by")
    texts = [*first.values(), *beside]
    about = people_of("note", [row.pk for row in texts])
    said = [_text(opened, row, first.get(row.amends_id or 0), about) for row in texts]
    return said + _documents(opened)


def _text(
    opened: OpenedCase, row: NoteRow, earlier: NoteRow | None, about: dict[str, list[UUID]]
) -> Statement:
    says = row.text.strip()
    if earlier is not None:
        says = _("Amended (%(reason)s): %(text)s") % {"reason": row.reason, "text": says}
    elif row.title:
        says = f"{row.title}: {says}"
    return Statement(
        section="visit" if row.kind == "visit" else "note",
        says=says,
        said_by=row.by.name,
        happened_at=row.happened_at,
        known_at=row.kept_at or row.saved_at,
        source=f"note:{row.pk}",
        href=note_href(opened, (earlier or row).key),
        people=tuple(about.get(str(row.pk), ())),
        sensitivity=max(row.sensitivity, earlier.sensitivity if earlier else 0),
    )


def _documents(opened: OpenedCase) -> list[Statement]:
    rows = list(documents_of(opened).filter(withdrawn=None))
    about = people_of("document", [row.pk for row in rows])
    return [
        Statement(
            section="document",
            says=row.name,
            said_by=row.by.name,
            happened_at=row.at,
            known_at=row.at,
            source=f"document:{row.pk}",
            href=reverse("notes:documents", kwargs={"key": opened.key}),
            people=tuple(about.get(str(row.pk), ())),
            sensitivity=row.sensitivity,
        )
        for row in rows
    ]
