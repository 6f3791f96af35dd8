"""Where a child lives: planned, begun, ended; one place a night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.governance.casework import (
    PLACEMENT_TRANSITIONS,
    CaseState,
    PlacementState,
    check_move,
    state_after,
)
from alongside.governance.casework.stays import Stay, overlapping
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import hold, in_the_future, take_step
from alongside.web.facts.about import say_about
from alongside.web.facts.models import AboutRow
from alongside.web.identity.lookup import merged_into
from alongside.web.planning.about import check_part_of_case, living_people_of
from alongside.web.planning.errors import days_reversed, two_places
from alongside.web.planning.models import PlacementRow
from alongside.web.planning.when import moment_on

STANDS = (
    PlacementState.PLANNED.value,
    PlacementState.BEGUN.value,
    PlacementState.ENDED.value,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place to live. ``kind`` is a name of the agency's kinds of placement."""

    kind: str
    from_on: date
    until_on: date | None = None
    where: str = ""
    where_protected: bool = False
    carer: str = ""
    reason: str = ""
    short_stay: bool = False

    def __post_init__(self) -> None:
        if self.until_on and self.until_on < self.from_on:
            raise days_reversed()


def kinds_of_placement() -> dict[str, str]:
    """The agency's kinds, each with its words."""
    return dict(current_agency().file.placements)


def place_child(opened: OpenedCase, child: UUID, place: Place) -> PlacementRow:
    """Keep where a child is to live; it has begun when its first day is not in the future.

    Raises
    ------
    AlongsideError
        ``AL-U082`` when another stay of the child has the same nights; ``AL-U085`` for a child who
        is not part of the case.
    """
    opened.check(Verb.WORK_CASES)
    check_part_of_case(opened, [child])
    with transaction.atomic():
        state_after("child_placed", CaseState(hold(opened).state))
        check_one_place(child, stay_of(place))
        row = PlacementRow.objects.create(
            case=opened.row,
            kind=place.kind,
            where=place.where.strip(),
            where_protected=place.where_protected,
            carer=place.carer.strip(),
            reason=place.reason.strip(),
            short_stay=place.short_stay,
            from_on=place.from_on,
            until_on=place.until_on,
            made_by_id=opened.acting.access.worker.id,
            made_at=opened.acting.now,
        )
        say_about("placement", row.pk, [child], acting=opened.acting, case=opened.row)
        opened.acting.note(Verb.WORK_CASES, "placement", str(row.key), reason="placement_planned")
        if place.from_on <= opened.today:
            begin_placement(opened, row)
            if place.until_on and place.until_on <= opened.today:
                end_placement(opened, row, until_on=place.until_on)
    return row


def begin_placement(opened: OpenedCase, placement: PlacementRow, *, on: date | None = None) -> None:
    """The child moved there: on the day that was planned, or another."""
    day = on or placement.from_on
    if day > opened.today:
        raise in_the_future()
    with transaction.atomic():
        row = _held(opened, placement, PlacementState.BEGUN)
        row.from_on = day
        child = living_people_of("placement", row.pk)
        for one in child:
            check_one_place(one, stay_of(row), but=row.pk)
        row.save(update_fields=["state", "from_on"])
        _say(opened, row, "child_placed", child, day)
    placement.state, placement.from_on = row.state, row.from_on


def end_placement(
    opened: OpenedCase, placement: PlacementRow, *, until_on: date, reason: str = ""
) -> None:
    """The child left on that day."""
    if until_on > opened.today:
        raise in_the_future()
    if until_on < placement.from_on:
        raise days_reversed()
    with transaction.atomic():
        row = _held(opened, placement, PlacementState.ENDED)
        row.until_on, row.ended_reason = until_on, reason.strip()
        row.save(update_fields=["state", "until_on", "ended_reason"])
        _say(opened, row, "placement_ended", living_people_of("placement", row.pk), until_on)
    placement.state, placement.until_on = row.state, until_on


def cancel_placement(opened: OpenedCase, placement: PlacementRow, reason: str) -> None:
    """A stay that was planned does not come about."""
    with transaction.atomic():
        row = _held(opened, placement, PlacementState.CANCELLED)
        row.ended_reason = reason.strip()
        row.save(update_fields=["state", "ended_reason"])
        opened.acting.note(Verb.WORK_CASES, "placement", str(row.key), reason="cancelled")
    placement.state = row.state


def placement_of(opened: OpenedCase, key: UUID) -> PlacementRow:
    """The placement of an address, of this case."""
    row = PlacementRow.objects.filter(case=opened.row, key=key).first()
    if row is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    return row


def stays_of(child: UUID, *, but: int | None = None) -> list[PlacementRow]:
    """Every stay of a child, in whichever case it was written down, the first first."""
    ids = {child} | merged_into({child})
    about = AboutRow.objects.filter(
        fact_kind="placement", person_id__in=ids, until_at__isnull=True, to_assign=False
    )
    numbers = [int(one) for one in about.values_list("fact_id", flat=True)]
    rows = PlacementRow.objects.filter(pk__in=set(numbers) - {but}, state__in=STANDS)
    return list(rows.order_by("from_on", "id"))


def check_one_place(child: UUID, new: Stay, *, but: int | None = None) -> None:
    """Raise ``AL-U082`` when the child would be in two places on one night."""
    if overlapping(new, [stay_of(row) for row in stays_of(child, but=but)]):
        raise two_places()


def stay_of(one: Place | PlacementRow) -> Stay:
    """Its days."""
    return Stay(from_on=one.from_on, until_on=one.until_on, short=one.short_stay)


def _held(opened: OpenedCase, placement: PlacementRow, then: PlacementState) -> PlacementRow:
    """The row, held, on its way to another state."""
    opened.check(Verb.WORK_CASES)
    row = PlacementRow.objects.select_for_update().get(pk=placement.pk)
    check_move(PLACEMENT_TRANSITIONS, PlacementState(row.state), then)
    row.state = then.value
    return row


def _say(opened: OpenedCase, row: PlacementRow, kind: str, people: list[UUID], day: date) -> None:
    happened_at = moment_on(opened, day)
    about = f"placement:{row.pk}"
    take_step(opened, kind, people=people, happened_at=happened_at, about=about)
