"""Headers on every answer, and mistakes as pages."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from alongside.core import AlongsideError, ExitCode
from alongside.privacy.access import AccessDenied
from alongside.web.frame.errors import (
    bad_request_page,
    error_page,
    forbidden_page,
    missing_page,
    unfit_page,
)

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
STATUS = {
    ExitCode.INPUT: 400,
    ExitCode.REFUSED: 409,
    ExitCode.BUSY: 409,
    ExitCode.STORAGE: 503,
}


class SafeAnswers:
    """Adds the headers that keep a page private, and turns our errors into pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers."""
        response = self._bad(request) or self._get_response(request)
        if response.status_code == 405:
            response = unfit_page(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", POLICY)
        headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not request.path.startswith("/static/"):
            headers["Cache-Control"] = "no-store"
        return response

    @staticmethod
    def _bad(request: HttpRequest) -> HttpResponse | None:
        """A null byte means no person typed this, and PostgreSQL keeps none."""
        typed = request.content_type == "application/x-www-form-urlencoded"
        sent = "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path
        if sent or (typed and b"%00" in request.body):
            return bad_request_page(request, ValueError("null byte"))
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page for a mistake of ours that a person can mend; ``None`` for any other."""
        if isinstance(error, AccessDenied):
            readable = error.code == "AL-P001"
            return forbidden_page(request) if readable else missing_page(request)
        if isinstance(error, AlongsideError):
            return error_page(request, error, status=STATUS.get(error.exit_code, 500))
        return None
