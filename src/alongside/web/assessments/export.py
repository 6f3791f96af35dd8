"""A filled form for other systems."""

from __future__ import annotations

from typing import Any

from alongside.forms import to_response
from alongside.governance.casework import FilledState
from alongside.web.assessments.filling import as_answers
from alongside.web.assessments.models import FilledRow
from alongside.web.assessments.versions import form_of
from alongside.web.assessments.whom import whom


def response_json(filled: FilledRow) -> dict[str, Any]:
    """The QuestionnaireResponse R4; its id is the form's address, its author a worker's name."""
    by = filled.finished_by or filled.saved_by
    made = to_response(
        form_of(filled),
        as_answers(filled.answers),
        finished=filled.state != FilledState.DRAFT.value,
        amended=filled.amends_id is not None,
        authored_at=filled.finished_at or filled.saved_at,
    )
    person_id = whom(filled)
    person = {"subject": {"reference": f"Patient/{person_id}"}} if person_id else {}
    return made | {"id": str(filled.key), "author": {"display": by.name}} | person
