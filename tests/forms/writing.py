"""Write a form's JSON in a few words, for tests."""

from __future__ import annotations

from typing import Any

from alongside.forms.extensions import CALCULATED, CONTROL, LEAST, MOST


def form_json(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A Questionnaire with these items."""
    return {
        "resourceType": "Questionnaire",
        "status": "active",
        "url": "urn:test:form",
        "version": "1",
        "title": "A form",
        "item": list(items),
        **more,
    }


def ask(link: str, kind: str = "string", **more: Any) -> dict[str, Any]:
    """One item."""
    return {"linkId": link, "type": kind, "text": f"What of {link}?", **more}


def when(question: str, operator: str = "=", **answer: Any) -> dict[str, Any]:
    """One condition."""
    return {"question": question, "operator": operator, **answer}


def yes(question: str) -> list[dict[str, Any]]:
    """Only asked when a question was answered with yes."""
    return [when(question, answerBoolean=True)]


def choose(link: str, *codes: str, **more: Any) -> dict[str, Any]:
    """A choice between codes that say themselves."""
    options = [{"valueCoding": {"code": code, "display": code}} for code in codes]
    return ask(link, "choice", answerOption=options, **more)


def computed(link: str, expression: str, kind: str = "integer", **more: Any) -> dict[str, Any]:
    """A calculated answer."""
    said = {"language": "text/fhirpath", "expression": expression}
    return ask(link, kind, extension=[{"url": CALCULATED, "valueExpression": said}], **more)


def scale(link: str, most: int = 10, **more: Any) -> dict[str, Any]:
    """A row of numbers from nought."""
    control = {"coding": [{"code": "slider"}]}
    extension = [
        {"url": CONTROL, "valueCodeableConcept": control},
        {"url": LEAST, "valueInteger": 0},
        {"url": MOST, "valueInteger": most},
    ]
    return ask(link, "integer", extension=extension, **more)
