"""The pages: read who asks, fetch through the permission, render."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from alongside.privacy import Refusal, Verb, check_can
from alongside.privacy.access import AccessDenied, Guarded
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.people.answers import OpenContest, contest_for, open_contests
from alongside.web.people.asking import open_asked, read_asking
from alongside.web.people.contests import answer_contest, say_wrong
from alongside.web.people.finding import find_for_page
from alongside.web.people.forms import AnswerForm, WrongForm
from alongside.web.people.head import read_strip
from alongside.web.people.page import PersonPage
from alongside.web.people.things import find_thing


@require_GET
@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponse:
    """Find people by name, as it sounds, or by date of birth."""
    results = find_for_page(read_asking(request), request.GET.get("q", ""))
    swapped = _wants_part(request)
    context = {"results": results, "q": results.asked, "swapped": swapped}
    return render(request, "people/found.html" if swapped else "people/search.html", context)


@require_GET
@vary_on_headers("HX-Request")
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One person: who they are, what happened, how the records were joined, who looked."""
    found = open_asked(request, person_id)
    if isinstance(found, UUID):
        return redirect("people:person", person_id=found)
    page = PersonPage(*found)
    if _wants_part(request):
        return render(request, "people/timeline.html", page.region() | {"swapped": True})
    return render(request, "people/person.html", page.whole())


@require_http_methods(["GET", "HEAD", "POST"])
def wrong(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """*This is wrong*: say so about one record, event or link; it is kept and answered."""
    found = open_asked(request, person_id)
    if isinstance(found, UUID):
        return redirect("people:person", person_id=found)
    opening, _ask = found
    guarded = Guarded(person_id=str(opening.where.person_id), sealed=opening.where.sealed)
    check_can(opening.access.worker, Verb.CONTEST_RECORD, guarded, purpose=opening.access.purpose)
    thing = find_thing(opening, request.GET.get("about", ""), request.GET.get("id", ""))
    if thing is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    form = WrongForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        say_wrong(
            thing,
            opening=opening,
            said=form.cleaned_data["said"],
            said_by_client=form.cleaned_data["said_by_client"],
            ledger=DatabaseLedger(),
        )
        return redirect("people:person", person_id=opening.where.person_id)
    strip = read_strip(opening, opening.say())
    status = 422 if form.errors else 200
    return render(
        request, "people/wrong.html", {"form": form, "thing": thing, "strip": strip}, status=status
    )


@require_GET
def contests(request: HttpRequest) -> HttpResponse:
    """What was said to be wrong, the oldest unanswered first."""
    asking = read_asking(request)
    return render(
        request, "people/contests.html", {"contests": open_contests(asking), "form": AnswerForm()}
    )


@require_POST
def answer(request: HttpRequest, contest_id: int) -> HttpResponse:
    """Answer one contest by name."""
    asking = read_asking(request)
    contest = contest_for(asking, contest_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        shown: list[OpenContest] = open_contests(asking)
        context = {"contests": shown, "form": form, "failed": contest.id}
        return render(request, "people/contests.html", context, status=422)
    answer_contest(
        contest,
        answer=form.cleaned_data["answer"],
        access=asking.access(),
        ledger=DatabaseLedger(),
        now=asking.now,
        address=asking.address,
    )
    return redirect("people:contests")


def _wants_part(request: HttpRequest) -> bool:
    """Whether htmx swaps one region; a page restored from its history is whole."""
    headers = request.headers
    return "HX-Request" in headers and "HX-History-Restore-Request" not in headers
