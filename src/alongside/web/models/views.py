"""The model register: which model may advise, its card, and the steps of its life."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alongside.governance.decisions import ModelState
from alongside.privacy import Refusal
from alongside.privacy.access import AccessDenied
from alongside.web.identity.asking import refusal_of
from alongside.web.models import life
from alongside.web.models.asking import Asking, read_asking, version_of
from alongside.web.models.evaluation import evaluation_of
from alongside.web.models.listing import listed
from alongside.web.models.models import ModelVersion
from alongside.web.models.moves import MoveForm, offers_for
from alongside.web.models.reading import aloud
from alongside.web.models.serving import is_intact
from alongside.web.models.told import tell


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Every model: what advises now, what waits for somebody's word, what was."""
    asking = read_asking(request)
    return render(request, "models/register.html", {"listed": listed(asking)})


@require_GET
def card(request: HttpRequest, name: str, version: int) -> HttpResponse:
    """One version: what it is for, how well it keeps its word, who let it speak and why."""
    asking = read_asking(request)
    return _page(request, asking, version_of(name, version))


@require_POST
def move(request: HttpRequest, name: str, version: int) -> HttpResponse:
    """Release, pause or retire; what is not allowed changes nothing and says why."""
    asking = read_asking(request)
    found = version_of(name, version)
    form = MoveForm(request.POST)
    if "to" in form.errors:
        raise AccessDenied(Refusal.NOT_YOURS)
    to = ModelState(form.cleaned_data["to"])
    life.check_may_move(asking.worker, to)
    if form.errors:
        return _page(request, asking, found, failed=to.value, said=str(form.errors["reason"][0]))
    earlier: list[ModelVersion | None] = []
    refused = refusal_of(
        lambda: earlier.append(
            life.move(
                found,
                to,
                worker=asking.worker,
                reason=form.cleaned_data["reason"],
                now=asking.now,
                address=asking.address,
            )
        )
    )
    if refused is not None:
        return _page(request, asking, version_of(name, version), failed=to.value, said=str(refused))
    messages.success(request, _done(to, earlier[0]))
    return redirect("models:card", name, version)


@require_GET
def card_file(request: HttpRequest, name: str, version: int) -> HttpResponse:
    """The card as one page that opens in any browser, without this server."""
    from alongside.risk.card import Card, to_html

    read_asking(request)
    found = _with_card(name, version)
    content = to_html(Card.from_json(json.loads(found.card)))
    return _download(content, "text/html; charset=utf-8", f"{name}-{version}-card.html")


@require_GET
def card_json(request: HttpRequest, name: str, version: int) -> HttpResponse:
    """The card as data, as it was kept."""
    read_asking(request)
    found = _with_card(name, version)
    return _download(found.card, "application/json", f"{name}-{version}-card.json")


def _page(
    request: HttpRequest,
    asking: Asking,
    version: ModelVersion,
    *,
    failed: str = "",
    said: str = "",
) -> HttpResponse:
    context = {
        "told": tell(version, asking.agency, asking.say),
        "offers": offers_for(version, asking.worker),
        "coin": version.life is ModelState.TESTED and not life.is_worth_releasing(version),
        "intact": is_intact(version),
        "aloud": aloud(version.model_text),
        "evaluation": evaluation_of(version.card),
        "tested": bool(version.card),
        "failed": failed,
        "said": said,
        "written": request.POST.get("reason", ""),
    }
    return render(request, "models/card.html", context)


def _done(to: ModelState, earlier: ModelVersion | None) -> str:
    """What is true now."""
    if to is ModelState.PAUSED:
        return _("It is paused. From now on no page, command or export gives its advice.")
    if to is ModelState.RETIRED:
        return _("It is retired. It never advises again.")
    if earlier is None:
        return _("It is released. It advises workers who have given their own judgement.")
    return _("It is released, and %(name)s, version %(n)s, was retired with the same step.") % {
        "name": earlier.name.replace("_", " "),
        "n": earlier.version,
    }


def _with_card(name: str, version: int) -> ModelVersion:
    found = version_of(name, version)
    if not found.card:
        raise AccessDenied(Refusal.NOT_YOURS)
    return found


def _download(content: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
