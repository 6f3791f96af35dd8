"""What this room shows on a case's page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.governance.casework import CaseState, FilledState
from alongside.privacy import Verb
from alongside.web.assessments.models import FilledRow
from alongside.web.assessments.whom import whom_each
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.parts import CasePart, PartAction, PartLine

FEW = 6


def on_case(opened: OpenedCase) -> tuple[CasePart, ...]:
    """The forms: drafts first, then what was finished last."""
    rows = FilledRow.objects.filter(case=opened.row).exclude(state=FilledState.AMENDED.value)
    rows = rows.select_related("version", "saved_by", "finished_by")
    newest = sorted(rows.order_by("-begun_at", "-pk")[: FEW * 4], key=_drafts_first)
    called = {one.person_id: one.name for one in opened.people}
    names = {pk: called.get(one, "") for pk, one in whom_each(newest[:FEW]).items()}
    every = reverse("assessments:forms", kwargs={"key": opened.key})
    may = opened.may(Verb.WORK_CASES) and opened.state is not CaseState.CLOSED
    return (
        CasePart(
            name="forms",
            title=_("Assessments and forms"),
            icon="clipboard-list",
            lines=tuple(_line(opened, row, names.get(row.pk, "")) for row in newest[:FEW]),
            actions=(PartAction(says=_("Begin a form"), href=every),) if may else (),
            empty=_("No form is filled in yet. The assessment begins with one."),
            more=PartAction(says=_("All forms"), href=every),
        ),
    )


def _drafts_first(row: FilledRow) -> bool:
    return row.state != FilledState.DRAFT.value


def _line(opened: OpenedCase, row: FilledRow, who: str) -> PartLine:
    draft = row.state == FilledState.DRAFT.value
    by = row.saved_by if draft else row.finished_by or row.saved_by
    when = opened.say.when(row.saved_at if draft else row.finished_at, "instant")
    words = _("draft, saved by %(name)s, %(when)s") if draft else _("%(name)s, %(when)s")
    return PartLine(
        says=f"{row.version.title}: {who}" if who else row.version.title,
        when=words % {"name": by.name, "when": when},
        href=reverse("assessments:form", kwargs={"key": opened.key, "filled": row.key}),
        tone="soon" if draft else "",
    )
