"""Notes and documents as pages name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from alongside.core import Sensitivity
from alongside.web.cases.opening import OpenedCase
from alongside.web.decisions.waiting import names_for
from alongside.web.facts.about import people_of
from alongside.web.identity.lookup import living_among, unseen_people
from alongside.web.notes.kinds import kind_words
from alongside.web.notes.models import DocumentRow, NoteRow

FIRST_LETTERS = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """One text: what it is of, whom it is about, who wrote it when."""

    row: NoteRow
    kind: str
    when: str
    kept: str
    people: tuple[str, ...]  # names, those that can be said
    restricted: bool
    amendments: tuple[NoteLine, ...] = ()

    @property
    def heading(self) -> str:
        """What the note is called in a list."""
        return f"{self.kind}: {self.row.title}" if self.row.title else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One document: its name, size, who added it when, and whether it was withdrawn."""

    row: DocumentRow
    size: str
    when: str
    restricted: bool
    withdrawn: str = ""


def note_lines(opened: OpenedCase, rows: Sequence[NoteRow]) -> list[NoteLine]:
    """Kept notes, each with the texts that stand beside it."""
    amendments: dict[int, list[NoteRow]] = {}
    beside = NoteRow.objects.filter(amends__in=rows, state="kept").select_related("by")
    for row in beside.order_by("kept_at", "id"):
        amendments.setdefault(row.amends_id or 0, []).append(row)
    every = [*rows, *(row for found in amendments.values() for row in found)]
    names = _names(opened, every)
    said = {row.pk: _line(opened, row, names.get(row.pk, ())) for row in every}
    return [
        replace(said[row.pk], amendments=tuple(said[one.pk] for one in amendments.get(row.pk, ())))
        for row in rows
    ]


def document_lines(opened: OpenedCase, rows: Iterable[DocumentRow]) -> list[DocumentLine]:
    """Documents as a list names them."""
    say = opened.say
    return [
        DocumentLine(
            row=row,
            size=size_words(row.size),
            when=say.when(row.at, "instant"),
            restricted=row.sensitivity >= Sensitivity.RESTRICTED,
            withdrawn=say.when(row.withdrawn.at, "instant") if hasattr(row, "withdrawn") else "",
        )
        for row in rows
    ]


def first_words(text: str, letters: int = FIRST_LETTERS) -> str:
    """The beginning of a text, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= letters:
        return flat
    cut = flat[:letters]
    return (cut.rpartition(" ")[0] or cut) + " …"


def size_words(size: int) -> str:
    """A number of bytes as people say it."""
    if size >= 1_000_000:
        return _("%(n)s MB") % {"n": number_format(size / 1_000_000, 1)}
    return _("%(n)s kB") % {"n": number_format(max(1, round(size / 1000)))}


def note_href(opened: OpenedCase, key: UUID, *, page: str = "note") -> str:
    """Where a note is read (or with ``page="write"`` written)."""
    return reverse(f"notes:{page}", kwargs={"key": opened.key, "note": key})


def _line(opened: OpenedCase, row: NoteRow, people: tuple[str, ...]) -> NoteLine:
    say = opened.say
    return NoteLine(
        row=row,
        kind=kind_words(row.kind),
        when=say.when(row.happened_at, "instant"),
        kept=say.when(row.kept_at, "instant") if row.kept_at else "",
        people=people,
        restricted=row.sensitivity >= Sensitivity.RESTRICTED,
    )


def _names(opened: OpenedCase, rows: Iterable[NoteRow]) -> dict[int, tuple[str, ...]]:
    """Whom each note is about today, under the names that live; nobody who is sealed to her."""
    access = opened.acting.access
    about = people_of("note", [row.pk for row in rows])
    alive = living_among({one for people in about.values() for one in people})
    unseen = unseen_people(access.worker)
    names = {one.person_id: one.name for one in opened.people}
    names |= names_for(set(alive.values()) - set(names) - unseen, access)
    return {
        int(note): tuple(dict.fromkeys(names[alive[one]] for one in people if alive[one] in names))
        for note, people in about.items()
    }
