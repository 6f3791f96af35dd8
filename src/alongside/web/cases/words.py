"""How the pages say a phase, a part and an outcome."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.governance.casework import STEPS, CaseState
from alongside.web.agency import current_agency

PHASES: dict[str, Promise] = {
    CaseState.TO_ALLOCATE.value: gettext_lazy("To allocate"),
    CaseState.ASSESSING.value: gettext_lazy("Assessing"),
    CaseState.PLANNING.value: gettext_lazy("Planning"),
    CaseState.SUPPORTING.value: gettext_lazy("Supporting"),
    CaseState.CLOSED.value: gettext_lazy("Closed"),
}
PARTS: dict[str, Promise] = {
    "child": gettext_lazy("Child"),
    "sibling": gettext_lazy("Brother or sister"),
    "parent": gettext_lazy("Parent"),
    "carer": gettext_lazy("Carer"),
    "partner": gettext_lazy("Partner of a parent"),
    "grandparent": gettext_lazy("Grandparent"),
    "other": gettext_lazy("Somebody else"),
}


def phase_words(state: str) -> str:
    """A phase as a word."""
    return str(PHASES.get(state, state))


def part_words(part: str) -> str:
    """A part as words; one that another room named stays as it was written."""
    return str(PARTS.get(part, part.replace("_", " ").capitalize()))


def outcome_words(outcome: str) -> str:
    """What the agency calls an outcome; one that left its list keeps its name."""
    return current_agency().file.case.outcomes.get(outcome, outcome.replace("_", " ").capitalize())


def step_words(kind: str) -> str:
    """What a kind of step says."""
    return _(STEPS[kind].says) if kind in STEPS else kind.replace("_", " ").capitalize()
