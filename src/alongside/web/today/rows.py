"""Lines as the inside of a list. Written flat: a template would take most of the page's time."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from alongside.web.frame.templatetags.frame import icon
from alongside.web.today.line import Line


def rows_of(lines: Iterable[Line]) -> SafeString:
    """A list item a line. Everything that anybody wrote is escaped."""
    marks = {"late": icon("circle-alert"), "soon": icon("clock"), "": icon("calendar-days")}
    # each part that is not ours passes through escape()
    return mark_safe("".join(_row(line, marks[line.tone]) for line in lines))  # noqa: S308


def _row(line: Line, mark: str) -> str:
    return (
        f'<li><span class="chip {line.tone}">{mark}{escape(line.mark)}</span>'
        f'<div><a href="{escape(line.href)}"><bdi>{escape(line.who)}</bdi></a>'
        f"<p>{escape(line.says)}</p></div>"
        f'<p class="ends">{escape(line.clock)}</p></li>'
    )
