"""Find every mistake of a form at once: a table of checks, each one idea."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from alongside.forms.finding import Finding
from alongside.forms.form import SECTIONS, STEPS, Form
from alongside.forms.lint_asking import asking_checks
from alongside.forms.lint_items import item_checks
from alongside.forms.lint_scoring import scoring_checks
from alongside.forms.raw import RawItem, raw_items
from alongside.forms.reading import form_from

MOST_ITEMS, DEEPEST = 500, 6
Check = Callable[[Form], Iterator[Finding]]


def lint_form(json: Mapping[str, Any]) -> list[Finding]:
    """Every mistake of a Questionnaire; an empty list is a form that can be published."""
    if json.get("resourceType") != "Questionnaire":
        seen = repr(json.get("resourceType", "nothing"))[:40]
        return [_fault("AL-F003", f"resourceType {seen}", "Questionnaire")]
    raw = raw_items(json)
    if too_much := _too_much(raw):
        return too_much
    found = [*_head(json), *_model(json), *item_checks(raw)]
    form = form_from(json)
    for check in (*asking_checks(), *scoring_checks()):
        found += check(form)
    return list(dict.fromkeys(found))


def _head(json: Mapping[str, Any]) -> Iterator[Finding]:
    for key, wanted in (("title", "a title"), ("version", "a version"), ("url", "an address")):
        if not str(json.get(key) or "").strip():
            yield _fault("AL-F004", f"no {key}", wanted)
    form = form_from(json)
    if form.step not in STEPS:
        yield _fault("AL-F022", f"finishes-as {form.step[:40]!r}", ", ".join(STEPS))
    if form.section not in SECTIONS:
        yield _fault("AL-F022", f"section {form.section[:40]!r}", ", ".join(SECTIONS))
    if form.about not in ("person", "case"):
        yield _fault("AL-F022", f"about {form.about[:40]!r}", "person or case")
    if not form.items:
        yield _fault("AL-F007", "no item", "at least one question")


def _model(json: Mapping[str, Any]) -> Iterator[Finding]:
    """What the R4 model says; its own words, without the values it saw."""
    from fhir.resources.R4B.questionnaire import Questionnaire
    from pydantic import ValidationError

    try:
        Questionnaire.model_validate(json)
    except ValidationError as error:
        for one in error.errors(include_input=False, include_url=False):
            where = ".".join(str(part) for part in one["loc"])
            yield _fault("AL-F003", f"{where or 'the form'}: {one['msg']}"[:200], "FHIR R4")
    except (ValueError, TypeError, RecursionError):
        yield _fault("AL-F003", "a part that the FHIR model cannot read", "FHIR R4")


def _too_much(raw: list[RawItem]) -> list[Finding]:
    found = []
    if len(raw) > MOST_ITEMS:
        found.append(_fault("AL-F025", f"{len(raw)} items", f"at most {MOST_ITEMS}"))
    deepest = max((one.depth for one in raw), default=0)
    if deepest > DEEPEST:
        found.append(_fault("AL-F025", f"items {deepest} deep", f"at most {DEEPEST}"))
    return found


def _fault(code: str, seen: str, wanted: str) -> Finding:
    return Finding(code=code, link_id="", seen=seen, wanted=wanted)
