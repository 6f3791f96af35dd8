"""A jurisdiction's file: the shipped one, an agency's own, and every mistake at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from alongside.agency import AgencyMistakes, read_agency, write_agency
from alongside.governance.clocks import Length, Unit

RULE = """\
[rule.visit]
says = "Visit"
starts = ["case_accepted"]
stops = ["visit_made"]
within = "5 working days"
source = "Ours"
checked_on = 2026-11-24
"""


def agency_with(folder: Path, text: str | None = None, *, jurisdiction: str = "us-example") -> Path:
    """An agency folder of this jurisdiction, with a file of its own for it."""
    write_agency(folder)
    file = folder / "agency.toml"
    file.write_text(file.read_text().replace('"us-example"', f'"{jurisdiction}"'))
    if text is not None:
        (folder / "jurisdictions").mkdir()
        (folder / "jurisdictions" / f"{jurisdiction}.toml").write_text(text)
    return folder


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(AgencyMistakes) as found:
        read_agency(folder)
    return [str(one) for one in found.value.mistakes]


def test_a_shipped_jurisdiction_needs_no_file(tmp_path: Path) -> None:
    agency = read_agency(agency_with(tmp_path, jurisdiction="england"))
    assert agency.rules["assessment"].length(0) == Length(45, Unit.WORKING_DAYS)
    assert not agency.calendar.is_working(date(2026, 8, 31))  # the late bank holiday
    assert agency.calendar.is_working(date(2026, 11, 26))  # no Thanksgiving there


def test_a_file_of_the_agency_takes_its_place_whole(tmp_path: Path) -> None:
    agency = read_agency(agency_with(tmp_path, f'title = "Ours"\n{RULE}'))
    assert set(agency.rules) == {"visit"}
    assert agency.calendar.is_working(date(2026, 12, 25))  # no place, no holidays


def test_like_keeps_what_the_file_does_not_say(tmp_path: Path) -> None:
    text = f'title = "Ours"\nlike = "england"\nwithout = ["decision"]\n{RULE}'
    agency = read_agency(agency_with(tmp_path, text, jurisdiction="kent"))
    assert {"visit", "assessment"} <= set(agency.rules)
    assert "decision" not in agency.rules
    assert not agency.calendar.is_working(date(2026, 12, 25))


def test_days_off_and_on(tmp_path: Path) -> None:
    days = '[working_days]\ncountry = "US"\nweekend = ["friday", "saturday"]\n'
    days += "closed = [2026-12-24]\nopen = [2026-12-25]\n"
    calendar = read_agency(agency_with(tmp_path, f'title = "Ours"\n{days}')).calendar
    assert not calendar.is_working(date(2026, 12, 24))
    assert calendar.is_working(date(2026, 12, 25))
    assert calendar.is_working(date(2026, 12, 27))  # a Sunday


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('"5 working days"', '"5 fortnights"', "wanted a length such as 24 hours"),
        ('"5 working days"', "5", "wanted a length such as 24 hours"),
        ('"5 working days"', '"0 days"', "it has no time"),
        ('["visit_made"]', '["visit_maid"]', "visit_maid"),
        ('["visit_made"]', "[]", "it can never stop"),
        ('["case_accepted"]', "[]", "it can never start"),
        ('["visit_made"]', '["screened_in"]', "it can never stop"),
        ('source = "Ours"', 'then = "4 weeks"\nsource = "Ours"', "it comes again without end"),
        ('source = "Ours"', 'url = "somewhere"\nsource = "Ours"', "rule.visit.url"),
        ("checked_on = 2026-11-24", "", "rule.visit.checked_on"),
        ("[rule.visit]", "[rule.visit]\nstop = 1", "an unknown key"),
        ("[rule.visit]", '[working_days]\ncountry = "XX"\n[rule.visit]', "a place of the holidays"),
        ("[rule.visit]", 'like = "atlantis"\n[rule.visit]', "england, us-example, wales"),
    ],
)
def test_a_mistake_names_its_file_and_key(
    tmp_path: Path, before: str, after: str, says: str
) -> None:
    text = f'title = "Ours"\n{RULE}'
    assert before in text
    (only,) = mistakes(agency_with(tmp_path, text.replace(before, after)))
    assert only.startswith("jurisdictions/us-example.toml")
    assert says in only


def test_a_jurisdiction_that_nobody_wrote(tmp_path: Path) -> None:
    (only,) = mistakes(agency_with(tmp_path, jurisdiction="atlantis"))
    assert "agency.toml, jurisdiction" in only
    assert "england, us-example, wales, or a file jurisdictions/atlantis.toml" in only


@pytest.mark.parametrize("name", ["../secrets", "Us Example", ""])
def test_a_jurisdiction_is_a_name_and_no_path(tmp_path: Path, name: str) -> None:
    assert any("jurisdiction" in one for one in mistakes(agency_with(tmp_path, jurisdiction=name)))


def test_a_decision_owed_by_a_rule_that_is_not_there(tmp_path: Path) -> None:
    agency_with(tmp_path)
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "screening.toml").write_text(
        'title = "S"\nquestion = "?"\nopens = "referral"\ndue_rule = "tea"\n'
        'likelihood_of = "x"\n[[choice]]\nname = "in"\nsays = "In"\nalso = ["tea_drunk"]\n'
        '[[choice]]\nname = "out"\nsays = "Out"\n'
    )
    found = "\n".join(mistakes(tmp_path))
    assert "decisions/screening.toml, due_rule: saw 'tea'; wanted a rule" in found
    assert "saw 'tea_drunk'; wanted a kind of step" in found
