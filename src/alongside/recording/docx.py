"""A report as DOCX with real headings, lists and table heads, to be read by any reader."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from alongside.recording.paper import Paper, Piece, Table, printable


def to_docx(paper: Paper) -> bytes:
    """The document, in Word's own styles so that an office can give it its letterhead."""
    from docx import Document

    document = Document()
    properties = document.core_properties
    properties.title, properties.author = (
        printable(paper.title)[:250],
        printable(paper.agency)[:250],
    )
    properties.language, properties.comments = paper.language, ""
    document.add_heading(printable(paper.title), level=0)
    for name, value in paper.facts:
        line = document.add_paragraph()
        line.add_run(f"{printable(name)}: ").bold = True
        line.add_run(printable(value))
    document.add_paragraph(printable(paper.standing))
    for chapter in paper.chapters:
        document.add_heading(printable(chapter.title), level=1)
        for piece in chapter.pieces:
            _add_piece(document, piece)
    if paper.table is not None:
        _add_table(document, paper.table)
    if paper.sources:
        document.add_heading(printable(paper.sources_title), level=1)
        for number, source in enumerate(paper.sources, start=1):
            document.add_paragraph(f"[{number}] {printable(source)}")
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _add_piece(document: Any, piece: Piece) -> None:
    marks = f" [{', '.join(str(note) for note in piece.notes)}]" if piece.notes else ""
    style = "Quote" if piece.quoted else None
    document.add_paragraph(printable(piece.text) + marks, style=style)


def _add_table(document: Any, table: Table) -> None:
    from docx.oxml import OxmlElement

    made = document.add_table(rows=1, cols=len(table.head), style="Table Grid")
    for cell, words in zip(made.rows[0].cells, table.head, strict=True):
        cell.paragraphs[0].add_run(printable(words)).bold = True
    # the head is repeated on each page, and a screen reader takes it for one
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for line in table.lines:
        for cell, words in zip(made.add_row().cells, line, strict=True):
            cell.text = printable(words)
