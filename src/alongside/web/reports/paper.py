"""A report as it is printed: chapters, numbered sources, who signed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as said_later

from alongside.core import split_record_id
from alongside.recording import KINDS, SECTIONS, Chapter, Paper, Piece, Table
from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase
from alongside.web.people.words import DateWords
from alongside.web.reports.models import ParagraphRow, ReportRow

WORDS = {
    "note": said_later("Note"), "form": said_later("Form"), "visit": said_later("Visit"),
    "referral": said_later("Referral"), "plan": said_later("Plan"),
    "safety_plan": said_later("Safety plan"), "case_plan": said_later("Case plan"),
    "placement": said_later("Placement"), "meeting": said_later("Meeting"),
    "document": said_later("Document"), "step": said_later("Step of the case"),
    "relationship": said_later("Relationship"), "report": said_later("This report"),
    "decision": said_later("Decision"), "part": said_later("Case"), "person": said_later("Record"),
}  # fmt: skip


def paper_of(opened: OpenedCase, report: ReportRow, *, signed_by: str = "") -> Paper:
    """The report in words; as a draft, or as ``signed_by`` signs it now."""
    kind, say, now = KINDS[report.kind], opened.say, opened.acting.now
    rows = [row for row in paragraphs_of(report) if not row.taken_out]
    sources = _Sources(say)
    chapters = () if kind.as_table else _chapters(rows, sources if kind.cites else None)
    agency = current_agency().file
    standing = (
        _("Signed by %(name)s on %(day)s") % {"name": signed_by, "day": say.full(say.local(now))}
        if signed_by
        else _("Draft. Not signed by anybody.")
    )
    return Paper(
        title=_(kind.title),
        agency=agency.name,
        language=(get_language() or "en").split("-")[0],
        right_to_left=get_language_bidi(),
        standing=standing,
        facts=_facts(opened, report),
        chapters=chapters,
        table=_table(rows, say) if kind.as_table else None,
        sources_title=_("Where it comes from"),
        sources=tuple(sources.lines),
        is_draft=not signed_by,
        draft_mark=_("Draft, not signed"),
        page_word=_("Page"),
    )


def paragraphs_of(report: ReportRow) -> list[ParagraphRow]:
    """The paragraphs in the order of the report's sections; added words end their section."""
    order = {name: place for place, name in enumerate(KINDS[report.kind].sections)}
    rows = list(ParagraphRow.objects.filter(report=report).order_by("place"))
    if KINDS[report.kind].as_table:
        return sorted(rows, key=lambda row: (_happened(row), row.place))
    return sorted(rows, key=lambda row: (order.get(row.section, 99), row.place))


def source_words(cited: dict[str, Any], say: DateWords) -> str:
    """Where a paragraph comes from, in words: *Note of 3 May 2026, Amara Whitlock*."""
    what = _thing(cited["source"])
    at = datetime.fromisoformat(cited["happened_at"] or cited["known_at"])
    known = datetime.fromisoformat(cited["known_at"])
    words = {"what": what, "day": say.full(say.local(at)), "who": cited["said_by"]}
    if what == cited["said_by"]:
        said = _("%(who)s, %(day)s") % words
    else:
        said = _("%(what)s of %(day)s, %(who)s") % words
    if say.local(known) > say.local(at):
        said += ". " + _("Known since %(day)s") % {"day": say.full(say.local(known))}
    return said


def _thing(source: str) -> str:
    """What kind of thing it is; a source of the agency is called by its title."""
    name, _key = split_record_id(source) if ":" in source else (source, "")
    file = current_agency().sources.get(name)
    return file.title if file else str(WORDS.get(name, name.replace("_", " ").capitalize()))


class _Sources:
    """Numbers sources from 1 in the order in which they are first cited."""

    def __init__(self, say: DateWords) -> None:
        self._say = say
        self._numbers: dict[str, int] = {}

    def numbers(self, row: ParagraphRow) -> tuple[int, ...]:
        said = [source_words(one, self._say) for one in row.cited]
        return tuple(
            dict.fromkeys(self._numbers.setdefault(one, len(self._numbers) + 1) for one in said)
        )

    @property
    def lines(self) -> list[str]:
        return list(self._numbers)


def _chapters(rows: Iterable[ParagraphRow], sources: _Sources | None) -> tuple[Chapter, ...]:
    return tuple(
        Chapter(
            title=_(SECTIONS[section]),
            pieces=tuple(
                Piece(
                    text=row.text,
                    notes=sources.numbers(row) if sources else (),
                    quoted=row.quoted,
                )
                for row in group
            ),
        )
        for section, group in groupby(rows, key=lambda row: row.section)
    )


def _table(rows: Iterable[ParagraphRow], say: DateWords) -> Table:
    head = (_("When"), _("What happened"), _("Who says so"), _("Known since"))
    return Table(head=head, lines=tuple(_line(row, say) for row in rows))


def _line(row: ParagraphRow, say: DateWords) -> tuple[str, ...]:
    cited = row.cited[0]
    known = say.full(say.local(datetime.fromisoformat(cited["known_at"])))
    when = cited["happened_at"]
    happened = datetime.fromisoformat(when) if when else None
    said = say.full(say.local(happened)) if happened else _("No day known")
    return (said, row.text, cited["said_by"], known)


def _happened(row: ParagraphRow) -> str:
    cited = row.cited[0]
    return str(cited["happened_at"] or cited["known_at"])


def _facts(opened: OpenedCase, report: ReportRow) -> tuple[tuple[str, str], ...]:
    say = opened.say
    about = ", ".join(one.name for one in opened.people if one.in_focus)
    facts = [
        (_("About"), about or opened.row.title),
        (_("To"), report.recipient),
        (_("Worker"), opened.row.worker.name if opened.row.worker else ""),
        (_("Record as of"), say.full(say.local(report.gathered_at))),
    ]
    return tuple((name, value) for name, value in facts if value)
