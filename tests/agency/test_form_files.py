"""The agency's forms are read with everything else, and their mistakes told with the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from alongside.agency import AgencyMistakes, read_agency, write_agency


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_agency(tmp_path / "office")
    return tmp_path / "office"


def mistakes(folder: Path) -> list[str]:
    with pytest.raises(AgencyMistakes) as caught:
        read_agency(folder)
    return [str(one) for one in caught.value.mistakes]


def test_a_new_agency_has_the_shipped_forms(folder: Path) -> None:
    forms = read_agency(folder).forms
    assert sorted(forms) == [
        "child_view", "home_visit", "safety_assessment", "strengths_and_worries",
    ]  # fmt: skip
    assert forms["strengths_and_worries"].is_assessment


def test_an_agency_without_forms_is_one(folder: Path) -> None:
    for path in (folder / "forms").glob("*.json"):
        path.unlink()
    (folder / "forms").rmdir()
    assert read_agency(folder).forms == {}


def test_mistakes_of_every_file_are_told_at_once(folder: Path) -> None:
    forms = folder / "forms"
    (forms / "broken.json").write_text("{")
    (forms / "Not a name.json").write_bytes((forms / "child_view.json").read_bytes())
    text = (forms / "home_visit.json").read_text()
    (forms / "home_visit.json").write_text(text.replace('"version": "1",', ""))
    told = "\n".join(mistakes(folder))
    assert "forms/broken.json: saw no JSON at line 1 (AL-F001)" in told
    assert "forms/Not a name.json" in told
    assert "forms/home_visit.json: saw no version (AL-F004)" in told


def test_another_encoding_is_told(folder: Path) -> None:
    (folder / "forms" / "old.json").write_bytes('{"title": "Über"}'.encode("latin-1"))
    assert "saw another encoding (AL-F001); wanted UTF-8" in mistakes(folder)[0]


def test_a_form_offers_the_last_answer_of_a_form_that_is_there(folder: Path) -> None:
    (folder / "forms" / "child_view.json").unlink()
    assert any("last:child_view.worry" in one for one in mistakes(folder))
