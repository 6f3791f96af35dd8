"""The review pages: who asks, what she may, one function, one page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alongside.core import AlongsideError
from alongside.privacy import Refusal, Verb, can, check_can
from alongside.privacy.access import AccessDenied
from alongside.web.identity.answered import Answered, answered_lines, answered_one, answered_page
from alongside.web.identity.asking import Asked, read_asked, refusal_of, wants_part
from alongside.web.identity.decide import join, keep_apart, reopen
from alongside.web.identity.forms import LATER, SAME, AnswerForm, UndoForm
from alongside.web.identity.models import ProposalRow
from alongside.web.identity.question import Read, read_question
from alongside.web.identity.queue import (
    KINDS,
    Show,
    next_question,
    open_questions,
    page_of,
    question_lines,
)
from alongside.web.identity.undo import undo
from alongside.web.people.words import sure_words
from alongside.web.publishing.models import GenerationRow


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Open questions, the most likely pair first."""
    asked = read_asked(request)
    check_can(asked.worker, Verb.REVIEW_LINKS)
    show = _show(request, asked)
    page = page_of(open_questions(asked.acting.access, show), request.GET.get("page"))
    listed = ",".join(str(row.id) for row in page)
    asked.acting.note(Verb.REVIEW_LINKS, "queue", listed or "nothing")
    newest = GenerationRow.objects.order_by("-published_at").first()
    context = {
        "lines": question_lines(list(page), asked.say, asked.words),
        "page": page,
        "show": show,
        "kinds": KINDS,
        "sources": asked.sources(),
        "joined_on": asked.say.day(asked.say.local(newest.published_at)) if newest else "",
    }
    part = wants_part(request)
    return render(request, "review/questions.html" if part else "review/queue.html", context)


def _show(request: HttpRequest, asked: Asked) -> Show:
    kind, source = request.GET.get("kind", ""), request.GET.get("source", "")
    return Show(
        kind=kind if kind in KINDS else "", source=source if source in asked.sources() else ""
    )


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """One question with both sides in view, and the worker's answer."""
    asked = read_asked(request)
    check_can(asked.worker, Verb.REVIEW_LINKS)
    read = read_question(proposal_id, asked.acting, asked.say, asked.words)
    if request.method != "POST":
        return _question_page(request, asked, read, AnswerForm())
    form = AnswerForm(request.POST, others=[one.record_id for one in read.others])
    if not form.is_valid():
        return _question_page(request, asked, read, form, status=422)
    if form.cleaned_data["answer"] == LATER:
        return _leave_open(request, asked, read.proposal, form.cleaned_data["reason"])
    refused = refusal_of(lambda: _answer(asked, proposal_id, form.cleaned_data))
    if refused is not None:
        read = read_question(proposal_id, asked.acting, asked.say, asked.words)
        return _question_page(request, asked, read, form, refused=refused, status=409)
    messages.success(request, _("Recorded. It shows on every page at once."))
    return redirect("review:question", proposal_id)


def _answer(asked: Asked, proposal_id: int, said: dict[str, Any]) -> None:
    if said["answer"] == SAME:
        join(proposal_id, asked.acting, reason=said["reason"])
    else:
        with_right = frozenset(said["with_right"])
        keep_apart(proposal_id, asked.acting, reason=said["reason"], with_right=with_right)


def _leave_open(
    request: HttpRequest, asked: Asked, proposal: ProposalRow, reason: str
) -> HttpResponse:
    asked.acting.note(Verb.REVIEW_LINKS, "link", str(proposal.id), reason=reason or "left open")
    messages.success(request, _("Left open. Somebody who knows more can answer it."))
    later = next_question(asked.acting.access, proposal)
    return redirect("review:question", later.id) if later else redirect("review:queue")


def _question_page(
    request: HttpRequest,
    asked: Asked,
    read: Read,
    form: AnswerForm,
    *,
    refused: AlongsideError | None = None,
    status: int = 200,
) -> HttpResponse:
    later = next_question(asked.acting.access, read.proposal)
    context: dict[str, Any] = {
        "read": read,
        "form": form,
        "refused": refused,
        "may_change": can(asked.worker, Verb.CHANGE_IDENTITY) is None,
        "next": later.id if later else None,
        "sure": sure_words(read.proposal.probability),
        "of_100": round(read.proposal.probability * 100),
        "raised_on": asked.say.day(asked.say.local(read.proposal.raised_at)),
        "answered": answered_lines([read.decision.id], asked.say)[0] if read.decision else None,
        "others": [(one.record_id, asked.record_words(one)) for one in read.others],
    }
    return render(request, "review/question.html", context, status=status)


@require_POST
def ask_again(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Open a question again whose answer was taken back."""
    asked = read_asked(request)
    check_can(asked.worker, Verb.CHANGE_IDENTITY)
    reopen(proposal_id, asked.acting)
    return redirect("review:question", proposal_id)


@require_GET
def answered(request: HttpRequest) -> HttpResponse:
    """What was answered, the newest first, each with its undo."""
    asked = read_asked(request)
    check_can(asked.worker, Verb.REVIEW_LINKS)
    page = answered_page(asked.worker, request.GET.get("page"))
    asked.acting.note(Verb.REVIEW_LINKS, "queue", f"answered, page {page.number}")
    context = {
        "lines": answered_lines(list(page), asked.say),
        "page": page,
        "may_change": can(asked.worker, Verb.CHANGE_IDENTITY) is None,
    }
    return render(request, "review/answered.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Take one answer back, with a reason."""
    asked = read_asked(request)
    check_can(asked.worker, Verb.REVIEW_LINKS)
    line = answered_one(decision_id, asked.worker, asked.say)
    if can(asked.worker, Verb.CHANGE_IDENTITY) is not None:
        raise AccessDenied(Refusal.READ_ONLY)
    asked.acting.note(Verb.REVIEW_LINKS, "decision", str(decision_id))
    form = UndoForm(request.POST or None)
    if not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return _undo_page(request, line, form, status=status)
    reason = form.cleaned_data["reason"]
    refused = refusal_of(lambda: undo(decision_id, asked.acting, reason=reason))
    if refused is not None:
        return _undo_page(request, line, form, refused=refused, status=409)
    messages.success(request, _("Taken back. Both pages are as they were."))
    return redirect("review:answered")


def _undo_page(
    request: HttpRequest,
    line: Answered,
    form: UndoForm,
    *,
    refused: AlongsideError | None = None,
    status: int,
) -> HttpResponse:
    context = {"line": line, "form": form, "refused": refused}
    return render(request, "review/undo.html", context, status=status)
