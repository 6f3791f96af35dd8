"""Put a report together from statements: order, group, and leave nothing without its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from alongside.recording.kinds import ReportKind
from alongside.recording.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Where a paragraph comes from: a thing of the record, who says it, when, known since when."""

    source: str
    said_by: str
    happened_at: datetime | None
    known_at: datetime
    precision: str = "instant"
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A piece of a report, as drafted or as a worker left it. ``cited`` is never empty."""

    section: str
    text: str
    cited: tuple[Cited, ...]
    quoted: bool = False

    def __post_init__(self) -> None:
        if not self.cited:
            raise ValueError("a paragraph names where it comes from")


def draft(kind: ReportKind, statements: Iterable[Statement]) -> list[Paragraph]:
    """The paragraphs of a report, in the order of its sections and of time.

    Statements of one source follow each other in one paragraph. A table has a line for each
    statement, or, of a source with headlines, for these alone.
    """
    wanted = [one for one in statements if one.section in kind.sections]
    if kind.as_table:
        short = {one.source for one in wanted if one.headline}
        lines = [one for one in wanted if one.headline or one.source not in short]
        return [_paragraph([one]) for one in sorted(lines, key=_by_time)]
    found: list[Paragraph] = []
    for section in kind.sections:
        sources = _by_source([one for one in wanted if one.section == section])
        newest = dict(kind.newest).get(section)
        kept = sources[-newest:] if newest else sources
        found += _once([_paragraph(one) for one in kept])
    return found


def _once(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Each text once: a second source that says the same is cited beside the first."""
    found: dict[tuple[str, bool], Paragraph] = {}
    for one in paragraphs:
        first = found.setdefault((one.text, one.quoted), one)
        if first is not one:
            found[one.text, one.quoted] = replace(first, cited=first.cited + one.cited)
    return list(found.values())


def _by_source(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Statements of each source together, the sources in order of time, each in its own order."""
    place = {id(one): number for number, one in enumerate(statements)}
    ordered = sorted(statements, key=lambda one: (one.source, one.quoted, place[id(one)]))
    groups = groupby(ordered, key=lambda one: (one.source, one.quoted))
    found = [list(group) for _, group in groups]
    return sorted(found, key=lambda group: (_by_time(group[0]), place[id(group[0])]))


def _by_time(one: Statement) -> datetime:
    return one.happened_at or one.known_at


def _paragraph(statements: Sequence[Statement]) -> Paragraph:
    cited = {
        one.source: Cited(
            source=one.source,
            said_by=one.said_by,
            happened_at=one.happened_at,
            known_at=one.known_at,
            precision=one.precision,
            href=one.href,
        )
        for one in reversed(statements)
    }
    return Paragraph(
        section=statements[0].section,
        text="\n".join(one.says for one in statements),
        cited=tuple(reversed(cited.values())),
        quoted=all(one.quoted for one in statements),
    )
