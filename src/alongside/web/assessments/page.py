"""What the pages of filled forms show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.forms import Form, Problem, Sheet, problems
from alongside.governance.casework import FilledState
from alongside.privacy import Verb
from alongside.web.agency import current_agency
from alongside.web.assessments.filling import as_answers
from alongside.web.assessments.models import FilledRow
from alongside.web.assessments.nodes import Beside, Node, tree_of
from alongside.web.assessments.offering import Offers
from alongside.web.assessments.saving import Saved
from alongside.web.assessments.typed import Typed
from alongside.web.assessments.versions import current_forms, form_of
from alongside.web.assessments.whom import whom, whom_each
from alongside.web.cases.opening import OpenedCase


def fill_page(
    opened: OpenedCase,
    filled: FilledRow,
    *,
    typed: Typed | None = None,
    saved: Saved | None = None,
    wanted: tuple[Problem, ...] = (),
) -> dict[str, Any]:
    """The page on which a draft is filled in; with what could not be kept beside each field."""
    row = saved.row if saved else filled
    sheet = Sheet(form=form_of(row), answers=as_answers(row.answers))
    nodes = tree_of(sheet, _beside(opened, row, sheet, typed, saved, wanted), opened.say)
    return {
        **_head(opened, row, sheet),
        "nodes": nodes,
        "listed": _listed(sheet.form, nodes, wanted),
        "saved_at": opened.say.time(row.saved_at),
        "amends": row.amends,
    }


def read_page(opened: OpenedCase, filled: FilledRow) -> dict[str, Any]:
    """A form to read: what was asked and answered, who finished it, and with which version."""
    sheet = Sheet(form=form_of(filled), answers=as_answers(filled.answers))
    finished = filled.state == FilledState.FINISHED.value
    may = opened.may(Verb.WORK_CASES)
    amended = filled.amended.select_related("finished_by").first()
    return {
        **_head(opened, filled, sheet),
        "nodes": tree_of(sheet, Beside(), opened.say),
        "finished_at": filled.finished_at and opened.say.when(filled.finished_at, "instant"),
        "draft": filled.state == FilledState.DRAFT.value,
        "amended_by": amended,
        "amends": filled.amends,
        "may_amend": finished and may and amended is None,
    }


def begin_page(opened: OpenedCase) -> dict[str, Any]:
    """The forms of a case: what is filled in, and what can be begun."""
    kept = FilledRow.objects.filter(case=opened.row).select_related(
        "version", "saved_by", "finished_by"
    )
    rows = list(kept.order_by("-begun_at", "-pk"))
    called, people = {one.person_id: one.name for one in opened.people}, whom_each(rows)
    names = {pk: called.get(person_id, "") for pk, person_id in people.items()}
    return {
        "opened": opened,
        "filled": [_line(opened, row, names) for row in rows],
        "forms": [file.form for file in current_forms().values()],
        "people": opened.people,
        "may_begin": opened.may(Verb.WORK_CASES),
        "may_write": opened.acting.access.worker.may(Verb.EDIT_FORMS),
    }


def zone() -> Any:
    """The agency's time zone."""
    return current_agency().file.zone


def _head(opened: OpenedCase, row: FilledRow, sheet: Sheet) -> dict[str, Any]:
    names = {one.person_id: one.name for one in opened.people}
    person_id = whom(row)
    return {
        "opened": opened,
        "filled": row,
        "form": sheet.form,
        "person_name": names.get(person_id, "") if person_id else "",
        "version": row.version,
    }


def _beside(
    opened: OpenedCase,
    row: FilledRow,
    sheet: Sheet,
    typed: Typed | None,
    saved: Saved | None,
    wanted: tuple[Problem, ...],
) -> Beside:
    conflicts = {one.key: one for one in saved.conflicts} if saved else {}
    faults = {one.place.key: one.says for one in wanted} | (typed.faults if typed else {})
    unkept = set(conflicts) | set(typed.faults if typed else ())
    return Beside(
        offers=Offers(opened=opened, filled=row).for_places(sheet.shown()),
        faults=faults,
        conflicts=conflicts,
        typed={key: typed.as_typed[key] for key in unkept} if typed else {},
        revisions={key: typed.seen[key] for key in unkept} if typed else {},
        revision=row.revision,
    )


def _listed(
    form: Form, nodes: tuple[Node, ...], wanted: tuple[Problem, ...]
) -> list[Mapping[str, str]]:
    """The error summary: what is missing or wrong, in the order of the page."""
    every = (one for node in nodes for one in node.walk())
    listed = {one.place.key for one in wanted}
    return [
        {"id": one.id, "text": form.says(one.item), "says": one.fault}
        for one in every
        if one.fault or one.place.key in listed
    ]


def _line(opened: OpenedCase, row: FilledRow, names: Mapping[int, str]) -> dict[str, Any]:
    at = row.finished_at or row.saved_at
    by = row.finished_by or row.saved_by
    return {
        "row": row,
        "title": row.version.title,
        "who": names.get(row.pk, ""),
        "when": opened.say.when(at, "instant"),
        "by": by.name,
        "draft": row.state == FilledState.DRAFT.value,
        "amended": row.state == FilledState.AMENDED.value,
    }


def what_is_wrong(filled: FilledRow) -> tuple[Problem, ...]:
    """What keeps a draft from being finished."""
    return problems(form_of(filled), as_answers(filled.answers))
