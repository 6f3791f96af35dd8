"""Pages for what went wrong: what is safe, what was not done, what to do, then the code."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from alongside.core import AlongsideError


def error_page(request: HttpRequest, error: AlongsideError, *, status: int) -> HttpResponse:
    """A page for one of our errors."""
    text = {"title": _("That was not done"), "says": error.seen, "do": error.do, "code": error.code}
    return render(request, "frame/error.html", text, status=status)


def missing_page(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing here: the same page for what is missing and for what is hidden."""
    text = {
        "title": _("There is nothing here"),
        "says": _("The address may be misspelt, or what it showed may have moved."),
        "do": _("Search for the person, or go back to where you came from."),
        "code": "AL-P002",
    }
    return render(request, "frame/error.html", text, status=404)


def forbidden_page(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """May look, may not change."""
    text = {
        "title": _("You may look at this, but not change it"),
        "says": _("Nothing was changed."),
        "do": _("Ask your supervisor if you need to."),
        "code": "AL-P001",
    }
    return render(request, "frame/error.html", text, status=403)


def csrf_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, or came from elsewhere."""
    text = {
        "title": _("This form was open too long"),
        "says": _("Nothing was sent, and nothing was changed."),
        "do": _("Go back, reload the page, and send it again."),
        "code": "AL-U403",
    }
    return render(request, "frame/error.html", text, status=403)


def bad_request_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request could not be understood."""
    text = {
        "title": _("That could not be understood"),
        "says": _("Nothing was changed."),
        "do": _("Go back and try again."),
        "code": "AL-U400",
    }
    return render(request, "frame/error.html", text, status=400)


def unfit_page(request: HttpRequest) -> HttpResponse:
    """An address that takes only what a form sends was typed in, or the other way round."""
    text = {
        "title": _("That cannot be opened like this"),
        "says": _("This address only takes what a form on a page sends. Nothing was changed."),
        "do": _("Go back to the page with the form, and use its button."),
        "code": "AL-U405",
    }
    return render(request, "frame/error.html", text, status=405)


def hurried_page(request: HttpRequest) -> HttpResponse:
    """Too many requests of a kind from one place."""
    text = {
        "title": _("That was tried too often"),
        "says": _("Nothing was opened and nothing was changed."),
        "do": _("Wait a minute, then try once more."),
        "code": "AL-U429",
    }
    return render(request, "frame/error.html", text, status=429)


def locked_page(request: HttpRequest, *_given: object) -> HttpResponse:
    """Too many wrong passwords: the same for an address that nobody has."""
    minutes = round(60 * settings.AXES_COOLOFF_TIME)
    text = {
        "title": _("Signing in is closed for %(minutes)s minutes") % {"minutes": minutes},
        "says": _(
            "A wrong password was typed too often for this address, from here. Nothing was opened."
        ),
        "do": _(
            "Wait, then try again. If you have forgotten your password, ask whoever runs Alongside "
            "for a new one. If it was not you, tell them too."
        ),
        "code": "AL-U429",
    }
    return render(request, "frame/error.html", text, status=429)


def broken_page(request: HttpRequest) -> HttpResponse:
    """Something of ours broke."""
    text = {
        "title": _("Something of ours broke"),
        "says": _("What you sent may not have been kept. The ledger and all records are safe."),
        "do": _("Go back and look; if it happens again, tell whoever runs Alongside."),
        "code": "AL-U500",
    }
    try:
        return render(request, "frame/error.html", text, status=500)
    except DatabaseError:  # nobody can say who asks: the page does without
        return HttpResponse(render_to_string("frame/error.html", text), status=500)
