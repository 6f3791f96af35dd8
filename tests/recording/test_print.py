"""PDF and DOCX of a report: tagged, readable, and deaf to commands in the text."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from alongside.core import AlongsideError
from alongside.recording import Chapter, Paper, Piece, Table
from alongside.recording.docx import to_docx
from alongside.recording.pdf import spell_pictures, to_pdf

NASTY = '#panic("x") $x$ <b>bold</b> =HYPERLINK("https://example.org") \\ *stars* \x07'


def paper(text: str = "Theo sleeps badly", **changes: object) -> Paper:
    values: dict[str, object] = {
        "title": "Report for the court", "agency": "North County", "language": "en",
        "standing": "Draft, not signed", "facts": (("About", "Mila Hartmann"),),
        "chapters": (Chapter(title="What was found", pieces=(Piece(text=text, notes=(1,)),)),),
        "sources_title": "Sources", "sources": ("Form of 3 May, Amara Whitlock",),
        "draft_mark": "DRAFT, NOT SIGNED",
    }  # fmt: skip
    return Paper(**(values | changes))  # type: ignore[arg-type]


def pdf_text(made: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)


def test_the_pdf_is_tagged_titled_and_says_its_language() -> None:
    root = PdfReader(BytesIO(to_pdf(paper()))).trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_a_draft_says_so_on_each_page_and_a_signed_report_does_not() -> None:
    assert "DRAFT, NOT SIGNED" in pdf_text(to_pdf(paper()))
    assert "DRAFT, NOT SIGNED" not in pdf_text(to_pdf(paper(is_draft=False)))


def test_commands_html_and_formulas_are_printed_as_they_were_written() -> None:
    text = pdf_text(to_pdf(paper(NASTY)))
    assert '#panic("x")' in text.replace("“", '"').replace("”", '"')
    assert "<b>bold</b>" in text
    document = Document(BytesIO(to_docx(paper(NASTY))))
    assert any("#panic" in line.text and "<b>" in line.text for line in document.paragraphs)


def test_arabic_and_a_butterfly_reach_the_paper() -> None:
    text = pdf_text(to_pdf(paper("نور Zoë 🦋")))
    assert "(butterfly)" in text
    assert "Zoë" in text


def test_a_name_of_300_letters_stays_on_the_page() -> None:
    made = PdfReader(BytesIO(to_pdf(paper("Wolfeschlegelstein" * 17))))
    assert len(made.pages) == 1
    assert "Wolfeschlegelstein" in pdf_text(to_pdf(paper("Wolfeschlegelstein" * 17)))


def test_a_script_without_a_font_is_refused_with_what_to_do() -> None:
    with pytest.raises(AlongsideError, match="AL-D001") as refused:
        to_pdf(paper("ᮞᮥᮔ᮪ᮓ"))
    assert "Sundanese" in str(refused.value)


def test_modifiers_and_joiners_leave_no_trace() -> None:
    assert spell_pictures("👩🏽‍⚖️") == "(woman)(scales)"


def test_the_head_of_a_table_is_repeated_and_read_as_one() -> None:
    table = Table(head=("When", "What"), lines=(("1 May", "Police called"),))
    document = Document(BytesIO(to_docx(paper(table=table))))
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml
    assert document.tables[0].rows[1].cells[1].text == "Police called"


def test_headings_and_language_are_the_document_s_own() -> None:
    document = Document(BytesIO(to_docx(paper())))
    assert document.core_properties.language == "en"
    assert [line.text for line in document.paragraphs if line.style.name == "Heading 1"] == [
        "What was found",
        "Sources",
    ]


def test_each_line_of_a_table_has_a_cell_for_each_heading() -> None:
    with pytest.raises(ValueError, match="a cell for each heading"):
        Table(head=("When", "What"), lines=(("1 May",),))
