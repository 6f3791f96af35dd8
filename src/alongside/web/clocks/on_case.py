"""What runs for a case, on its page: the first due first."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.parts import CasePart, PartAction, PartLine
from alongside.web.clocks.page import ClockLine, running

FEW = 5


def on_case(opened: OpenedCase) -> tuple[CasePart, ...]:
    """The card of clocks."""
    href = reverse("clocks:clocks", kwargs={"key": opened.key})
    lines = running(opened)
    return (
        CasePart(
            name="clocks",
            title=_("Clocks"),
            icon="clock",
            lines=tuple(_part_line(one, href) for one in lines[:FEW]),
            empty=_("No clock runs. The next step of the case may start one."),
            more=PartAction(says=_("All clocks, and where they come from"), href=href),
        ),
    )


def _part_line(one: ClockLine, href: str) -> PartLine:
    says = f"{one.says}: {one.who}" if one.who else one.says
    return PartLine(says=says, when=one.words, href=href, tone=one.tone)
