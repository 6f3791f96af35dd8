"""The worklist and the team: who asks, one function, one page."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.privacy import Verb, check_can
from alongside.web.decisions.asking import read_acting
from alongside.web.today.asked import read_asked, remember, remembered
from alongside.web.today.page import page_of
from alongside.web.today.team import read_team
from alongside.web.today.team_page import page_of as team_page_of
from alongside.web.today.worklist import read_worklist, say_for


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Everything that is due or waits for her.

    Without a query the filters are those that she chose last; ``?kind=`` shows everything.
    """
    acting = read_acting(request)
    worker = acting.access.worker
    check_can(worker, Verb.VIEW_CASES)
    last = remembered(worker.id)
    if last and not request.GET:
        return HttpResponseRedirect(f"{request.path}?{last.query}")
    asked = read_asked(request.GET)
    if asked != last and request.GET:
        remember(worker.id, asked)
    say = say_for(acting)
    work = read_worklist(acting, asked, say)
    acting.note(Verb.VIEW_CASES, "queue", _listed(line.case for line in work.shown))
    return render(request, "today/today.html", page_of(acting, work, asked, say))


@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """Her team's cases as numbers and lists; what is sealed to her is not counted either."""
    acting = read_acting(request)
    check_can(acting.access.worker, Verb.VIEW_TEAM)
    found = read_team(acting.access, now=acting.now)
    acting.note(Verb.VIEW_TEAM, "team", found.name or "none")
    context = team_page_of(acting, found, say_for(acting))
    return render(request, "today/team.html", context)


def _listed(cases: Iterable[str]) -> str:
    """Whom a list shows, for the ledger."""
    return ",".join(dict.fromkeys(case for case in cases if case)) or "nothing"
