"""Notes, chronologies and reports whose every sentence has a source.

This room invents nothing: it orders statements that the record holds, and draws them as PDF and
DOCX. It refuses a statement without a source.
"""

from alongside.recording.drafting import Cited, Paragraph, draft
from alongside.recording.kinds import KINDS, ReportKind
from alongside.recording.paper import Chapter, Paper, Piece, Table
from alongside.recording.statement import SECTIONS, Statement

__all__ = [
    "KINDS",
    "SECTIONS",
    "Chapter",
    "Cited",
    "Paper",
    "Paragraph",
    "Piece",
    "ReportKind",
    "Statement",
    "Table",
    "draft",
]
