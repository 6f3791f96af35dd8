"""The secret address of a worker's calendar: made, renewed, taken back. Only its digest is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from uuid import UUID

from django.db import transaction

from alongside.privacy import Verb, check_can
from alongside.web.accounts.models import User
from alongside.web.identity.acting import Acting
from alongside.web.today.models import FeedRow

BYTES = 32


@transaction.atomic
def make_feed(acting: Acting) -> str:
    """A new secret for her calendar, said once. The one before is worth nothing from now on."""
    check_can(acting.access.worker, Verb.VIEW_CASES)
    end_feed(acting)
    secret = secrets.token_urlsafe(BYTES)
    FeedRow.objects.create(
        worker_id=acting.access.worker.id, digest=_digest(secret), made_at=acting.now
    )
    acting.note(Verb.VIEW_CASES, "calendar", acting.access.worker.id, reason="address made")
    return secret


@transaction.atomic
def end_feed(acting: Acting) -> bool:
    """Take the address back; whether there was one."""
    own = FeedRow.objects.filter(worker_id=UUID(acting.access.worker.id), ended_at__isnull=True)
    ended = bool(own.update(ended_at=acting.now))
    if ended:
        acting.note(Verb.VIEW_CASES, "calendar", acting.access.worker.id, reason="address ended")
    return ended


def feed_of(worker_id: str) -> FeedRow | None:
    """The calendar that a worker has now."""
    return FeedRow.objects.filter(worker_id=UUID(worker_id), ended_at__isnull=True).first()


def owner_of(secret: str) -> User | None:
    """Whose calendar this address is; ``None`` for one that is unknown, ended or somebody's who
    may not sign in any longer.

    The database is asked for a digest, so how long it takes tells nothing of the secret.
    """
    digest = _digest(secret)
    row = FeedRow.objects.select_related("worker").filter(digest=digest).first()
    known = hmac.compare_digest(row.digest if row else "-" * len(digest), digest)
    if row is None or not known or row.ended_at is not None or not row.worker.is_active:
        return None
    owner: User = row.worker
    return owner


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
