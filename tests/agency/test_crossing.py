"""Mistakes between files of an agency folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from alongside.agency import AgencyMistakes, read_agency, write_agency

DECISION = """
title = "Screen a referral"
question = "What happens with this referral?"
opens = "referral"
closes = ["screening"]
likelihood_of = "harm is confirmed within a year"
choice = [{ name = "in", says = "Screen in" }, { name = "out", says = "Screen out" }]
"""
HELP = """
[circumstance.housing]
says = "Where the family lives"
support = [{ name = "deposit", says = "Help with a deposit", grade = "low", because = "practice" }]
"""
MODEL = """
title = "Harm confirmed within a year"
decision = "screening"
purposes = ["analysis"]
counts = "referrals"
use_for = ["a second look before a referral is screened"]
not_for = ["removal of a child"]
cannot_know = ["what the child says"]
[cohort]
which = { kinds = ["referral"] }
[label]
which = { kinds = ["finding"], details = ["substantiated"] }
within_days = 365
says = "had harm confirmed within a year"
stands_for = "harm to the child"
mismatch = "harm that nobody reports is not in it"
[[feature]]
name = "moves"
says = "{n} moves in the last year"
aggregate = "count"
which = { kinds = ["move"] }
window_days = 365
circumstance = "housing"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "agency"
    write_agency(folder)
    parts = {
        "decisions/screening.toml": DECISION,
        "guidelines/help.toml": HELP,
        "models/harm.toml": MODEL,
    }
    for name, text in parts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_sound_folder_holds_all_its_parts(folder: Path) -> None:
    agency = read_agency(folder)
    assert agency.models["harm"].kinds_read() == {"move"}
    assert agency.decisions["screening"].choice[1].says == "Screen out"
    assert agency.help is not None
    assert agency.help.circumstance["housing"].support[0].grade == "low"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("models/harm.toml", 'decision = "screening"', 'decision = "removal"', "removal"),
        ("models/harm.toml", '"analysis"', '"marketing"', "marketing"),
        ("models/harm.toml", '= "housing"', '= "weather"', "weather"),
        ("models/harm.toml", 'aggregate = "count"', 'aggregate = "guess"', "aggregate"),
        ("models/harm.toml", "within_days = 365", "within_days = 0", "within_days"),
        ("models/harm.toml", "[[feature]]", "secret = 1\n[[feature]]", "unknown key"),
        ("decisions/screening.toml", 'name = "out"', 'name = "in"', "same name"),
        ("guidelines/help.toml", '"low"', '"proven"', "grade"),
    ],
)
def test_what_does_not_fit_is_named(folder: Path, file: str, old: str, new: str, says: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(AgencyMistakes, match=says) as caught:
        read_agency(folder)
    assert all(mistake.file == file for mistake in caught.value.mistakes)
