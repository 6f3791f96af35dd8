"""Nobody sees a page before signing in, and staff need a second factor."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

OPEN = (
    "/accounts/login/",
    "/static/",
    "/health/",
    "/today/calendar/",  # a phone fetches it; the address itself is the secret
)
SECOND_FACTOR = "/accounts/2fa/"
BEFORE_SECOND_FACTOR = ("/accounts/", "/static/")


class SignInFirst:
    """Redirect whoever has not signed in, or has not set up the second factor she needs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or say where to go first."""
        target = self._first(request)
        if target is None:
            return self._get_response(request)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Redirect": target})
        return HttpResponseRedirect(target)

    def _first(self, request: HttpRequest) -> str | None:
        path = request.path
        if not request.user.is_authenticated:
            if path.startswith(OPEN) or path.startswith("/accounts/2fa/authenticate/"):
                return None
            return f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
        if path.startswith(SECOND_FACTOR):  # what is done there may change the answer
            request.session.pop("second_factor", None)
        if not settings.ALONGSIDE_MFA_REQUIRED or path.startswith(BEFORE_SECOND_FACTOR):
            return None
        if request.session.get("second_factor"):
            return None
        if is_mfa_enabled(request.user):
            request.session["second_factor"] = True
            return None
        return reverse("mfa_activate_totp")
