"""Template tags of the decisions: weights of reasons, and what waits for a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from alongside.privacy import Verb, Worker
from alongside.web.agency import current_agency

register = template.Library()
LONGEST = 72  # of 74: the bar of the heaviest weight that is drawn in full
FULL = 20  # of 100: a weight from here on fills the line


@register.simple_tag
def weight(points: float) -> SafeString:
    """A reason's weight, of 100, as a bar; the number stands beside it."""
    length = max(2.0, min(1.0, abs(points) / FULL) * LONGEST)
    return format_html(
        '<svg viewBox="0 0 74 10" aria-hidden="true"><rect class="{}" x="0" y="1" width="{}" '
        'height="8" rx="2"/></svg>',
        "up" if points > 0 else "down",
        round(length, 1),
    )


@register.inclusion_tag("decisions/beside.html", takes_context=True)
def waiting_beside(context: dict[str, Any], person_id: UUID) -> dict[str, Any]:
    """What waits for a decision about a person, for the head of their page."""
    from alongside.web.decisions.asking import read_acting
    from alongside.web.decisions.waiting import waiting_for
    from alongside.web.people.words import DateWords

    worker: Worker | None = context.get("worker")
    if worker is None or not worker.may(Verb.VIEW_DECISIONS) or context.get("as_of"):
        return {"lines": []}
    agency, acting = current_agency(), read_acting(context["request"])
    say = DateWords(acting.now.astimezone(agency.file.zone).date(), agency.file.zone)
    mine = waiting_for(acting.access, say, about=person_id)
    return {
        "lines": [{"point": one.line, "title": agency.decisions[one.line.kind].title,
                   "clock": one.clock} for one in mine]
    }  # fmt: skip
