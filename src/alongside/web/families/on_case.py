"""What this room shows on a case's page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.privacy import Verb
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.parts import CasePart, PartAction, PartLine
from alongside.web.decisions.waiting import names_for
from alongside.web.families.of_case import said_in
from alongside.web.families.said import SaidTie

SHOWN = 6


def on_case(opened: OpenedCase) -> tuple[CasePart, ...]:
    """Who is who, in the words of who said so, and the way to each child's drawing."""
    said = [tie for tie in said_in(opened) if not _over(tie, opened)]
    names = names_for({one for tie in said for one in (tie.one, tie.other)}, opened.acting.access)
    lines = tuple(
        PartLine(
            says=tie.kind.sentence(
                names.get(tie.one) or _("somebody whose name is not known"),
                names.get(tie.other) or _("somebody whose name is not known"),
            ),
            when=opened.say.span(tie.row.from_on, None) if tie.row.from_on else "",
        )
        for tie in said[:SHOWN]
    )
    focus = [one for one in opened.people if one.in_focus]
    drawings = tuple(
        PartAction(
            says=_("Draw the family of %(name)s") % {"name": one.name or _("the child")},
            href=reverse("families:family", args=[one.person_id]),
        )
        for one in focus[:3]
    )
    add = tuple(
        PartAction(says=_("Add a relationship"), href=reverse("families:add", args=[one.person_id]))
        for one in focus[:1]
        if opened.may(Verb.WORK_CASES)
    )
    part = CasePart(
        name="family",
        title=_("Family"),
        icon="users",
        lines=lines,
        actions=(*drawings, *add),
        empty=_("No relationship is written down. The drawing shows what the records say."),
        more=PartAction(says=_("Everything in words"), href=f"{drawings[0].href}#words")
        if drawings and len(said) > SHOWN
        else None,
    )
    return (part,)


def _over(tie: SaidTie, opened: OpenedCase) -> bool:
    return tie.until_on is not None and tie.until_on <= opened.today
