"""The worklist of one worker: everything that is due or waits, each thing once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.privacy import Verb
from alongside.web.agency import current_agency
from alongside.web.decisions.waiting import Waiting, waiting_for
from alongside.web.identity.acting import Acting
from alongside.web.people.words import DateWords
from alongside.web.today.asked import Asked
from alongside.web.today.hidden import seals_once
from alongside.web.today.items import Item, items_of_rooms
from alongside.web.today.line import Group, Line, group_of
from alongside.web.today.owed import clock_lines, planned_visits, running_clocks, visit_lines
from alongside.web.visits.models import VisitRow

TITLES = {
    Group.LATE: gettext_lazy("Overdue"),
    Group.TODAY: gettext_lazy("Today"),
    Group.WEEK: gettext_lazy("In the next seven days"),
    Group.DECIDE: gettext_lazy("Waiting for your decision"),
    Group.WAITING: gettext_lazy("Waiting for you"),
    Group.LATER: gettext_lazy("Later"),
}
CASE = re.compile(r"^/cases/([0-9a-f-]{36})/")
DECIDING = frozenset({"second_look", "closure", "allocate"})
URGENT = (Group.LATE, Group.TODAY)
INSTANT = timedelta(microseconds=1)
OLDEST = 3  # decisions that are named; the list has all


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """All lines, those that were asked for, and the next visit."""

    every: tuple[Line, ...]
    shown: tuple[Line, ...]
    next_visit: VisitRow | None
    decisions: tuple[Waiting, ...]
    left_out: int  # lines that are late or for today and that the filters hide

    def groups(self) -> list[tuple[Group, str, list[Line]]]:
        """The lines under their headings, in the order of the page; empty ones left out."""
        found: dict[Group, list[Line]] = {group: [] for group in TITLES}
        for line in self.shown:
            found[line.group].append(line)
        return [(group, str(TITLES[group]), lines) for group, lines in found.items() if lines]

    def number(self, *groups: Group) -> int:
        """How many lines stand under these headings, whatever is shown."""
        return sum(1 for line in self.every if line.group in groups)


def read_worklist(acting: Acting, asked: Asked, say: DateWords) -> Worklist:
    """Everything that is due or waits for who acts.

    The number of queries does not depend on how much there is.
    """
    with seals_once():
        visits = planned_visits(acting.access)
        lines = [
            *clock_lines(running_clocks(acting.access), acting, say),
            *visit_lines(visits, acting, say),
            *item_lines(items_of_rooms(acting), acting, say),
        ]
    every = tuple(sorted(lines, key=lambda line: line.order))
    return Worklist(
        every=every,
        shown=tuple(line for line in every if asked.fits(line)),
        left_out=sum(1 for one in every if one.group in URGENT and not asked.fits(one)),
        next_visit=next((one for one in visits if one.until_at >= acting.now), None),
        decisions=tuple(_decisions(acting, say, named={line.href for line in every})),
    )


def say_for(acting: Acting) -> DateWords:
    """Dates in words, for the agency's day of the moment."""
    zone = current_agency().file.zone
    return DateWords(acting.now.astimezone(zone).date(), zone)


def _decisions(acting: Acting, say: DateWords, *, named: set[str]) -> Iterator[Waiting]:
    """Decision points that wait, the oldest due first; those that a room named are left out."""
    if not acting.access.worker.may(Verb.VIEW_DECISIONS):
        return
    for one in waiting_for(acting.access, say):
        line = one.line
        if f"/decisions/{line.kind}/{line.source}/{line.source_key}/" not in named:
            yield one


def item_lines(items: Iterable[Item], acting: Acting, say: DateWords) -> list[Line]:
    """A line for each thing that waits in some room."""
    return [_item_line(item, acting, say) for item in items]


def _item_line(item: Item, acting: Acting, say: DateWords) -> Line:
    found = CASE.match(item.href)
    group, clock = Group.DECIDE if item.kind in DECIDING else Group.WAITING, ""
    if item.due_at is not None:
        on = say.local(item.due_at - INSTANT)  # at midnight the day before is over
        group = group_of(item.due_at, now=acting.now, due_on=on, today=say.today)
        clock = (_("Was due %(day)s") if group is Group.LATE else _("Ends %(day)s")) % {
            "day": say.day(on)
        }
    elif item.since is not None:
        clock = _("Since %(day)s") % {"day": say.day(say.local(item.since))}
    late = group is Group.LATE
    return Line(
        group=group,
        kind="waiting",
        case=found[1] if found else "",
        who=item.who,
        says=item.says,
        href=item.href,
        mark=_("Late") if late else _("Waits"),
        tone="late" if late else "",
        clock=clock,
        due_at=item.due_at or item.since,
    )
