"""From a request to a worker and an access."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from alongside.core import local_day_end
from alongside.privacy import Access, Refusal, Worker
from alongside.privacy.access import AccessDenied, roles_named
from alongside.web.accounts.models import User
from alongside.web.agency import current_agency
from alongside.web.identity.models import SEALED_BY_SOURCE, SealRow


def worker_from(user: User) -> Worker:
    """The worker that a user is, with the roles of the agency's table."""
    mine = Q(named=user)
    if user.email in current_agency().file.seals.named:
        mine |= Q(by=SEALED_BY_SOURCE)  # the agency's file names her for what sources seal
    sealed = SealRow.objects.filter(mine, lifted_at__isnull=True).values_list(
        "person_id", flat=True
    )
    return Worker(
        id=str(user.pk),
        name=user.name,
        roles=roles_named(user.roles, current_agency().file.role_table()),
        named_on=frozenset(str(person_id) for person_id in sealed),
        team=user.team,
    )


def worker_of(request: HttpRequest) -> Worker:
    """The worker who asks; built once a request."""
    worker = getattr(request, "_worker", None)
    if not isinstance(worker, Worker):
        if not isinstance(request.user, User):
            raise AccessDenied(Refusal.NOT_YOURS)
        worker = worker_from(request.user)
        request._worker = worker  # type: ignore[attr-defined]
    return worker


def access_of(request: HttpRequest, *, reason: str = "") -> Access:
    """The access she asks for: ``?purpose=`` among her own, ``?as_of=`` a day, else now.

    Raises
    ------
    AccessDenied
        When she has no purpose, or asks for one that is not hers.
    """
    worker = worker_of(request)
    purpose = request.GET.get("purpose") or next(iter(worker.purposes), "")
    if not purpose or worker.clearance(purpose) is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    day = as_of_day(request)
    now = timezone.now()
    as_of = min(now, local_day_end(day, current_agency().file.zone)) if day else now
    return Access(worker=worker, purpose=purpose, as_of=as_of, reason=reason)


def as_of_day(request: HttpRequest) -> date | None:
    """The day of ``?as_of=``, ``None`` without one or when it is no day."""
    try:
        return date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        return None


def network_address(request: HttpRequest) -> str:
    """Where the request came from, as the server saw it."""
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
