"""A family as a file: the drawing, or GEDCOM. Each export is an entry of the ledger."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.http import HttpResponse
from django.utils.translation import gettext as _

from alongside.genogram import draw_genogram, write_gedcom
from alongside.privacy import Verb
from alongside.web.agency import current_agency
from alongside.web.families.asking import OpenedFamily

COLOURS = Path(__file__).with_name("drawing.css")


def export_svg(opened: OpenedFamily) -> HttpResponse:
    """The drawing with its colours, for light and dark; without links into the record."""
    _note(opened, "svg")
    family = opened.read_without_links().family
    svg = draw_genogram(family, translate=_, say_day=opened.say.full)
    before, after = svg.split(">", 1)
    return _file(f"{before}><style>{_colours()}</style>{after}", "image/svg+xml", "family.svg")


def export_gedcom(opened: OpenedFamily) -> HttpResponse:
    """The family of the day, for genealogy programs and other agencies."""
    _note(opened, "gedcom")
    text = write_gedcom(opened.read.family, sender=current_agency().file.name)
    return _file(text, "text/vnd.familysearch.gedcom; charset=utf-8", "family.ged")


def _note(opened: OpenedFamily, what: str) -> None:
    opened.acting.note(
        Verb.VIEW_PERSON, "family", str(opened.person_id), reason=f"exported as {what}"
    )


def _file(text: str, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@lru_cache(maxsize=1)
def _colours() -> str:
    return COLOURS.read_text()
