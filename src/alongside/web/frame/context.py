"""What every page needs around its content."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from alongside.privacy import Verb
from alongside.web.accounts.models import User
from alongside.web.accounts.workers import worker_of
from alongside.web.agency import current_agency
from alongside.web.frame.rail import rail_for

THEMES = ("light", "dark")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Agency, worker, rail and theme; little, because it is made for every page."""
    agency = current_agency().file
    values: dict[str, Any] = {"agency": agency, "theme": _theme(request)}
    user = getattr(request, "user", None)
    if isinstance(user, User):
        worker = worker_of(request)
        values["worker"] = worker
        values["rail"] = rail_for(worker, request.path)
        values["may_search"] = worker.may(Verb.SEARCH_PEOPLE)
        values["may_refer"] = worker.may(Verb.MAKE_REFERRAL)
    return values


def _theme(request: HttpRequest) -> str:
    theme = request.COOKIES.get("theme", "")
    return theme if theme in THEMES else ""
