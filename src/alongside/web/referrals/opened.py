"""Open a referral through the permission: the access is in the ledger before anything is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.governance.casework import ReferralState
from alongside.privacy import Access, Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.agency import current_agency
from alongside.web.decisions.waiting import names_for
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import living_among, unseen_people
from alongside.web.identity.said import PURPOSES
from alongside.web.people.words import DateWords
from alongside.web.referrals.models import (
    ReferralPersonRow,
    ReferralRow,
    ReporterRow,
    SecondLookRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPerson:
    """Somebody whom a referral is about, under the id that lives today."""

    person_id: UUID
    name: str
    part: str
    in_focus: bool


@dataclass(frozen=True, kw_only=True)
class OpenedReferral:
    """A referral that this worker may see, and that she has looked at in the ledger."""

    row: ReferralRow
    acting: Acting

    @property
    def state(self) -> ReferralState:
        """What became of it."""
        return ReferralState(self.row.state)

    @cached_property
    def people(self) -> tuple[ReferralPerson, ...]:
        """Whom it is about, the children first."""
        return people_of(self.row, self.acting.access)

    @property
    def say(self) -> DateWords:
        """Dates in words."""
        zone = current_agency().file.zone
        return DateWords(self.acting.now.astimezone(zone).date(), zone)

    @property
    def look(self) -> SecondLookRow | None:
        """The second look that waits, or the newest that there was."""
        looks = self.row.looks.select_related("by", "decision__by").order_by("-id")
        found: SecondLookRow | None = looks.first()
        return found

    @property
    def may_see_reporter(self) -> bool:
        """Whether she took it down, or has the verb for it."""
        worker = self.acting.access.worker
        return str(self.row.taken_by_id) == worker.id or worker.may(Verb.VIEW_REPORTER)

    @property
    def has_reporter(self) -> bool:
        """Whether anything was written down of who reported."""
        return ReporterRow.objects.filter(referral=self.row).exists()


def open_referral(key: UUID, acting: Acting) -> OpenedReferral:
    """The referral of an address, once the ledger holds that it was opened.

    Raises
    ------
    AccessDenied
        When there is none, or it is not hers: the same answer.
    """
    row = ReferralRow.objects.select_related("point", "case", "taken_by").filter(key=key).first()
    if row is None or not may_see(row, acting.access):
        acting.note(Verb.MAKE_REFERRAL, "referral", str(key), reason="no such referral")
        raise AccessDenied(Refusal.NOT_YOURS)
    acting.note(Verb.VIEW_CASES, "referral", str(key))
    return OpenedReferral(row=row, acting=acting)


def read_reporter(opened: OpenedReferral) -> ReporterRow:
    """Who reported; the look is in the ledger first.

    Raises
    ------
    AccessDenied
        When nobody is written down, or she neither took it down nor has the verb.
    """
    opened.acting.note(Verb.VIEW_REPORTER, "referral", str(opened.row.key), reason="who reported")
    found: ReporterRow | None = ReporterRow.objects.filter(referral=opened.row).first()
    if found is None or not opened.may_see_reporter:
        raise AccessDenied(Refusal.NOT_YOURS if found is None else Refusal.READ_ONLY)
    return found


def may_see(row: ReferralRow, access: Access) -> bool:
    """Her own and her team's, for her purpose, unless one of the people is sealed to her."""
    return visible(access).filter(pk=row.pk).exists()


def visible(access: Access) -> QuerySet[ReferralRow]:
    """Every referral that she may see."""
    worker, clearance = access.worker, access.worker.clearance(access.purpose)
    if clearance is None or not worker.may(Verb.MAKE_REFERRAL):
        return ReferralRow.objects.none()
    if access.purpose not in PURPOSES:
        return ReferralRow.objects.none()
    unseen = unseen_people(worker)
    rows = ReferralRow.objects.filter(
        Q(team=worker.team) | Q(taken_by_id=worker.id), sensitivity__lte=clearance
    )
    return rows.exclude(people__person_id__in=unseen) if unseen else rows


def people_of(row: ReferralRow, access: Access) -> tuple[ReferralPerson, ...]:
    """Whom a referral is about, under the ids that live today, each once, the children first."""
    return people_of_rows([row], access).get(row.pk, ())


def people_of_rows(
    rows: Iterable[ReferralRow], access: Access
) -> dict[int, tuple[ReferralPerson, ...]]:
    """The same for a list, in few queries."""
    listed = list(
        ReferralPersonRow.objects.filter(referral__in=list(rows)).order_by("-in_focus", "id")
    )
    lives = living_among(one.person_id for one in listed)
    names = names_for(set(lives.values()), access)
    found: dict[int, dict[UUID, ReferralPerson]] = {}
    for one in listed:
        person_id = lives[one.person_id]
        found.setdefault(one.referral_id, {}).setdefault(
            person_id,
            ReferralPerson(
                person_id=person_id,
                name=names.get(person_id, ""),
                part=one.part,
                in_focus=one.in_focus,
            ),
        )
    return {key: tuple(people.values()) for key, people in found.items()}
