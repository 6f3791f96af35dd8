"""The reports of a case on its page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.privacy import Verb
from alongside.recording import KINDS
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.parts import CasePart, PartAction, PartLine
from alongside.web.reports.opening import reports_of
from alongside.web.reports.page import standing_words

FEW = 3


def on_case(opened: OpenedCase) -> tuple[CasePart, ...]:
    """The newest reports, and a way to make one."""
    rows = reports_of(opened)
    lines = tuple(
        PartLine(
            says=_(KINDS[row.kind].title),
            when=standing_words(row, opened.say),
            href=reverse("reports:report", kwargs={"key": opened.key, "report": row.key}),
        )
        for row in rows[:FEW]
    )
    make = PartAction(says=_("Make a report"), href=reverse("reports:new", args=[opened.key]))
    more = PartAction(says=_("All reports"), href=reverse("reports:list", args=[opened.key]))
    return (
        CasePart(
            name="reports",
            title=_("Reports"),
            icon="file-text",
            lines=lines,
            actions=(make,) if opened.may(Verb.WORK_CASES) else (),
            empty=_("A report is filled from the record, with the source of each sentence."),
            more=more if len(rows) > FEW else None,
        ),
    )
