"""The page on form files names what there is, and its example works."""

from __future__ import annotations

import json
import re

from alongside.forms import FACTS, SECTIONS, STEPS, ItemType, lint_form
from alongside.forms.expression import FUNCTIONS
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "reference" / "form-files.md").read_text(encoding="utf-8")


def test_the_example_has_no_mistake() -> None:
    (example,) = re.findall(r"^```json\n(.*?)^```", PAGE, flags=re.DOTALL | re.MULTILINE)
    assert lint_form(json.loads(example)) == []


def test_every_type_fact_step_and_section_is_named() -> None:
    for name in (*ItemType, *FACTS, *STEPS, *SECTIONS):
        assert f"`{name}`" in PAGE, name


def test_the_functions_that_are_let_in_are_named() -> None:
    said = re.search(r"Let in are `([^`]*)`", PAGE)
    assert said is not None
    assert set(said[1].split()) == FUNCTIONS
