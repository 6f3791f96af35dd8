"""Who asks, from a request: the worker, her purpose, her network address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from alongside.privacy import Access, Refusal, Verb, Worker, can
from alongside.privacy.access import AccessDenied
from alongside.web.accounts.workers import network_address, worker_of
from alongside.web.agency import current_agency
from alongside.web.identity.lookup import unseen_people
from alongside.web.people.ask import Ask, read_ask
from alongside.web.people.opening import Opening, living_or_noted, open_living


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One request for people's data, before anything was allowed."""

    worker: Worker
    purpose: str
    now: datetime
    address: str

    @property
    def today(self) -> date:
        """The agency's day."""
        return self.now.astimezone(current_agency().file.zone).date()

    def access(self, ask: Ask | None = None) -> Access:
        """The ticket for this request."""
        as_of = ask.as_of(self.now, current_agency().file.zone) if ask else self.now
        return Access(worker=self.worker, purpose=self.purpose, as_of=as_of)


def read_asking(request: HttpRequest) -> Asking:
    """Who asks.

    Raises
    ------
    AccessDenied
        When the worker has no purpose, or asks for one that is not hers.
    """
    worker = worker_of(request)
    purpose = request.GET.get("purpose") or next(iter(worker.purposes), "")
    if worker.clearance(purpose) is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    return Asking(
        worker=worker,
        purpose=purpose,
        now=timezone.now(),
        address=network_address(request),
    )


def open_asked(request: HttpRequest, person_id: UUID) -> tuple[Opening, Ask] | UUID:
    """The person of the address as it was asked for, or the living id to redirect to.

    A tombstone redirects only those who may see the person it stands for.
    """
    asking = read_asking(request)
    ask = read_ask(request.GET, today=asking.today)
    access = asking.access(ask)
    target = living_or_noted(person_id, access=access, now=asking.now, address=asking.address)
    if target != person_id and _may_see(asking, target):
        return target
    opening = open_living(target, access=access, now=asking.now, address=asking.address)
    return opening, ask


def _may_see(asking: Asking, person_id: UUID) -> bool:
    allowed = can(asking.worker, Verb.VIEW_PERSON, purpose=asking.purpose) is None
    return allowed and person_id not in unseen_people(asking.worker)
