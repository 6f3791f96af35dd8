"""A statement of the record: what is said, and everything that shows where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence that the record holds. A report is made of these and of nothing else.

    ``known_at`` is since when the agency could know; ``source`` names the thing of the record, as
    ``note:17`` or ``hotline:884``, and ``href`` leads to it.
    """

    section: str  # see SECTIONS
    says: str
    said_by: str  # a worker's name, or a source's title
    happened_at: datetime | None
    known_at: datetime
    source: str
    href: str = ""
    people: tuple[UUID, ...] = ()
    precision: str = "instant"
    quoted: bool = False  # somebody's own words
    headline: bool = False  # says in one line what its source holds, for a chronology
    sensitivity: int = 1  # of the thing; a report is as sensitive as the most sensitive of these

    def __post_init__(self) -> None:
        if not self.says.strip():
            raise ValueError("a statement says something")
        if self.section not in SECTIONS:
            raise ValueError(f"no section {self.section!r}")


# what a report can be made of, in the order of a full one
SECTIONS: dict[str, str] = {
    "people": "The family",
    "referral": "How it came to us",
    "event": "What happened",
    "visit": "Visits",
    "assessment": "What was found",
    "child_view": "What the child says",
    "safety_plan": "The safety plan",
    "case_plan": "The plan",
    "placement": "Where the children lived",
    "review": "Reviews and meetings",
    "decision": "What was decided",
    "note": "Notes",
    "document": "Documents",
    "closure": "The end of the work",
}
