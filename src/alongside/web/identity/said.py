"""Write down somebody who is in no source: an unborn child, a man whose name nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from alongside.actions.outbox import outbox_record
from alongside.core import AlongsideError, ExitCode
from alongside.core.ids import new_person_id
from alongside.privacy import Verb, check_can
from alongside.timeline import name_keys
from alongside.web.agency import current_agency
from alongside.web.identity.acting import Acting
from alongside.web.identity.models import (
    MembershipRow,
    NameKeyRow,
    NameRow,
    PersonRow,
    SaidPersonRow,
)

SENSITIVITY = 2  # as case work
PURPOSES = ("casework", "supervision")
TERM = timedelta(days=300)  # no child is expected later than this


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of a person. An age that is only roughly known has ``birth_precision`` year."""

    given_name: str = ""
    family_name: str = ""
    birth_on: date | None = None
    birth_precision: str = "day"
    expected_on: date | None = None
    sex: str = ""
    address: str = ""
    phone: str = ""
    language: str = ""

    @property
    def name(self) -> str:
        """The name, empty when nobody said one."""
        return f"{self.given_name} {self.family_name}".strip()


def mint_person(acting: Acting, said: Said) -> UUID:
    """A new person without any record of a source, who can be found at once.

    Raises
    ------
    AccessDenied
        When the worker may not make a referral.
    AlongsideError
        ``AL-U050`` for a birth in the future or a child expected later than one can be.
    """
    check_can(acting.access.worker, Verb.MAKE_REFERRAL, purpose=acting.access.purpose)
    with transaction.atomic():
        row = PersonRow.objects.create(id=new_person_id(), minted_at=acting.now)
        MembershipRow.objects.create(
            record_id=outbox_record(row.id),
            person=row,
            from_at=acting.now,
            known_at=acting.now,
            by=acting.access.worker.id,
        )
        say_person(acting, row.id, said)
    minted: UUID = row.id
    return minted


def say_person(acting: Acting, person_id: UUID, said: Said) -> SaidPersonRow:
    """Add a version of what is said of a minted person; the earlier ones stay.

    Raises
    ------
    AlongsideError
        ``AL-U050`` for a birth in the future or a child expected later than one can be.
    """
    check_days(said, on=acting.now.astimezone(current_agency().file.zone).date())
    acting.check(Verb.MAKE_REFERRAL, [person_id])
    with transaction.atomic():
        made: SaidPersonRow = SaidPersonRow.objects.create(
            person_id=person_id,
            given_name=said.given_name,
            family_name=said.family_name,
            birth_on=said.birth_on,
            birth_precision=said.birth_precision,
            expected_on=said.expected_on,
            sex=said.sex,
            address=said.address,
            phone=said.phone,
            language=said.language,
            sensitivity=SENSITIVITY,
            purposes=list(PURPOSES),
            by_id=acting.access.worker.id,
            at=acting.now,
        )
        index_said([made])
        acting.note(Verb.MAKE_REFERRAL, "person", str(person_id), reason="written down")
    return made


def newest_said(people: Iterable[UUID]) -> dict[UUID, SaidPersonRow]:
    """What is said now of each of these people who were written down here."""
    rows = SaidPersonRow.objects.filter(person_id__in=list(people)).order_by("id")
    return {row.person_id: row for row in rows}


def index_said(rows: Iterable[SaidPersonRow]) -> None:
    """Let search find these people by what is said of them now."""
    for row in rows:
        if not (row.given_name or row.family_name):
            continue
        day = row.birth_on if row.birth_precision == "day" else None
        name = NameRow.objects.create(
            person_id=row.person_id,
            given_name=row.given_name,
            family_name=row.family_name,
            birth_on=day,
            sensitivity=row.sensitivity,
            purposes=f",{','.join(row.purposes)},",
        )
        keys = sorted(name_keys(row.given_name, row.family_name, day))
        NameKeyRow.objects.bulk_create(NameKeyRow(name=name, key=key) for key in keys)


def index_missing() -> None:
    """Index again who was written down while a refresh forgot every name."""
    named = NameRow.objects.values("person_id")
    people = SaidPersonRow.objects.exclude(person_id__in=named).values_list("person_id", flat=True)
    index_said(newest_said(set(people)).values())


def check_days(said: Said, *, on: date) -> None:
    """Raise ``AL-U050`` for days that cannot be."""
    if said.birth_on is not None and said.birth_on > on:
        raise _no_such_day("The birth date is in the future", "the day of birth, or none")
    if said.expected_on is not None and not on - TERM < said.expected_on < on + TERM:
        raise _no_such_day("No child is expected on such a day", "a day within ten months")
    if said.expected_on is not None and said.birth_on is not None:
        raise _no_such_day("Somebody is born or expected, not both", "one of the two days")


def _no_such_day(seen: str, wanted: str) -> AlongsideError:
    return AlongsideError(
        "AL-U050",
        seen=f"{seen}, so nobody was written down",
        wanted=wanted,
        do="Mend the date; an unborn child has the day on which it is expected",
        exit_code=ExitCode.REFUSED,
    )
