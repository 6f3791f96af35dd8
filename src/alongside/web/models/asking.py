"""Who asks for the pages of the register, and which version she means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from alongside.agency import Agency
from alongside.privacy import Refusal, Verb, Worker, check_can
from alongside.privacy.access import AccessDenied
from alongside.web.accounts.workers import network_address, worker_of
from alongside.web.agency import current_agency
from alongside.web.models.models import ModelVersion
from alongside.web.people.words import DateWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One request for the register. It shows no person, so it needs no purpose."""

    worker: Worker
    agency: Agency
    now: datetime
    address: str

    @property
    def say(self) -> DateWords:
        """Dates in words, for a reader of today."""
        zone = self.agency.file.zone
        return DateWords(self.now.astimezone(zone).date(), zone)


def read_asking(request: HttpRequest) -> Asking:
    """Who asks.

    Raises
    ------
    AccessDenied
        When the worker may not look at models.
    """
    worker = worker_of(request)
    check_can(worker, Verb.VIEW_MODELS)
    return Asking(
        worker=worker,
        agency=current_agency(),
        now=timezone.now(),
        address=network_address(request),
    )


def version_of(name: str, version: int) -> ModelVersion:
    """One version with its life.

    Raises
    ------
    AccessDenied
        When there is none.
    """
    rows = ModelVersion.objects.prefetch_related("events__by")
    found = rows.filter(name=name, version=version).first()
    if found is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    return found
