"""The page on decisions, models and help names every key and default, and its example works."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from alongside.agency import Agency, read_agency, write_agency
from alongside.agency.decision_file import (
    Choice,
    Circumstance,
    DecisionFile,
    HelpFile,
    Reason,
    ResponseTime,
    Support,
)
from alongside.agency.model_file import (
    EMPTY_IS_ZERO,
    Aggregate,
    AuditEntry,
    Cohort,
    FeatureEntry,
    Label,
    ModelFile,
    Scope,
    ShapeEntry,
    SplitEntry,
    TrainingEntry,
    UseEntry,
    Which,
)
from alongside.timeline.matrix import check_features
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "reference" / "model-files.md").read_text(encoding="utf-8")
SECTIONS: dict[str, type[BaseModel]] = {
    "`decisions/NAME.toml`": DecisionFile,
    "`[[choice]]`": Choice,
    "`[[choice.within]]`": ResponseTime,
    "`[[choice.reasons]]`": Reason,
    "The top of `models/NAME.toml`": ModelFile,
    "`which`": Which,
    "`[cohort]`": Cohort,
    "`[label]`": Label,
    "`[[feature]]`": FeatureEntry,
    "`[[shape]]`": ShapeEntry,
    "`[split]`": SplitEntry,
    "`[training]`": TrainingEntry,
    "`[use]`": UseEntry,
    "`[audit]`": AuditEntry,
    "`guidelines/help.toml`": HelpFile,
    "`[circumstance.NAME]`": Circumstance,
    "`[[circumstance.NAME.support]]`": Support,
}


def _rows(heading: str) -> dict[str, list[str]]:
    """The cells of a section's rows by the first, without those of smaller headings."""
    _, found, section = PAGE.partition(f"\n{heading}\n")
    assert found, f"no heading {heading}"
    text = re.split(r"^##", section, maxsplit=1, flags=re.MULTILINE)[0]
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", text, flags=re.MULTILINE)
    return {key: rest.split(" | ") for key, rest in rows}


def _default(field: FieldInfo) -> str | None:
    """What the page has to say of a field's default; ``None`` where it may say it in words."""
    if field.is_required():
        return "needed"
    value = list(field.default) if isinstance(field.default, tuple) else field.default
    if value is None or value == [] or field.default_factory is not None:
        return None
    return f"`{json.dumps(value)}`"


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_key_is_described_with_its_default(heading: str) -> None:
    fields = SECTIONS[heading].model_fields
    rows = _rows(f"## {heading}")
    assert set(rows) == set(fields)
    for key, field in fields.items():
        said, expected = rows[key][-1], _default(field)
        assert expected is None or said == expected, f"{heading} {key}: says {said}"
        assert expected == "needed" or said != "needed", f"{heading} {key} is not needed"


def test_every_aggregate_and_whose_is_described() -> None:
    aggregates = _rows("### Aggregates")
    assert set(aggregates) == {one.value for one in Aggregate}
    assert {name for name, cells in aggregates.items() if cells[-1] == "0"} == set(EMPTY_IS_ZERO)
    assert set(_rows("### Whose")) == {one.value for one in Scope}


def _literals(model: type[BaseModel], key: str) -> set[str]:
    return set(re.findall(r"'([^']+)'", repr(model.model_fields[key].annotation)))


@pytest.mark.parametrize(
    ("heading", "model", "key"),
    [
        ("`[cohort]`", Cohort, "sees"),
        ("`[label]`", Label, "how"),
        ("`[[shape]]`", ShapeEntry, "monotone"),
        ("`[audit]`", AuditEntry, "records"),
        ("`[[circumstance.NAME.support]]`", Support, "grade"),
    ],
)
def test_every_word_that_a_key_may_have_is_named(
    heading: str, model: type[BaseModel], key: str
) -> None:
    words = _literals(model, key)
    assert words
    means = _rows(f"## {heading}")[key][0]
    assert words <= set(re.findall(r"`([^`]+)`", means))


def _examples() -> dict[str, str]:
    """The full example's files by path."""
    block = r"`(\w+/\w+\.toml)`:\n\n```toml\n(.*?)^```"
    return dict(re.findall(block, PAGE, re.DOTALL | re.MULTILINE))


@pytest.fixture
def agency(tmp_path: Path) -> Agency:
    """The full example in a new agency folder, read and checked as a whole."""
    write_agency(tmp_path / "agency")
    for path, text in _examples().items():
        (tmp_path / "agency" / path).parent.mkdir(exist_ok=True)
        (tmp_path / "agency" / path).write_text(text, encoding="utf-8")
    return read_agency(tmp_path / "agency")


def test_the_full_example_is_read_without_a_mistake(agency: Agency) -> None:
    model = agency.models["harm_confirmed"]
    assert agency.decisions[model.decision].title == "Screen a referral"
    assert agency.help is not None
    assert {one.circumstance for one in model.feature} - {None} == set(agency.help.circumstance)


def test_the_example_may_read_what_it_reads_in_the_simulated_agency(agency: Agency) -> None:
    """Kinds are there, dated, of the right purpose, and tell no protected trait."""
    mappings = ROOT / "src" / "alongside" / "simulate" / "mappings"
    for path in mappings.glob("*.toml"):
        shutil.copy(path, agency.folder / "sources")
    whole = read_agency(agency.folder)
    model = whole.models["harm_confirmed"]
    check_features(model, whole.sources)
    assert set(model.use.needs_sources) | set(model.cohort.which.sources) <= set(whole.sources)
