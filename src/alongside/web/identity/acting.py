"""Who acts, and how it is written down: what every decision about identity takes along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.governance import Entry, Ledger
from alongside.privacy import Access, Verb, check_can
from alongside.privacy.access import Guarded
from alongside.web.identity.lookup import is_sealed
from alongside.web.publishing.models import OutboxRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """A worker's access, the ledger, and the moment."""

    access: Access
    ledger: Ledger
    now: datetime
    address: str = ""
    channel: str = "page"

    def check(self, verb: Verb, people: Iterable[UUID]) -> None:
        """Raise :class:`~alongside.privacy.access.AccessDenied` unless allowed for all of them."""
        for person_id in people:
            guarded = Guarded(person_id=str(person_id), sealed=is_sealed(person_id))
            check_can(self.access.worker, verb, guarded, purpose=self.access.purpose)

    def note(self, verb: Verb, kind: str, object_id: str, *, reason: str = "") -> None:
        """Write one line of the ledger."""
        self.ledger.write(
            Entry(
                at=self.now,
                worker_id=self.access.worker.id,
                verb=verb.value,
                object_kind=kind,
                object_id=object_id[:200],
                purpose=self.access.purpose,
                reason=reason or self.access.reason,
                as_of=self.access.as_of,
                channel=self.channel,
                address=self.address,
            )
        )

    def tell_timelines(self, kind: str, people: Iterable[UUID]) -> None:
        """Say on each person's timeline that it happened, without a word of why."""
        OutboxRow.objects.bulk_create(
            OutboxRow(
                kind=kind,
                person_id=person_id,
                happened_at=self.now,
                known_at=self.now,
                purposes=list(self.access.worker.purposes),
                by=self.access.worker.id,
            )
            for person_id in people
        )
