"""Who asks for a decision, for the purpose that its file names."""

from __future__ import annotations

from django.http import HttpRequest

from alongside.privacy import Access, Refusal
from alongside.privacy.access import AccessDenied
from alongside.web.decisions.points import Point, PointName, decision_file, find_point
from alongside.web.identity.acting import Acting
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.people.asking import read_asking


def read_acting(request: HttpRequest, *, purpose: str = "", channel: str = "page") -> Acting:
    """Who acts; for a purpose of hers, or the one that is named.

    Raises
    ------
    AccessDenied
        When the purpose is not hers.
    """
    asking = read_asking(request)
    purpose = purpose or asking.purpose
    if asking.worker.clearance(purpose) is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    access = Access(worker=asking.worker, purpose=purpose, as_of=asking.now)
    return Acting(
        access=access,
        ledger=DatabaseLedger(),
        now=asking.now,
        address=asking.address,
        channel=channel,
    )


def open_asked(request: HttpRequest, name: PointName, *, channel: str = "page") -> Point:
    """The point of an address, for the worker of a request."""
    purpose = decision_file(name.kind).purpose
    return find_point(name, read_acting(request, purpose=purpose, channel=channel))
