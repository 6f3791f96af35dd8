"""The reference of clocks is that of the shipped files; each shipped rule can be trusted to run."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

from alongside.agency import read_agency, write_agency
from alongside.agency.folder import SHIPPED, shipped_jurisdiction, shipped_jurisdictions
from alongside.agency.jurisdiction_file import JurisdictionFile, RuleEntry, WorkingDays
from tests.conftest import ROOT
from tests.docs import jurisdictions

SECTIONS: dict[str, type[BaseModel]] = {
    "The top of `jurisdictions/NAME.toml`": JurisdictionFile,
    "`[working_days]`": WorkingDays,
    "`[rule.NAME]`": RuleEntry,
}
HOW_TO = ROOT / "docs" / "how-to" / "write-a-clock-rule.md"


def test_the_page_is_as_the_files_are() -> None:
    assert jurisdictions.PAGE.read_text(encoding="utf-8") == jurisdictions.page(), (
        "out of date: run python -m tests.docs.jurisdictions"
    )


@pytest.mark.parametrize("heading", SECTIONS)
def test_every_key_is_described(heading: str) -> None:
    _, found, section = jurisdictions.page().partition(f"## {heading}\n")
    assert found
    text = section.partition("\n## ")[0]
    listed = set(re.findall(r"^\| `([^`]+)` \|", text, flags=re.MULTILINE))
    assert listed == set(SECTIONS[heading].model_fields)


@pytest.mark.parametrize("name", shipped_jurisdictions())
def test_a_shipped_rule_names_its_source_and_when_it_was_checked(name: str) -> None:
    for rule in shipped_jurisdiction(name).rules:
        assert rule.source
        assert rule.checked_on is not None
        assert date(2026, 1, 1) <= rule.checked_on
        named = re.search(r"Act|CFR|U\.S\.C\.|Regulations|Working Together|Procedures", rule.source)
        assert bool(rule.url) == bool(named), rule.name


@pytest.mark.parametrize(
    ("name", "rule", "within", "then"),
    [
        ("england", "decision", "1 working day", None),
        ("england", "assessment", "45 working days", None),
        ("england", "first_conference", "15 working days", None),
        ("england", "protection_plan_review", "3 months", "6 months"),
        ("england", "looked_after_review", "20 working days", ["3 months", "6 months"]),
        ("wales", "core_group", "10 working days", "6 weeks"),
        ("wales", "assessment", "42 working days", None),
        ("us-example", "urgent_response", "24 hours", None),
        ("us-example", "foster_care_review", "6 months", "6 months"),
        ("us-example", "permanency_hearing", "12 months", "12 months"),
        ("us-example", "fifteen_of_twenty_two", "15 months", None),
    ],
)
def test_the_times_are_those_that_people_know(
    name: str, rule: str, within: str, then: object
) -> None:
    entry = tomllib.loads((SHIPPED / f"{name}.toml").read_text())["rule"][rule]
    assert (entry["within"], entry.get("then")) == (within, then)


def test_the_examples_of_the_guide_work(tmp_path: Path) -> None:
    write_agency(tmp_path, demo=True)
    texts = re.findall(r"```toml\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert texts
    (tmp_path / "jurisdictions").mkdir()
    (tmp_path / "jurisdictions" / "us-example.toml").write_text("\n".join(texts))
    agency = read_agency(tmp_path)
    assert "first_visit" in agency.rules
    assert "fifteen_of_twenty_two" not in agency.rules
    assert agency.rules["supervision"].length(0).amount == 14
    assert not agency.calendar.is_working(date(2026, 12, 24))
