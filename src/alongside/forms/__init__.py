"""Forms that an agency writes without code: FHIR Questionnaire R4, read, checked, asked, scored.

This room refuses a form that could never be finished, and a score over answers that are missing.
"""

from alongside.forms.answering import Problem, problems, scores, shown, tidy
from alongside.forms.facts import FACTS, is_fact, last_of
from alongside.forms.files import (
    lint_bytes,
    read_form,
    read_json,
    shipped_forms,
)
from alongside.forms.finding import Finding, FormMistakes
from alongside.forms.form import SECTIONS, STEPS, Form
from alongside.forms.item import Condition, Item, ItemType, Option, Value
from alongside.forms.linting import lint_form
from alongside.forms.places import Answers, Place
from alongside.forms.reading import form_from
from alongside.forms.response import from_response, to_response
from alongside.forms.sheet import Score, Sheet
from alongside.forms.values import fault_of, read_value

__all__ = [
    "FACTS",
    "SECTIONS",
    "STEPS",
    "Answers",
    "Condition",
    "Finding",
    "Form",
    "FormMistakes",
    "Item",
    "ItemType",
    "Option",
    "Place",
    "Problem",
    "Score",
    "Sheet",
    "Value",
    "fault_of",
    "form_from",
    "from_response",
    "is_fact",
    "last_of",
    "lint_bytes",
    "lint_form",
    "problems",
    "read_form",
    "read_json",
    "read_value",
    "scores",
    "shipped_forms",
    "shown",
    "tidy",
    "to_response",
]
