"""What stands about a person's cases at the head of their page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import template

from alongside.privacy import Verb, Worker

register = template.Library()


@register.inclusion_tag("cases/beside.html", takes_context=True)
def case_beside(context: dict[str, Any], person_id: UUID) -> dict[str, Any]:
    """The cases of a person, for who may know of them; nothing on an earlier day's page."""
    from alongside.web.cases.beside import cases_beside
    from alongside.web.decisions.asking import read_acting

    worker: Worker | None = context.get("worker")
    if worker is None or not worker.may(Verb.VIEW_CASES) or context.get("as_of"):
        return {"lines": []}
    return {"lines": cases_beside(person_id, read_acting(context["request"]))}
