"""Where the children of a case live and lived, as pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.governance.casework import PlacementState
from alongside.governance.casework.stays import months_before, nights
from alongside.governance.clocks import ClockRule
from alongside.privacy import Verb
from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase
from alongside.web.facts.about import people_of
from alongside.web.identity.lookup import living_among
from alongside.web.planning.models import PlacementRow
from alongside.web.planning.placing import kinds_of_placement, stay_of

LIVED = (PlacementState.BEGUN.value, PlacementState.ENDED.value)


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
    """Each child that has stays, the latest first, with how many nights."""
    rows = list(PlacementRow.objects.filter(case=opened.row).order_by("-from_on", "-id"))
    by_child: dict[str, list[PlacementRow]] = {}
    for row, child in children_among(opened, rows):
        by_child.setdefault(child, []).append(row)
    return [
        ChildShown(
            name=child,
            stays=[shown_placement(opened, row, child) for row in stays],
            nights=_nights_said(opened.today, stays),
        )
        for child, stays in by_child.items()
    ]


def _nights_said(today: date, rows: list[PlacementRow]) -> str:
    """The nights in all, and those within the window of a rule where the jurisdiction has one."""
    lived = [stay_of(row) for row in rows if row.state in LIVED]
    n = nights(lived, last=today)
    said = ngettext("%(n)s night in all", "%(n)s nights in all", n) % {"n": n}
    rule = window_rule()
    if rule is None or rule.of_last_months is None:
        return said
    months = rule.of_last_months
    within = nights(lived, first=months_before(today, months), last=today)
    return _("%(said)s; %(n)s of them in the last %(months)s months") % {
        "said": said,
        "n": within,
        "months": months,
    }


def window_rule() -> ClockRule | None:
    """The rule of the jurisdiction that counts time away within a window, if it has one."""
    rules = current_agency().jurisdiction.rules
    return next((rule for rule in rules if rule.of_last_months and rule.each_person), None)


def window_note() -> str:
    """What that rule says, as a fact beside the nights; the clock itself stands with the clocks."""
    rule = window_rule()
    if rule is None:
        return ""
    return _(
        "The rule “%(rule)s” counts %(amount)s of the last %(months)s months (%(source)s)."
    ) % {
        "rule": rule.says,
        "amount": rule.amount,
        "months": rule.of_last_months,
        "source": rule.source,
    }
