"""Seal a life, so that only named people see it, and lift the seal again; both in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.core import AlongsideError, ExitCode
from alongside.governance import Entry
from alongside.privacy import Verb, Worker
from alongside.privacy.access import Guarded, check_can
from alongside.warehouse.asking import first_row
from alongside.web.accounts.models import User
from alongside.web.identity.lookup import is_sealed, living
from alongside.web.identity.models import SealRow
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.publishing.warehouse import current_warehouse


@transaction.atomic
def seal_person(
    person_id: UUID, worker: Worker, *, named: Sequence[str], reason: str, now: datetime
) -> None:
    """Seal a person for the people with these e-mail addresses.

    Raises
    ------
    AlongsideError
        ``AL-U030`` when nobody is named, ``AL-U031`` for an address that signs nobody in.
    AccessDenied
        When the worker may not seal, or may not see the person.
    """
    target = _checked(person_id, worker)
    if not named:
        raise AlongsideError(
            "AL-U030",
            seen="Nobody was named",
            wanted="at least one e-mail address of somebody who signs in",
            do="Name who may still open the page; without a name nobody could",
        )
    users = list(User.objects.filter(email__in=[one.lower() for one in named], is_active=True))
    if len(users) < len({one.lower() for one in named}):
        raise AlongsideError(
            "AL-U031",
            seen="One of the named addresses signs nobody in",
            do="See `alongside user list`; nothing was sealed",
        )
    seal = SealRow.objects.create(
        person_id=target, by=worker.id, reason=reason[:500], sealed_at=now
    )
    seal.named.set(users)
    _note(worker, "seal_person", target, reason, now)


@transaction.atomic
def unseal_person(person_id: UUID, worker: Worker, *, reason: str, now: datetime) -> None:
    """Lift every seal on a person, unless a source still says that the life is sealed.

    Raises
    ------
    AlongsideError
        ``AL-U032`` when the person is not sealed, ``AL-U033`` while a source says so.
    AccessDenied
        When the worker may not, or is not named on the seal.
    """
    target = _checked(person_id, worker)
    seals = SealRow.objects.filter(person_id=target, lifted_at__isnull=True)
    if not seals:
        raise AlongsideError(
            "AL-U032",
            seen="This person is not sealed",
            do="Nothing was changed",
            exit_code=ExitCode.REFUSED,
        )
    if _source_seals(target):
        raise AlongsideError(
            "AL-U033",
            seen="A source still says that this life is sealed",
            do="Correct it in the source and refresh; then lift the seal",
            exit_code=ExitCode.REFUSED,
        )
    seals.update(lifted_at=now)
    _note(worker, "unseal_person", target, reason, now)


def _source_seals(person_id: UUID) -> bool:
    found = first_row(
        current_warehouse().con,
        """SELECT 1 FROM person_record
           WHERE person_id = ? AND sealed AND known_until IS NULL LIMIT 1""",
        [str(person_id)],
    )
    return found is not None


def _checked(person_id: UUID, worker: Worker) -> UUID:
    target = living(person_id)
    guarded = Guarded(person_id=str(target), sealed=is_sealed(target))
    check_can(worker, Verb.SEAL_PERSON, guarded)
    return target


def _note(worker: Worker, verb: str, person_id: UUID, reason: str, now: datetime) -> None:
    DatabaseLedger().write(
        Entry(
            at=now,
            worker_id=worker.id,
            verb=verb,
            object_kind="person",
            object_id=str(person_id),
            purpose=worker.purposes[-1],
            reason=reason[:500],
            channel="command",
        )
    )
