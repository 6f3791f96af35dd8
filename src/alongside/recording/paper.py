"""A report ready for paper: every word and date written out, so that PDF and DOCX say the same."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One paragraph in print; ``notes`` are the numbers of its sources."""

    text: str
    notes: tuple[int, ...] = ()
    quoted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A section with its heading."""

    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Lines of a chronology under their headings; each line has as many cells."""

    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(line) != len(self.head) for line in self.lines):
            raise ValueError("each line has a cell for each heading")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything that a page of print shows, in words.

    ``standing`` says whether it is a draft or signed, by whom and when; ``sources`` are numbered
    from 1 in the order of their notes.
    """

    title: str
    agency: str
    language: str
    standing: str
    facts: tuple[tuple[str, str], ...]  # "About", "Mila and Theo Hartmann"
    chapters: tuple[Chapter, ...] = ()
    table: Table | None = None
    sources_title: str = ""
    sources: tuple[str, ...] = ()
    right_to_left: bool = False
    is_draft: bool = True
    draft_mark: str = ""  # at the head of each page of a draft
    page_word: str = "Page"

    def as_json(self) -> str:
        """The whole as JSON, for the typesetter and for the seal of a signed report."""
        return json.dumps(_printed(asdict(self)), ensure_ascii=False, sort_keys=True)


def printable(text: str) -> str:
    """The text without the control characters that no paper shows and XML cannot hold."""
    return "".join(one for one in text if one in "\n\t" or (ord(one) >= 32 and ord(one) != 127))


def _printed(value: Any) -> Any:
    """Every text in a value, printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printed(one) for key, one in value.items()}
    return [_printed(one) for one in value] if isinstance(value, list | tuple) else value
