"""Who can be asked to take a case on: by name, with what each has open; never an order of load."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.governance.casework import AssignmentState, CaseState
from alongside.web.accounts.models import User
from alongside.web.cases.assignments import at_work, receiving_teams, team_workers
from alongside.web.cases.listing import OPEN
from alongside.web.cases.models import AssignmentRow, CaseRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.outline import handover_outline
from alongside.web.cases.page import may_allocate, strip_of
from alongside.web.cases.words import phase_words


class WhomLine(NamedTuple):
    """One worker who can be asked."""

    key: str
    name: str
    has: str  # open cases by phase, and what she was asked already


@dataclass(frozen=True, kw_only=True)
class Whom:
    """Everybody who can be asked, and the note that a hand-over begins with."""

    users: list[User]
    lines: list[WhomLine]
    teams: list[str]
    outline: str
    beside: bool
    led_by: User | None

    def context(self, opened: OpenedCase) -> dict[str, Any]:
        """What the page of an offer shows."""
        return strip_of(opened) | {
            "lines": self.lines,
            "teams": [(f"team:{number}", name) for number, name in enumerate(self.teams)],
            "beside": self.beside,
            "led_by": self.led_by,
            "myself": opened.acting.access.worker.id,
        }


def whom_to_ask(opened: OpenedCase, *, beside: bool) -> Whom:
    """Workers of her team who do not work on the case; other teams for a case of her own team."""
    team = opened.acting.access.worker.team
    works = {row.worker_id: row for row in at_work(opened.row)}
    led_by = next((row.worker for row in works.values() if row.leads), None)
    taken = set(works) if beside else {led_by.pk if led_by else None}
    users = [one for one in team_workers(team) if one.pk not in taken]
    own = may_allocate(opened)
    return Whom(
        users=users,
        lines=_lines(users, team),
        teams=receiving_teams(opened.row.team) if own and not beside else [],
        outline=handover_outline(opened) if own and led_by and not beside else "",
        beside=beside,
        led_by=led_by,
    )


def _lines(users: list[User], team: str) -> list[WhomLine]:
    listed = [one.pk for one in users]
    rows = CaseRow.objects.filter(worker__in=listed, state__in=OPEN)
    has: dict[Any, Counter[str]] = {one: Counter() for one in listed}
    for worker, state, count in rows.values_list("worker", "state").annotate(n=Count("id")):
        has[worker][state] = count
    asked = AssignmentRow.objects.filter(worker__in=listed, state=AssignmentState.OFFERED.value)
    waiting = dict(asked.values_list("worker").annotate(n=Count("id")))
    return [
        WhomLine(str(one.pk), one.name, _has(has[one.pk], waiting.get(one.pk, 0))) for one in users
    ]


def _has(has: Counter[str], waiting: int) -> str:
    total = sum(has.values())
    text = ngettext("%(n)s open case", "%(n)s open cases", total) % {"n": total}
    phases = [
        f"{has[one.value]} {phase_words(one.value).lower()}" for one in CaseState if has[one.value]
    ]
    if phases:
        text += ": " + ", ".join(phases)
    if waiting:
        text += ". " + ngettext("Asked about %(n)s more", "Asked about %(n)s more", waiting) % {
            "n": waiting
        }
    return _("%(text)s.") % {"text": text}
