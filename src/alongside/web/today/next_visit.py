"""The next visit, and the little to know before it that costs no more than two queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from alongside.governance.casework import MeetingState
from alongside.web.people.words import DateWords
from alongside.web.today.line import Line
from alongside.web.visits.models import VisitRow
from alongside.web.visits.shielding import any_shielded, place_words


@dataclass(frozen=True, slots=True, kw_only=True)
class NextVisit:
    """What the worklist's head says of the next visit."""

    row: VisitRow
    when: str
    where: str
    shielded: bool
    last: str
    owed: tuple[str, ...]  # clocks of the same case that are late or end that day

    @property
    def href(self) -> str:
        """The visit's page, with all there is to know before it."""
        return f"/cases/{self.row.case.key}/visits/{self.row.key}/"


def read_next(row: VisitRow | None, lines: tuple[Line, ...], say: DateWords) -> NextVisit | None:
    """The next visit; ``None`` where none is planned."""
    if row is None:
        return None
    shielded = any_shielded(row.people)
    key = str(row.case.key)
    return NextVisit(
        row=row,
        when=say.when(row.from_at, "instant"),
        where=place_words(row.where, shielded=shielded),
        shielded=shielded,
        last=_last(row, say),
        owed=tuple(
            f"{line.says}: {line.clock}" for line in lines if line.case == key and line.tone
        )[:3],
    )


def _last(row: VisitRow, say: DateWords) -> str:
    """When somebody was there last, and when a child was last seen."""
    made = VisitRow.objects.filter(case_id=row.case_id, state=MeetingState.HELD.value)
    last = made.aggregate(visited=Max("from_at"), saw=Max("seen__at"))
    visited, saw = last["visited"], last["saw"]
    if visited is None:
        return _("Nobody has visited in this case yet.")
    words = {"day": say.day(say.local(visited))}
    if saw is None:
        return _("Last visit %(day)s; no child was seen yet.") % words
    words["seen"] = say.day(say.local(saw))
    return _("Last visit %(day)s; a child was last seen %(seen)s.") % words
