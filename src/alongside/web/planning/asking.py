"""What every page of this room does first, and how it answers a rule that refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.core import AlongsideError
from alongside.privacy import Verb
from alongside.web.cases.opening import OpenedCase, open_case
from alongside.web.decisions.asking import read_acting
from alongside.web.identity.asking import refusal_of


def read_case(request: HttpRequest, key: UUID) -> OpenedCase:
    """The case, to look at."""
    return open_case(key, read_acting(request))


def work_on_case(request: HttpRequest, key: UUID) -> OpenedCase:
    """The case, to work on; 403 for who may only look."""
    return open_case(key, read_acting(request), verb=Verb.WORK_CASES)


def go_on(
    request: HttpRequest,
    act: Callable[[], object],
    to: str,
    *args: Any,
    said: str = "",
    at: str = "",
) -> HttpResponse:
    """Act, say that it was done, and go to a page; what a rule refused is said there instead."""
    refused = refusal_of(act)
    if refused is not None:
        messages.error(request, sentence(refused))
    elif said:
        messages.success(request, said)
    answer = redirect(f"planning:{to}", *args)
    answer["Location"] += f"#{at}" if at else ""
    return answer


def sentence(refused: AlongsideError) -> str:
    """What was refused and what to do, on one line, with its code."""
    wanted = f" ({refused.wanted})" if refused.wanted else ""
    return f"{refused.seen}{wanted}. {refused.do}. {refused.code}"


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render a page of this room."""
    return render(request, f"planning/{template}.html", context, status=status)
