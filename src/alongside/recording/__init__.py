"""Notes, chronologies and reports whose every sentence has a source.

This room invents nothing: it orders statements that the record holds, and draws them as pages, PDF
and DOCX. It refuses a statement without a source.
"""

from alongside.recording.statement import SECTIONS, Statement

__all__ = ["SECTIONS", "Statement"]
