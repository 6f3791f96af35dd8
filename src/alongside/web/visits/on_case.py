"""What this room shows on a case's page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from alongside.governance.casework import CaseState
from alongside.privacy import Verb
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.parts import CasePart, PartAction, PartLine
from alongside.web.visits.models import VisitRow
from alongside.web.visits.reading import VisitLine, lines_of

FEW = 4


def on_case(opened: OpenedCase) -> tuple[CasePart, ...]:
    """The visits to come and the last ones made."""
    rows = VisitRow.objects.filter(case=opened.row).select_related("worker", "case")
    few = list(rows.prefetch_related("seen").order_by("-from_at", "-id")[: FEW + 1])
    at = f"/cases/{opened.key}/visits/"
    works = opened.may(Verb.WORK_CASES) and opened.state is not CaseState.CLOSED
    return (
        CasePart(
            name="visits",
            title=_("Visits"),
            icon="map-pin",
            lines=tuple(_part_line(line) for line in lines_of(opened, few[:FEW])),
            actions=(
                PartAction(says=_("Plan a visit"), href=f"{at}plan/"),
                PartAction(says=_("Write down a visit that was made"), href=f"{at}made/"),
            )
            if works
            else (),
            empty=_(
                "When a visit is planned, it stands here, on your worklist and in your calendar."
            ),
            more=PartAction(says=_("All visits"), href=at) if few else None,
        ),
    )


def _part_line(line: VisitLine) -> PartLine:
    says = _("How did it go?") if line.waits else line.state
    detail = line.seen or line.row.aim or line.who
    return PartLine(
        says=f"{says}: {detail}" if detail else says,
        when=line.when,
        href=line.href,
        tone=line.tone,
    )
