"""Pages of the frame itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_POST

from alongside.web.accounts.workers import worker_of
from alongside.web.frame.context import THEMES
from alongside.web.frame.rail import home_of

YEAR = 365 * 24 * 3600


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Send everybody to the first room she may enter."""
    return HttpResponseRedirect(home_of(worker_of(request)))


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark in a cookie, so that the server can render it."""
    back = request.headers.get("Referer", "/")
    target = "/" + back.split("://", 1)[-1].partition("/")[2].lstrip("/")
    response = HttpResponseRedirect(target)
    wanted = request.POST.get("theme", "")
    if wanted in THEMES:
        response.set_cookie("theme", wanted, max_age=YEAR, samesite="Lax", httponly=True)
    else:
        response.delete_cookie("theme")
    return response


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Whether the process answers; nothing else is said."""
    return HttpResponse("ok\n", content_type="text/plain")
