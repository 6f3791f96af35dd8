"""The list of what was said to be wrong, for those who answer."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from alongside.governance import Entry
from alongside.privacy import Refusal, Verb, check_can
from alongside.privacy.access import AccessDenied
from alongside.web.agency import current_agency
from alongside.web.identity.lookup import unseen_people
from alongside.web.identity.models import NameRow
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.people.asking import Asking
from alongside.web.people.models import Contest
from alongside.web.people.words import DateWords

SHOWN = 20


class OpenContest(NamedTuple):
    """One line of the list."""

    id: int
    person_id: UUID
    name: str
    about: str
    said: str
    by: str
    said_by_client: bool
    day: str
    waited_days: int


def open_contests(asking: Asking) -> list[OpenContest]:
    """The oldest unanswered contests that this worker may see; each person shown is recorded.

    Raises
    ------
    AccessDenied
        When the worker does not answer contests.
    """
    check_can(asking.worker, Verb.ANSWER_CONTEST, purpose=asking.purpose)
    rows = [row for row in _visible(asking).order_by("at", "id") if _allows(asking, row)][:SHOWN]
    _record(asking, rows)
    names = _names({row.person_id for row in rows})
    say = DateWords(asking.today, current_agency().file.zone)
    return [_line(row, names, say, asking.today) for row in rows]


def contest_for(asking: Asking, contest_id: int) -> Contest:
    """One contest to answer.

    Raises
    ------
    AccessDenied
        Also when there is no such contest.
    """
    check_can(asking.worker, Verb.ANSWER_CONTEST, purpose=asking.purpose)
    row = _visible(asking).filter(id=contest_id).first()
    if row is None or not _allows(asking, row):
        raise AccessDenied(Refusal.NOT_YOURS)
    return row


def _visible(asking: Asking) -> QuerySet[Contest]:
    return (
        Contest.objects.filter(answered_at__isnull=True)
        .exclude(person_id__in=unseen_people(asking.worker))
        .exclude(person__merged_into_id__in=unseen_people(asking.worker))
        .select_related("by")
    )


def _allows(asking: Asking, row: Contest) -> bool:
    clearance = asking.worker.clearance(asking.purpose) or 0
    return row.sensitivity <= clearance and asking.purpose in row.purposes


def _record(asking: Asking, rows: list[Contest]) -> None:
    ledger = DatabaseLedger()
    with transaction.atomic():
        for person_id in dict.fromkeys(row.person_id for row in rows):
            ledger.write(
                Entry(
                    at=asking.now,
                    worker_id=asking.worker.id,
                    verb=Verb.ANSWER_CONTEST.value,
                    object_kind="person",
                    object_id=str(person_id),
                    purpose=asking.purpose,
                    as_of=asking.now,
                    address=asking.address,
                )
            )


def _names(ids: set[UUID]) -> dict[UUID, str]:
    rows = NameRow.objects.filter(person_id__in=ids).order_by("-id")
    return {row.person_id: f"{row.given_name} {row.family_name}".strip() for row in rows}


def _line(row: Contest, names: dict[UUID, str], say: DateWords, today: date) -> OpenContest:
    on = say.local(row.at)
    return OpenContest(
        id=row.id,
        person_id=row.person_id,
        name=names.get(row.person_id, ""),
        about=row.about_says,
        said=row.said,
        by=row.by.name,
        said_by_client=row.said_by_client,
        day=say.day(on),
        waited_days=(today - on).days,
    )
