"""Forms that are filled in, for tests."""

from __future__ import annotations

from uuid import UUID

from alongside.forms import Value, read_form, shipped_forms
from alongside.web.assessments.filling import finish_form, start_form
from alongside.web.assessments.models import FilledRow
from alongside.web.assessments.saving import save_answers
from alongside.web.cases.opening import OpenedCase

CHILD_VIEW: dict[str, list[Value]] = {
    "place": ["In the kitchen, alone"],
    "good": ["My bike"],
    "worry": ["The dark"],
    "secret": [False],
    "read-back": [True],
}


def finished_child_view(opened: OpenedCase, person_id: UUID) -> FilledRow:
    """What a child said, finished."""
    row = start_form(opened, "child_view", person_id)
    save_answers(opened, row, CHILD_VIEW)
    return finish_form(opened, row)


def safety_answers() -> dict[str, list[Value]]:
    """A safety assessment in which nothing threatens a child."""
    form = read_form(shipped_forms()["safety_assessment"], name="safety_assessment")
    asked = [link for link in form.by_link if link.startswith(("t-", "p-"))]
    answers: dict[str, list[Value]] = {link: ["no"] for link in asked if form.by_link[link].options}
    return answers | {
        "seen-on": ["2026-03-04"],
        "seen-who": ["Dora, Mila and Theo"],
        "seen-alone": [True],
        "conclusion": ["safe"],
        "reason": ["Nothing threatens them, and both are calm"],
    }


def finished_safety(opened: OpenedCase) -> FilledRow:
    """A finished safety assessment."""
    row = start_form(opened, "safety_assessment")
    save_answers(opened, row, safety_answers())
    return finish_form(opened, row)
