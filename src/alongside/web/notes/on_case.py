"""What this room shows on a case's page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.privacy import Verb
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.parts import CasePart, PartAction, PartLine
from alongside.web.notes.documents import documents_of
from alongside.web.notes.last import last_notes
from alongside.web.notes.lines import document_lines

FEW = 4


def on_case(opened: OpenedCase) -> tuple[CasePart, ...]:
    """The cards of this room."""
    return (_notes(opened), _documents(opened))


def _notes(opened: OpenedCase) -> CasePart:
    write = PartAction(says=_("Write a note"), href=_href(opened, "new"))
    return CasePart(
        name="notes",
        title=_("Notes"),
        icon="notebook-pen",
        lines=tuple(
            PartLine(says=note.says, when=note.when, href=note.href)
            for note in last_notes(opened, FEW)
        ),
        actions=(write,) if opened.may(Verb.WORK_CASES) else (),
        empty=_("What you see, hear and do stands here once you keep a note of it."),
        more=PartAction(says=_("All notes"), href=_href(opened, "notes")),
    )


def _documents(opened: OpenedCase) -> CasePart:
    href = _href(opened, "documents")
    lines = document_lines(opened, documents_of(opened).filter(withdrawn=None)[:FEW])
    return CasePart(
        name="documents",
        title=_("Documents"),
        icon="paperclip",
        lines=tuple(
            PartLine(
                says=line.row.name,
                when=line.when,
                href=reverse(
                    "notes:download", kwargs={"key": opened.key, "document": line.row.key}
                ),
            )
            for line in lines
        ),
        actions=(PartAction(says=_("Add documents"), href=href),)
        if opened.may(Verb.WORK_CASES)
        else (),
        empty=_("Letters, reports and photographs stand here once they are added."),
        more=PartAction(says=_("All documents"), href=href),
    )


def _href(opened: OpenedCase, page: str) -> str:
    return reverse(f"notes:{page}", kwargs={"key": opened.key})
