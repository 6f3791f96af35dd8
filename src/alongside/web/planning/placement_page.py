"""Where the children of a case live and lived, as pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.governance.casework import PlacementState
from alongside.governance.casework.stays import Stay, months_before, nights
from alongside.privacy import Verb
from alongside.web.cases.opening import OpenedCase
from alongside.web.facts.about import people_of
from alongside.web.identity.lookup import living_among
from alongside.web.planning.models import PlacementRow
from alongside.web.planning.placing import kinds_of_placement, stay_of, stays_of

WINDOW_MONTHS = 22  # of the federal rule: 15 of the last 22 months


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementShown:
    """One stay in words. ``where`` is empty for who may not know it, and ``masked`` then."""

    row: PlacementRow
    child: str
    kind: str
    span: str
    where: str
    carer: str
    masked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildShown:
    """The stays of one child, and the nights as a plain fact."""

    name: str
    stays: list[PlacementShown]
    nights: str
    window: str


def sees_protected(opened: OpenedCase) -> bool:
    """Whether this reader may know where a child is whose place is protected."""
    mine = opened.acting.access.worker.id in opened.guard.workers
    return mine or opened.may(Verb.SUPERVISE_CASES)


def shown_placement(opened: OpenedCase, row: PlacementRow, child: str) -> PlacementShown:
    """One stay. Who cares for a child gives away where it is, so both are masked."""
    masked = row.where_protected and not sees_protected(opened)
    return PlacementShown(
        row=row,
        child=child,
        kind=kinds_of_placement().get(row.kind, row.kind),
        span=opened.say.span(row.from_on, row.until_on),
        where="" if masked else row.where,
        carer="" if masked else row.carer,
        masked=masked,
    )


def placed_now(opened: OpenedCase) -> list[PlacementShown]:
    """Where children live today, in three queries."""
    rows = PlacementRow.objects.filter(case=opened.row, state=PlacementState.BEGUN.value)
    listed = list(rows.order_by("from_on", "id"))
    return [shown_placement(opened, row, child) for row, child in children_among(opened, listed)]


def children_among(
    opened: OpenedCase, rows: Sequence[PlacementRow]
) -> list[tuple[PlacementRow, str]]:
    """Whose stay each is, by name; nobody's while that waits to be decided."""
    about = people_of("placement", [row.pk for row in rows])
    alive = living_among({one for people in about.values() for one in people})
    known = {one.person_id: one.name for one in opened.people}
    found = []
    for row in rows:
        names = [known.get(alive[one], "") for one in about.get(str(row.pk), ())]
        named = ", ".join(name for name in names if name)
        found.append((row, named or _("It is not decided whose stay this is")))
    return found


def children_of(opened: OpenedCase) -> list[ChildShown]:
    """Each child that has stays, with how many nights."""
    found = []
    for person in opened.people:
        rows = [row for row in stays_of(person.person_id) if row.case_id == opened.row.pk]
        if rows:
            shown = [shown_placement(opened, row, person.name) for row in reversed(rows)]
            found.append(ChildShown(name=person.name, stays=shown, **_nights(opened, rows)))
    return found


def _nights(opened: OpenedCase, rows: list[PlacementRow]) -> dict[str, str]:
    today = opened.today
    lived = [
        stay_of(row)
        for row in rows
        if row.state in (PlacementState.BEGUN.value, PlacementState.ENDED.value)
    ]
    first = months_before(today, WINDOW_MONTHS)
    return {"nights": _counted(nights(lived, last=today)), "window": _window(lived, first, today)}


def _window(lived: list[Stay], first: date, today: date) -> str:
    n = nights(lived, first=first, last=today)
    return _("%(nights)s of the last %(months)s months") % {
        "nights": _counted(n), "months": WINDOW_MONTHS
    }  # fmt: skip


def _counted(n: int) -> str:
    return ngettext("%(n)s night", "%(n)s nights", n) % {"n": n}
