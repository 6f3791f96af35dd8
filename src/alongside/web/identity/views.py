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
from alongside.web.identity.answered import answered_lines, answered_one, answered_page
from alongside.web.identity.asking import Asked, read_asked, wants_part
from alongside.web.identity.decide import join, keep_apart, reopen
from alongside.web.identity.forms import LATER, SAME, AnswerForm, UndoForm
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
    kind, source = request.GET.get("kind", ""), request.GET.get("source", "")
    show = Show(
        kind=kind if kind in KINDS else "", source=source if source in asked.sources() else ""
    )
    page = page_of(open_questions(asked.worker, show), request.GET.get("page"))
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


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """One question with both sides in view, and the worker's answer."""
    asked = read_asked(request)
    read = read_question(proposal_id, asked.acting, asked.say, asked.words)
    if request.method != "POST":
        return _question_page(request, asked, read, AnswerForm())
    form = AnswerForm(request.POST, others=[one.record_id for one in read.others])
    if not form.is_valid():
        return _question_page(request, asked, read, form, status=422)
    try:
        return _record(request, asked, read, form)
    except AccessDenied:
        raise
    except AlongsideError as error:
        read = read_question(proposal_id, asked.acting, asked.say, asked.words)
        return _question_page(request, asked, read, form, refused=error, status=409)


def _record(request: HttpRequest, asked: Asked, read: Read, form: AnswerForm) -> HttpResponse:
    said, proposal = form.cleaned_data, read.proposal
    if said["answer"] == LATER:
        asked.acting.note(
            Verb.REVIEW_LINKS, "link", str(proposal.id), reason=said["reason"] or "left open"
        )
        messages.success(request, _("Left open. Somebody who knows more can answer it."))
        later = next_question(asked.worker, proposal)
        return redirect("review:question", later.id) if later else redirect("review:queue")
    if said["answer"] == SAME:
        join(proposal.id, asked.acting, reason=said["reason"])
    else:
        keep_apart(
            proposal.id,
            asked.acting,
            reason=said["reason"],
            with_right=frozenset(said["with_right"]),
        )
    messages.success(request, _("Recorded. It shows on every page at once."))
    return redirect("review:question", proposal.id)


def _question_page(
    request: HttpRequest,
    asked: Asked,
    read: Read,
    form: AnswerForm,
    *,
    refused: AlongsideError | None = None,
    status: int = 200,
) -> HttpResponse:
    later = next_question(asked.worker, read.proposal)
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
    refused, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                undo(decision_id, asked.acting, reason=form.cleaned_data["reason"])
            except AccessDenied:
                raise
            except AlongsideError as error:
                refused, status = error, 409
            else:
                messages.success(request, _("Taken back. Both pages are as they were."))
                return redirect("review:answered")
    context = {"line": line, "form": form, "refused": refused}
    return render(request, "review/undo.html", context, status=status)
