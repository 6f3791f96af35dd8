"""The pages: who asks, fetch through the permission, one function, one page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.privacy import Verb, check_can
from alongside.web.agency import current_agency
from alongside.web.decisions.asking import read_acting
from alongside.web.identity.acting import Acting
from alongside.web.identity.asking import refusal_of, wants_part
from alongside.web.referrals.draft import Block, Draft, as_id, change, read_draft
from alongside.web.referrals.form_page import (
    Looked,
    form_page,
    look,
    parts_at_home,
    teams_for,
)
from alongside.web.referrals.listing import list_page
from alongside.web.referrals.opened import open_referral, read_reporter
from alongside.web.referrals.page import referral_page
from alongside.web.referrals.reading import Problems, read_taken
from alongside.web.referrals.second_look import answer_look
from alongside.web.referrals.taking import take_referral


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Referrals that wait, second looks, and the newest that were decided."""
    acting = _acting(request)
    return render(request, "referrals/list.html", list_page(acting))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form: each button gives it back with what changed, the last one keeps it."""
    acting = _acting(request)
    if request.method != "POST":
        return _form(request, acting, look(_first(request), acting))
    draft, do = read_draft(request.POST.dict()), request.POST.get("do", "keep")
    looked = look(draft, acting)
    if do == "keep":
        return _keep(request, acting, looked)
    after = change(draft, do, parts=parts_at_home(looked.home))
    return _form(request, acting, look(after, acting), focus=_focus(do, after))


@require_POST
def people(request: HttpRequest) -> HttpResponse:
    """Those who may be the same as the person of one block, while she is being named."""
    acting = _acting(request)
    draft = read_draft(request.POST.dict())
    number = request.POST.get("number", "")
    blocks = tuple(block for block in draft.blocks if str(block.number) == number)
    looked = look(Draft(plain=draft.plain, blocks=blocks or (Block(number=0),)), acting)
    context = {"one": looked.shown[0], "swapped": True}
    return render(request, "referrals/likely.html", context)


@require_GET
def referral(request: HttpRequest, key: UUID) -> HttpResponse:
    """One referral: what was said, about whom, what became of it."""
    opened = open_referral(key, _acting(request))
    return render(request, "referrals/referral.html", referral_page(opened))


@require_POST
def reporter(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who reported: shown once, after the ledger holds that it was asked for."""
    opened = open_referral(key, _acting(request))
    found = read_reporter(opened)
    return render(request, "referrals/referral.html", referral_page(opened, reporter=found))


@require_POST
def second_look(request: HttpRequest, key: UUID) -> HttpResponse:
    """Agree that nobody visits, or send the decision back."""
    opened = open_referral(key, _acting(request))
    agreed, reason = request.POST.get("answer") == "agree", request.POST.get("reason", "").strip()
    if not agreed and not reason:
        page = referral_page(opened, problem=_("Write why: who decided reads it first"))
        return render(request, "referrals/referral.html", page, status=422)
    refused = refusal_of(lambda: answer_look(opened, agreed=agreed, reason=reason))
    if refused is not None:
        page = referral_page(open_referral(key, opened.acting), refused=refused, unsent=reason)
        return render(request, "referrals/referral.html", page, status=409)
    return redirect("referrals:referral", key=key)


def _acting(request: HttpRequest) -> Acting:
    acting = read_acting(request)
    check_can(acting.access.worker, Verb.MAKE_REFERRAL, purpose=acting.access.purpose)
    return acting


def _first(request: HttpRequest) -> Draft:
    """An empty form, or one about the person whose page she came from."""
    about = as_id(request.GET.get("about", ""))
    if about is None:
        return Draft()
    return Draft(blocks=(Block(number=0, person_id=about),))


def _keep(request: HttpRequest, acting: Acting, looked: Looked) -> HttpResponse:
    today = acting.now.astimezone(current_agency().file.zone).date()
    taken, problems = read_taken(
        looked.draft, today=today, asked=looked.asked, teams=teams_for(acting)
    )
    if taken is None:
        return _form(request, acting, looked, problems)
    made = []
    refused = refusal_of(lambda: made.append(take_referral(acting, taken)))
    if refused is not None:
        said = Problems({"said": f"{refused.seen}. {refused.do} ({refused.code})"})
        return _form(request, acting, looked, said)
    messages.success(request, _("The referral is kept. Next: what happens with it?"))
    point = made[0].point
    return redirect("decisions:point", kind=point.kind, source=point.source, key=point.source_key)


def _focus(do: str, draft: Draft) -> str:
    """Where the keyboard goes on: to a new person's name, else to the heading."""
    return f"p{draft.blocks[-1].number}-given" if do == "add" else "who-h"


def _form(
    request: HttpRequest,
    acting: Acting,
    looked: Looked,
    problems: Problems | None = None,
    *,
    focus: str = "",
) -> HttpResponse:
    context = form_page(looked, acting, problems, focus=focus)
    part = wants_part(request) and not problems
    name = "referrals/who.html" if part else "referrals/new.html"
    return render(request, name, context, status=422 if problems else 200)
