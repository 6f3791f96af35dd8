"""Open somebody's family for the worker of a request; the ledger holds it first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.http import HttpRequest

from alongside.privacy import Verb, can
from alongside.privacy.access import Guarded
from alongside.web.decisions.asking import read_acting
from alongside.web.families.homes import homes_on
from alongside.web.families.reading import FamilyRead, read_family
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import is_sealed
from alongside.web.people.ask import read_day
from alongside.web.people.head import Strip, read_strip
from alongside.web.people.opening import Opening, living_or_noted, open_living
from alongside.web.people.words import DateWords


@dataclass(frozen=True, kw_only=True)
class OpenedFamily:
    """A person whose page may be read, the day that was asked for, and who asks."""

    opening: Opening
    acting: Acting
    on: date
    unread_day: bool = False

    @property
    def person_id(self) -> UUID:
        """The living person."""
        return self.opening.where.person_id

    @cached_property
    def say(self) -> DateWords:
        """Dates in words."""
        return self.opening.say()

    @cached_property
    def strip(self) -> Strip:
        """The head of the page."""
        return read_strip(self.opening, self.say)

    @property
    def may_change(self) -> bool:
        """Whether she may write relationships down here."""
        guarded = Guarded(person_id=str(self.person_id), sealed=is_sealed(self.person_id))
        worker, purpose = self.acting.access.worker, self.acting.access.purpose
        return can(worker, Verb.WORK_CASES, guarded, purpose=purpose) is None

    def check_change(self) -> None:
        """Raise :class:`~alongside.privacy.access.AccessDenied` unless she may."""
        self.acting.check(Verb.WORK_CASES, [self.person_id])

    @cached_property
    def read(self) -> FamilyRead:
        """The family of the day, each person a link."""
        return self._read(links=True)

    def read_without_links(self) -> FamilyRead:
        """The same for a file that leaves the house."""
        return self._read(links=False)

    def _read(self, *, links: bool) -> FamilyRead:
        return read_family(
            self.person_id,
            self.acting.access,
            on=self.on,
            today=self.opening.today,
            homes=homes_on(self.opening, self.on, shielded=self.strip.address_protected),
            links=links,
        )


def open_family(request: HttpRequest, person_id: UUID) -> OpenedFamily:
    """The family of an address, once the ledger holds that it was looked at.

    Raises
    ------
    AccessDenied
        As for the person's own page.
    """
    acting = read_acting(request)
    target = living_or_noted(
        person_id, access=acting.access, now=acting.now, address=acting.address
    )
    opening = open_living(target, access=acting.access, now=acting.now, address=acting.address)
    acting.note(Verb.VIEW_PERSON, "family", str(target))
    on, unread = read_day(request.GET.get("on"))
    on = None if on and on > opening.today else on
    return OpenedFamily(opening=opening, acting=acting, on=on or opening.today, unread_day=unread)
