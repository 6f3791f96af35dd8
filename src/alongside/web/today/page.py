"""What the page of the worklist shows."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.governance.casework import CaseState
from alongside.web.agency import current_agency
from alongside.web.cases.models import CaseRow
from alongside.web.decisions.waiting import Waiting, names_for
from alongside.web.identity.acting import Acting
from alongside.web.people.words import DateWords
from alongside.web.today.asked import KINDS, Asked
from alongside.web.today.line import Group
from alongside.web.today.next_visit import read_next
from alongside.web.today.rows import rows_of
from alongside.web.today.worklist import OLDEST, Worklist

Context = dict[str, Any]


def page_of(acting: Acting, work: Worklist, asked: Asked, say: DateWords) -> Context:
    """The whole page."""
    cases = {line.case: line.who for line in work.every if line.case}
    groups = work.groups()
    return {
        "title": _("%(weekday)s %(day)s") % _today(say),
        "stands": _stands(work),
        "next": read_next(work.next_visit, work.every, say),
        "groups": [(group.value, says, len(of), rows_of(of)) for group, says, of in groups],
        "asked": asked,
        "kinds": KINDS,
        "cases": sorted(cases.items(), key=lambda one: one[1].casefold()),
        "left_out": work.left_out,
        "decisions": _oldest(work.decisions, acting),
        "number_of_decisions": len(work.decisions),
        "calm": _calm(work, acting.access.worker.id, say) if not work.shown else "",
    }


def _today(say: DateWords) -> dict[str, str]:
    from django.utils.dates import MONTHS, WEEKDAYS

    day = say.today
    return {"weekday": str(WEEKDAYS[day.weekday()]), "day": f"{day.day} {MONTHS[day.month]}"}


def _stands(work: Worklist) -> str:
    """How things stand, in one sentence."""
    late, today = work.number(Group.LATE), work.number(Group.TODAY)
    waits = work.number(Group.WAITING)
    parts = [
        ngettext("%(n)s is overdue", "%(n)s are overdue", late) % {"n": late} if late else "",
        ngettext("%(n)s is for today", "%(n)s are for today", today) % {"n": today}
        if today
        else _("nothing is for today"),
        ngettext("%(n)s waits for you", "%(n)s wait for you", waits) % {"n": waits}
        if waits
        else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"{said[0].upper()}{said[1:]}."


def _oldest(waiting: tuple[Waiting, ...], acting: Acting) -> list[Context]:
    """The few that have waited longest, by name."""
    few = waiting[:OLDEST]
    names = names_for((one.person_id for one in few), acting.access)
    files = current_agency().decisions
    return [
        {
            "name": names.get(one.person_id, "") or _("Name not known"),
            "title": files[one.line.kind].title,
            "clock": one.clock,
            "point": one.line,
        }
        for one in few
    ]


def _calm(work: Worklist, worker_id: str, say: DateWords) -> str:
    """Nothing is due: what comes next."""
    later = [line for line in work.every if line.group is Group.LATER]
    if later:
        first = later[0]
        return _("The next is %(who)s: %(says)s. %(clock)s.") % {
            "who": first.who,
            "says": first.says,
            "clock": first.clock,
        }
    leads = Q(worker_id=worker_id) & ~Q(state=CaseState.CLOSED.value)
    n = CaseRow.objects.aggregate(n=Count("id", filter=leads))["n"]
    if n:
        return ngettext(
            "Nothing is owed in the case that you lead.",
            "Nothing is owed in the %(n)s cases that you lead.",
            n,
        ) % {"n": n}
    return _("When you take a case on, its deadlines and visits stand here.")
