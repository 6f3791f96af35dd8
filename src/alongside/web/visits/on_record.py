"""What this room tells a report about a case."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from alongside.governance.casework import MeetingState
from alongside.recording import Statement
from alongside.web.cases.opening import OpenedCase
from alongside.web.facts.about import people_of
from alongside.web.visits.models import VisitRow
from alongside.web.visits.reading import VisitLine, lines_of, visits_of

ENDED = (MeetingState.HELD.value, MeetingState.MISSED.value)


def on_record(opened: OpenedCase) -> list[Statement]:
    """Every visit that was made or missed. Where it was is not told: a report travels."""
    rows = [row for row in visits_of(opened) if row.state in ENDED]
    about = people_of("visit", [row.pk for row in rows])
    return [
        _statement(line.row, line, about.get(str(line.row.pk), []))
        for line in lines_of(opened, rows)
    ]


def _statement(row: VisitRow, line: VisitLine, people: list[UUID]) -> Statement:
    words = {"worker": row.worker.name, "seen": line.seen, "reason": row.reason}
    made = row.state == MeetingState.HELD.value
    return Statement(
        section="visit",
        says=(
            _("%(worker)s visited. %(seen)s.") if made else _("A visit did not happen: %(reason)s")
        )
        % words,
        said_by=row.worker.name,
        happened_at=row.from_at,
        known_at=row.ended_at or row.planned_at,
        source=f"visit:{row.key}",
        href=line.href,
        people=tuple(people),
    )
