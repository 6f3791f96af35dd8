"""The list of what waits: what one may see of it, the oldest due first, never by an estimate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator

from alongside.privacy import Access
from alongside.web.agency import current_agency
from alongside.web.decisions.clock import Clock, clock_of
from alongside.web.decisions.lines import OpenLine, open_lines, own_lines
from alongside.web.decisions.models import PointRow
from alongside.web.decisions.points import standing_decisions
from alongside.web.identity.lookup import OUTBOX_SOURCE, names_of, unseen_people
from alongside.web.identity.models import MembershipRow
from alongside.web.people.opening import readable_warehouse
from alongside.web.people.words import DateWords
from alongside.web.publishing.warehouse import CurrentWarehouse

A_PAGE = 25
FEW = 500  # points that can be asked for by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One point of the list, whom it is about today, and its clock."""

    line: OpenLine
    person_id: UUID
    clock: Clock

    @property
    def order(self) -> tuple[date, date, str]:
        """The oldest due first; what has no clock after it, the oldest first."""
        return (self.clock.due_on or date.max, self.clock.opened_on, self.line.source_key)


def waiting_for(
    access: Access, say: DateWords, *, kind: str = "", about: UUID | None = None
) -> list[Waiting]:
    """What waits and may be seen, the oldest due first; without joined records, what is ours.

    ``kind`` and ``about`` (a person) leave the rest out.
    """
    agency = current_agency()
    if not agency.decisions:
        return []
    own = [line for line in own_lines(access) if line.kind in agency.decisions]
    warehouse = readable_warehouse()
    moved = _moved_since(warehouse) if warehouse else {}
    lines = [*own, *_of_sources(warehouse)] if warehouse else own
    seen = [
        line
        for line in lines
        if kind in ("", line.kind)
        and about in (None, moved.get(line.record_id, line.person_id))
        and _allows(access, line)
    ]
    if not seen:
        return []
    decided, unseen = _decided_among(seen), unseen_people(access.worker)
    found = [
        Waiting(
            line=line,
            person_id=moved.get(line.record_id, line.person_id),
            clock=clock_of(agency.decisions[line.kind], line.opened_at, say, now=access.as_of),
        )
        for line in seen
        if line.key not in decided
    ]
    return sorted((one for one in found if one.person_id not in unseen), key=lambda one: one.order)


def _of_sources(warehouse: CurrentWarehouse) -> list[OpenLine]:
    """What waits in the joined records, without what was opened here: its rows say more."""
    lines = open_lines(warehouse.con, warehouse.generation_id, current_agency())
    keys = (line.source_key for line in lines if line.source == OUTBOX_SOURCE)
    own = PointRow.objects.filter(source=OUTBOX_SOURCE, source_key__in=list(keys))
    known = set(own.values_list("kind", "source", "source_key"))
    return [line for line in lines if line.key not in known]


def page_of(found: list[Waiting], number: str | None) -> Page[Waiting]:
    """One page; a number that cannot be read gives the first, one too high the last."""
    return Paginator(found, A_PAGE).get_page(number)


def names_for(people: Iterable[UUID], access: Access) -> dict[UUID, str]:
    """What each person is called in records that this access may read."""
    listed = set(people)
    clearance = access.worker.clearance(access.purpose) or 0
    rows = names_of(listed).filter(
        sensitivity__lte=clearance, purposes__contains=f",{access.purpose},"
    )
    names: dict[UUID, list[str]] = {}
    for row in rows.order_by("id"):
        owner = row.person_id if row.person_id in listed else row.person.merged_into_id
        names.setdefault(owner, []).append(f"{row.given_name} {row.family_name}".strip())  # type: ignore[arg-type]
    best = _best_names(listed)
    return {one: best[one] if best.get(one) in said else said[0] for one, said in names.items()}


def _best_names(people: set[UUID]) -> dict[UUID, str]:
    """What most records call each person, as the head of their page does."""
    warehouse = readable_warehouse()
    if warehouse is None or not people:
        return {}
    ids = ", ".join(f"'{one}'" for one in people)  # UUIDs only, so they can stand in the text
    rows = warehouse.con.execute(
        f"SELECT person_id, given_name, family_name FROM person WHERE person_id IN ({ids})"
    ).fetchall()
    return {row[0]: f"{row[1] or ''} {row[2] or ''}".strip() for row in rows}


def _allows(access: Access, line: OpenLine) -> bool:
    """Whether she works for the purpose of the decision, and may know of what opened it."""
    purpose = current_agency().decisions[line.kind].purpose
    clearance = access.worker.clearance(purpose)
    return clearance is not None and purpose in line.purposes and line.sensitivity <= clearance


def _decided_among(lines: list[OpenLine]) -> set[tuple[str, str, str]]:
    """Which of these points were decided here."""
    rows = standing_decisions()
    if len(lines) <= FEW:
        rows = rows.filter(point__source_key__in=[line.source_key for line in lines])
    return set(rows.values_list("point__kind", "point__source", "point__source_key"))


def _moved_since(warehouse: CurrentWarehouse) -> Mapping[str, UUID]:
    """Records that changed hands after the generation was published, and whose they are."""
    rows = MembershipRow.objects.filter(until_at__isnull=True, from_at__gt=warehouse.published_at)
    return dict(rows.values_list("record_id", "person_id"))
