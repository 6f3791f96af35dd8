"""Who asks for a page of this room, and the case it is of."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from alongside.privacy import Verb
from alongside.web.cases.opening import OpenedCase, open_case
from alongside.web.decisions.asking import read_acting


def open_asked(request: HttpRequest, key: UUID, *, verb: Verb = Verb.VIEW_CASES) -> OpenedCase:
    """The case of an address, for the worker of a request.

    Raises
    ------
    AccessDenied
        As :func:`alongside.web.cases.opening.open_case`.
    """
    return open_case(key, read_acting(request), verb=verb)
