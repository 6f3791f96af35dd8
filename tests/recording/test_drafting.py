"""What becomes of statements when a report is made of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.recording import KINDS, SECTIONS, Paragraph, Statement, draft

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def statement(
    section: str, says: str, *, day: int = 0, source: str = "note:1", headline: bool = False
) -> Statement:
    return Statement(
        section=section, says=says, said_by="Amara Whitlock", source=source, headline=headline,
        happened_at=START + timedelta(days=day), known_at=START + timedelta(days=day, hours=2),
    )  # fmt: skip


def test_a_report_follows_its_sections_and_then_time() -> None:
    said = [
        statement("review", "The plan works", day=40, source="meeting:1"),
        statement("assessment", "Theo sleeps badly", day=9, source="form:2"),
        statement("assessment", "Mila is well", day=2, source="form:1"),
        statement("referral", "The school called", source="referral:1"),
    ]
    texts = [one.text for one in draft(KINDS["court_report"], said)]
    assert texts == ["The school called", "Mila is well", "Theo sleeps badly", "The plan works"]


def test_answers_of_one_form_stay_together_with_one_source() -> None:
    said = [
        statement("assessment", "Food: enough", source="form:1"),
        statement("assessment", "Sleep: little", source="form:1"),
    ]
    (only,) = draft(KINDS["court_report"], said)
    assert only.text == "Food: enough\nSleep: little"
    assert [one.source for one in only.cited] == ["form:1"]


def test_two_sources_that_say_the_same_stand_beside_each_other() -> None:
    said = [
        statement("people", "Dora is the mother of Mila", source="hotline:1"),
        statement("people", "Dora is the mother of Mila", source="school:2", day=1),
    ]
    (only,) = draft(KINDS["court_report"], said)
    assert [one.source for one in only.cited] == ["hotline:1", "school:2"]


def test_a_chronology_has_a_line_a_statement_whatever_the_section() -> None:
    said = [
        statement("visit", "Nobody was in", day=3, source="visit:1"),
        statement("event", "Police called", day=1, source="police:4"),
    ]
    assert [one.text for one in draft(KINDS["chronology"], said)] == [
        "Police called",
        "Nobody was in",
    ]


def test_a_chronology_tells_a_long_form_by_its_headline() -> None:
    said = [
        statement("assessment", "Safety: safe", source="form:1", headline=True),
        statement("assessment", "Food: enough", source="form:1"),
        statement("visit", "Nobody was in", day=3, source="visit:1"),
    ]
    assert [one.text for one in draft(KINDS["chronology"], said)] == [
        "Safety: safe",
        "Nobody was in",
    ]
    assert "Food: enough" in draft(KINDS["court_report"], said)[1].text


def test_a_letter_to_the_family_holds_no_note_and_nothing_of_another_agency() -> None:
    said = [statement("note", "I am worried"), statement("event", "Police called")]
    assert draft(KINDS["family_letter"], said) == []


def test_a_summary_keeps_the_newest_notes_only() -> None:
    said = [statement("note", f"Note {n}", day=n, source=f"note:{n}") for n in range(9)]
    assert [one.text for one in draft(KINDS["case_summary"], said)] == [
        f"Note {n}" for n in range(4, 9)
    ]


def test_nothing_can_be_said_without_a_source() -> None:
    with pytest.raises(ValueError, match="where it comes from"):
        Paragraph(section="note", text="He drinks", cited=())


@given(
    st.lists(
        st.builds(
            statement,
            st.sampled_from(sorted(SECTIONS)),
            st.text("abc ", min_size=1).filter(str.strip),
            day=st.integers(0, 400),
            source=st.sampled_from(["note:1", "form:2", "visit:3", "hotline:4"]),
        )
    ),
    st.sampled_from(sorted(KINDS)),
)
def test_a_report_says_what_was_stated_and_nothing_else(said: list[Statement], kind: str) -> None:
    stated = {(one.section, one.says, one.source) for one in said}
    for paragraph in draft(KINDS[kind], said):
        for line in paragraph.text.split("\n"):
            assert any(
                (paragraph.section, line, cited.source) in stated for cited in paragraph.cited
            )
