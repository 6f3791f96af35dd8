"""That a case has facts to assign, for the head of its page."""

from __future__ import annotations

from typing import Any

from django import template

from alongside.web.cases.models import CaseRow
from alongside.web.facts.assigning import PART
from alongside.web.facts.waiting import waits_in

register = template.Library()


@register.inclusion_tag("facts/beside.html")
def facts_beside(case: CaseRow) -> dict[str, Any]:
    """How many facts of the case wait, and how many of them are people's parts in it."""
    kinds = waits_in(case)
    return {"count": len(kinds), "parts": kinds.count(PART)}
