"""Open a case through the permission: the access is in the ledger before anything is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from alongside.governance.casework import AssignmentState, CaseState
from alongside.privacy import CaseGuard, Refusal, Verb, can_case, check_can_case
from alongside.privacy.access import AccessDenied
from alongside.web.agency import current_agency
from alongside.web.cases.called import called_among
from alongside.web.cases.models import AssignmentRow, CasePersonRow, CaseRow
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import living_among, sealed_among
from alongside.web.people.words import DateWords

WORKING = (AssignmentState.OFFERED.value, AssignmentState.ACCEPTED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePerson:
    """Somebody who is part of a case, under the id that lives today."""

    person_id: UUID
    name: str
    part: str
    in_focus: bool
    birth_on: date | None = None
    address_protected: bool = False


@dataclass(frozen=True, kw_only=True)
class OpenedCase:
    """A case that this worker may see, and that she has looked at in the ledger."""

    row: CaseRow
    guard: CaseGuard
    acting: Acting
    parts: Mapping[UUID, CasePersonRow] | None = None  # as the guard read them; else read anew

    @property
    def key(self) -> UUID:
        """What addresses name the case by."""
        return self.row.key

    @property
    def state(self) -> CaseState:
        """The phase it is in."""
        return CaseState(self.row.state)

    @cached_property
    def people(self) -> tuple[CasePerson, ...]:
        """Who is part of it today, those it is about first."""
        parts = current_parts(self.row) if self.parts is None else self.parts
        called = called_among(parts, self.acting.access)
        return tuple(
            CasePerson(
                person_id=person_id,
                name=called[person_id].name,
                part=row.part,
                in_focus=row.in_focus,
                birth_on=called[person_id].birth_on,
                address_protected=called[person_id].address_protected,
            )
            for person_id, row in parts.items()
        )

    @property
    def focus(self) -> tuple[UUID, ...]:
        """The people the work is about."""
        return tuple(one.person_id for one in self.people if one.in_focus)

    @property
    def say(self) -> DateWords:
        """Dates in words."""
        zone = current_agency().file.zone
        return DateWords(self.today, zone)

    @property
    def today(self) -> date:
        """The agency's day."""
        return self.acting.now.astimezone(current_agency().file.zone).date()

    def may(self, verb: Verb) -> bool:
        """Whether she may do this here."""
        return can_case(self.acting.access, verb, self.guard) is None

    def check(self, verb: Verb) -> None:
        """Raise :class:`AccessDenied` (403 for who may look) unless she may do this here."""
        check_can_case(self.acting.access, verb, self.guard)


def open_case(key: UUID, acting: Acting, *, verb: Verb = Verb.VIEW_CASES) -> OpenedCase:
    """The case of an address, once the ledger holds that it was opened.

    Raises
    ------
    AccessDenied
        When there is no such case, or it is not hers: the same answer. 403 where she may look
        and ``verb`` is more than looking.
    """
    row = CaseRow.objects.select_related("worker", "point").filter(key=key).first()
    if row is None:
        acting.note(Verb.VIEW_CASES, "case", str(key), reason="no such case")
        raise AccessDenied(Refusal.NOT_YOURS)
    parts = current_parts(row)
    opened = OpenedCase(row=row, guard=guard_of(row, parts=parts), acting=acting, parts=parts)
    opened.check(Verb.VIEW_CASES)
    acting.note(verb, "case", str(key))
    opened.check(verb)
    return opened


def again(opened: OpenedCase) -> OpenedCase:
    """The same case for the same worker, read anew after something was done to it."""
    row = CaseRow.objects.select_related("worker", "point").get(pk=opened.row.pk)
    return OpenedCase(row=row, guard=guard_of(row), acting=opened.acting)


def guard_of(row: CaseRow, *, parts: Iterable[UUID] | None = None) -> CaseGuard:
    """What of a case decides about access; read anew each time, in four queries."""
    found = AssignmentRow.objects.filter(case=row, state__in=WORKING)
    listed = list(found.values_list("state", "worker_id", "team"))
    asked = [one for one in listed if one[0] == AssignmentState.OFFERED.value]
    workers = {str(worker) for state, worker, _ in listed if state == AssignmentState.ACCEPTED}
    return CaseGuard(
        team=row.team,
        workers=frozenset(workers | _who_closed(row)),
        asked_workers=frozenset(str(worker) for _, worker, _ in asked if worker),
        asked_teams=frozenset(team for _, worker, team in asked if worker is None),
        sealed_people=frozenset(
            str(one) for one in sealed_among(current_parts(row) if parts is None else parts)
        ),
        sensitivity=row.sensitivity,
        purposes=frozenset(row.purposes),
    )


def current_parts(row: CaseRow) -> dict[UUID, CasePersonRow]:
    """Who is part of a case under the ids that live today; two that were merged stand once."""
    rows = CasePersonRow.objects.filter(case=row, until_at__isnull=True)
    ordered = list(rows.order_by("-in_focus", "id"))
    lives = living_among(one.person_id for one in ordered)
    parts: dict[UUID, CasePersonRow] = {}
    for one in ordered:  # the part that is in focus comes first, and stays
        parts.setdefault(lives[one.person_id], one)
    return parts


def _who_closed(row: CaseRow) -> set[str]:
    """Who led a closed case may still write down what is late, while she is in its team."""
    if row.state != CaseState.CLOSED.value or row.worker is None:
        return set()
    return {str(row.worker_id)} if row.worker.team == row.team else set()
