"""The kinds of report that can be made from a record, and what each is made of."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.recording.statement import SECTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportKind:
    """A kind of report: its sections in order, and how it shows where a sentence comes from.

    ``newest`` limits a section to so many of its latest sources. A letter ``cites`` nothing in
    print; its sources stay on the page where it was written.
    """

    name: str
    title: str
    about: str  # whom it is for, in a sentence
    sections: tuple[str, ...]
    as_table: bool = False  # one line a statement, as a chronology
    cites: bool = True
    newest: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        unknown = set(self.sections) - set(SECTIONS)
        if unknown:
            raise ValueError(f"no sections {sorted(unknown)}")


KINDS: dict[str, ReportKind] = {
    kind.name: kind
    for kind in (
        ReportKind(
            name="court_report",
            title="Report for the court",
            about="For a court: what happened, what was found, what is planned, and who says so.",
            sections=(
                "people", "referral", "decision", "visit", "assessment", "child_view",
                "safety_plan", "case_plan", "placement", "review", "closure",
            ),
        ),
        ReportKind(
            name="chronology",
            title="Chronology",
            about="What happened, when, who says so, and since when we knew.",
            sections=tuple(one for one in SECTIONS if one != "people"),
            as_table=True,
        ),
        ReportKind(
            name="case_summary",
            title="Case summary",
            about="For the colleague who takes over: where things stand today.",
            sections=(
                "people", "referral", "assessment", "child_view", "safety_plan", "case_plan",
                "placement", "review", "visit", "note",
            ),
            newest=(("assessment", 2), ("child_view", 1), ("review", 1), ("visit", 3), ("note", 5)),
        ),
        ReportKind(
            name="family_letter",
            title="Letter to the family",
            about="For the family: what we agreed, what happens next, and how to answer.",
            sections=("safety_plan", "case_plan", "review", "closure"),
            cites=False,
            newest=(("review", 1),),
        ),
    )
}  # fmt: skip
