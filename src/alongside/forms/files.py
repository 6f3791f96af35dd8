"""A form's file: its bytes, its JSON, and the form in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alongside.forms.finding import Finding, FormMistakes
from alongside.forms.form import Form
from alongside.forms.linting import lint_form
from alongside.forms.reading import form_from

LARGEST = 1_000_000  # bytes
SHIPPED = Path(__file__).parent / "shipped"


def read_json(data: bytes) -> tuple[dict[str, Any], list[Finding]]:
    """The JSON of a file, or what keeps it from being read."""
    if len(data) > LARGEST:
        return {}, [_fault("AL-F002", f"{len(data):,} bytes", f"at most {LARGEST:,}")]
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        return {}, [_fault("AL-F001", "another encoding", "UTF-8")]
    except (ValueError, RecursionError) as error:
        where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        return {}, [_fault("AL-F001", f"no JSON{where}", "JSON in UTF-8")]
    if not isinstance(found, dict):
        return {}, [_fault("AL-F001", "JSON that is no object", "a Questionnaire")]
    return found, []


def lint_bytes(data: bytes) -> list[Finding]:
    """Every mistake of a file."""
    found, faults = read_json(data)
    return faults or lint_form(found)


def read_form(data: bytes | Mapping[str, Any], *, name: str) -> Form:
    """The form of a file or of its JSON.

    Raises
    ------
    FormMistakes
        With every mistake in it.
    """
    if isinstance(data, bytes):
        found, faults = read_json(data)
        faults = faults or lint_form(found)
    else:
        found, faults = dict(data), lint_form(data)
    if faults:
        raise FormMistakes(name, faults)
    return form_from(found, name=name)


def shipped_forms() -> dict[str, bytes]:
    """The forms that come with the product, by name."""
    return {path.stem: path.read_bytes() for path in sorted(SHIPPED.glob("*.json"))}


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _fault(code: str, seen: str, wanted: str) -> Finding:
    return Finding(code=code, link_id="", seen=seen, wanted=wanted)
