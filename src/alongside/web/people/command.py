"""Read a person for the command line, under the same rules as the page."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from alongside.actions.read_person import PersonReport, report_person
from alongside.core import AlongsideError, ExitCode, local_day_end
from alongside.privacy import Access, Worker
from alongside.timeline import open_person
from alongside.web.accounts.models import User
from alongside.web.accounts.workers import worker_from
from alongside.web.agency import current_agency
from alongside.web.identity.lookup import whereabouts
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.people.opening import living_or_noted
from alongside.web.publishing.warehouse import current_warehouse


def read_for_command(
    person_id: UUID, *, email: str, reason: str, purpose: str | None, as_of: date | None
) -> tuple[PersonReport, Access]:
    """Check, write to the ledger, read.

    Raises
    ------
    AlongsideError
        ``AL-U020`` for an unknown worker; :class:`~alongside.privacy.access.AccessDenied` for a
        person who may not be seen or does not exist.
    """
    worker = worker_of(email)
    now, agency = timezone.now(), current_agency()
    access = Access(
        worker=worker,
        purpose=purpose or worker.purposes[0],
        as_of=local_day_end(as_of, agency.file.zone) if as_of else now,
        reason=reason,
    )
    warehouse = current_warehouse()
    target = living_or_noted(person_id, access=access, now=now, channel="command")
    where = whereabouts(target, worker, published_at=warehouse.published_at)
    opened = open_person(
        warehouse.con, DatabaseLedger(), where, access=access, now=now, channel="command"
    )
    return report_person(opened, says_hidden=agency.file.says_hidden), access


def worker_of(email: str) -> Worker:
    """Who signs in with this address, in any case of letters.

    Raises
    ------
    AlongsideError
        ``AL-U020`` when nobody does who may read.
    """
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    worker = worker_from(user) if user else None
    if worker is None or not worker.purposes:
        raise AlongsideError(
            "AL-U020",
            seen="Nobody who may read signs in with that address",
            do="See `alongside user list`",
            exit_code=ExitCode.REFUSED,
        )
    return worker
