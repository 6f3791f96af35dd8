"""Pages of the ledger."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from alongside.governance import Entry
from alongside.privacy import Verb
from alongside.privacy.access import AccessDenied, Guarded, check_can
from alongside.web.accounts.models import User
from alongside.web.accounts.workers import access_of, network_address, worker_of
from alongside.web.identity.lookup import is_sealed, living, merged_into
from alongside.web.ledger.models import LedgerEntry
from alongside.web.ledger.reading import LedgerFilter, page_of, verb_words
from alongside.web.ledger.store import DatabaseLedger


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """What did I look at?"""
    worker = worker_of(request)
    check_can(worker, Verb.VIEW_OWN_VIEWS)
    asked = LedgerFilter.of(request.GET)
    page = page_of(LedgerEntry.objects.filter(worker_id=worker.id), asked.before)
    return render(request, "ledger/mine.html", {"page": page})


@require_GET
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who has looked at this person? Open to those who may open the person."""
    access = access_of(request)
    try:
        person_id = living(person_id)
        guarded = Guarded(person_id=str(person_id), sealed=is_sealed(person_id))
        check_can(access.worker, Verb.VIEW_PERSON, guarded, purpose=access.purpose)
    except AccessDenied:
        _record(request, object_kind="person", object_id=str(person_id), outcome="denied")
        raise
    _record(request, object_kind="person", object_id=str(person_id))
    ids = [str(one) for one in ({person_id} | merged_into({person_id}))]
    rows = LedgerEntry.objects.filter(object_kind="person", object_id__in=ids)
    page = page_of(rows, LedgerFilter.of(request.GET).before)
    return render(request, "ledger/person.html", {"page": page, "person_id": person_id})


@require_GET
def everything(request: HttpRequest) -> HttpResponse:
    """The whole ledger, for the auditor; opening it is an entry too."""
    check_can(worker_of(request), Verb.VIEW_LEDGER)
    _record(request, object_kind="ledger", object_id="all")
    asked = LedgerFilter.of(request.GET)
    context = {
        "page": page_of(asked.rows(), asked.before),
        "asked": asked,
        "workers": User.objects.order_by("name").values_list("id", "name"),
        "audits": True,
        "verbs": sorted(verb_words().items(), key=lambda pair: pair[1]),
    }
    partial = request.headers.get("HX-Target") == "lines"
    return render(request, "ledger/lines.html" if partial else "ledger/everything.html", context)


def _record(
    request: HttpRequest, *, object_kind: str, object_id: str, outcome: str = "allowed"
) -> None:
    access = access_of(request)
    DatabaseLedger().write(
        Entry(
            at=timezone.now(),
            worker_id=access.worker.id,
            verb=Verb.VIEW_LEDGER.value,
            object_kind=object_kind,
            object_id=object_id,
            purpose=access.purpose,
            outcome=outcome,
            address=network_address(request),
        )
    )
