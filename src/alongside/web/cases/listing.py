"""The list of cases: mine, my team's, to allocate, closed; by title, never by a number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.governance.casework import AssignmentState, CaseState
from alongside.privacy import Verb
from alongside.web.agency import current_agency
from alongside.web.cases.assignments import team_workers
from alongside.web.cases.models import AssignmentRow, CaseRow
from alongside.web.cases.words import PHASES, phase_words
from alongside.web.clocks.models import ClockRow
from alongside.web.clocks.words import clock_words
from alongside.web.identity.acting import Acting
from alongside.web.people.words import DateWords
from alongside.web.today.hidden import open_to

A_PAGE = 25
LAST_PAGE = 400  # further than anybody turns; a number typed in costs no more
OPEN = tuple(one.value for one in CaseState if one is not CaseState.CLOSED)
SCOPES: dict[str, Promise] = {
    "mine": gettext_lazy("Mine"),
    "team": gettext_lazy("My team’s"),
    "to_allocate": gettext_lazy("To allocate"),
    "closed": gettext_lazy("Closed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks for; what cannot be read is left out."""

    scope: str = "mine"
    phase: str = ""
    worker: str = ""
    text: str = ""
    page: int = 1


class CaseLine(NamedTuple):
    """One case of the list, ready to be written."""

    href: str
    title: str
    about: str  # phase, since when, who leads it
    clock: str
    tone: str


def read_asked(query: QueryDict, *, workers: Iterable[str]) -> Asked:
    """Read an address."""
    scope, phase, worker = (query.get(name, "") for name in ("show", "phase", "worker"))
    page = query.get("page", "")
    return Asked(
        scope=scope if scope in SCOPES else "mine",
        phase=phase if phase in OPEN else "",
        worker=worker if worker in workers else "",
        text=query.get("q", "").strip()[:160],
        page=min(max(int(page), 1), LAST_PAGE) if page.isdecimal() and len(page) < 6 else 1,
    )


def list_page(query: QueryDict, acting: Acting) -> dict[str, Any]:
    """The context of the page; that the list was looked at is in the ledger first."""
    worker = acting.access.worker
    mates = team_workers(worker.team)
    asked = read_asked(query, workers=[str(one.pk) for one in mates])
    acting.note(Verb.VIEW_CASES, "cases", asked.scope)
    start = (asked.page - 1) * A_PAGE
    rows = list(_rows(asked, acting)[start : start + A_PAGE + 1])
    return {
        "asked": asked,
        "scopes": [(name, says, name == asked.scope) for name, says in SCOPES.items()],
        "phases": [(name, PHASES[name]) for name in OPEN],
        "mates": [(str(one.pk), one.name) for one in mates],
        "lines": _lines(rows[:A_PAGE], acting),
        "before": asked.page - 1,
        "after": asked.page + 1 if len(rows) > A_PAGE else 0,
        "filtered": bool(asked.phase or asked.worker or asked.text),
        "empty": _EMPTY[asked.scope],
        "team": worker.team,
    }


def _rows(asked: Asked, acting: Acting) -> QuerySet[CaseRow]:
    """The cases of a scope that she may see, with the filters; each way has its index."""
    worker = acting.access.worker
    rows = CaseRow.objects.filter(open_to(acting.access)).select_related("worker")
    if asked.scope == "mine":
        beside = AssignmentRow.objects.filter(
            worker_id=UUID(worker.id), state=AssignmentState.ACCEPTED.value, leads=False
        )
        ids = list(beside.values_list("case_id", flat=True))
        own = Q(worker_id=UUID(worker.id))
        rows = rows.filter(own | Q(id__in=ids) if ids else own)
    else:
        rows = rows.filter(team=worker.team) if worker.team else rows.none()
    return _filtered(rows, asked)


def _filtered(rows: QuerySet[CaseRow], asked: Asked) -> QuerySet[CaseRow]:
    if asked.scope == "closed":
        rows = rows.filter(state=CaseState.CLOSED.value)
    elif asked.scope == "to_allocate":
        rows = rows.filter(state=CaseState.TO_ALLOCATE.value)
    elif asked.phase:
        rows = rows.filter(state=asked.phase)
    else:
        rows = rows.filter(state__in=OPEN)
    if asked.worker and asked.scope in ("team", "closed"):
        rows = rows.filter(worker_id=UUID(asked.worker))
    for word in asked.text.split()[:6]:
        rows = rows.filter(title__icontains=word)
    # who has waited longest for a worker comes first; elsewhere what was opened last
    longest = asked.scope == "to_allocate"
    return rows.order_by(*(("opened_at", "id") if longest else ("-opened_at", "-id")))


def _lines(rows: list[CaseRow], acting: Acting) -> list[CaseLine]:
    zone = current_agency().file.zone
    say = DateWords(acting.now.astimezone(zone).date(), zone)
    rows = [row for row in rows if acting.access.purpose in row.purposes]
    clocks = next_clocks(row.pk for row in rows)
    return [_line(row, clocks.get(row.pk), say, acting) for row in rows]


def next_clocks(cases: Iterable[int]) -> dict[int, ClockRow]:
    """The clock of each case that ends first."""
    found: dict[int, ClockRow] = {}
    rows = ClockRow.objects.filter(case_id__in=list(cases), stopped_at__isnull=True)
    for row in rows.order_by("due_at", "id"):
        found.setdefault(row.case_id, row)
    return found


def _line(row: CaseRow, clock: ClockRow | None, say: DateWords, acting: Acting) -> CaseLine:
    since = say.day(say.local(row.closed_at or row.state_since))
    about = _("%(phase)s since %(day)s. ") % {"phase": phase_words(row.state), "day": since}
    words = clock_words(clock, say, now=acting.now) if clock else None
    return CaseLine(
        href=f"/cases/{row.key}/",
        title=row.title,
        about=about + (row.worker.name if row.worker else _("Nobody leads it yet")),
        clock=words.says if words else "",
        tone=words.tone if words else "",
    )


_EMPTY: dict[str, Promise] = {
    "mine": gettext_lazy(
        "A case stands here once you have said yes to it. What is offered to you waits under Today."
    ),
    "team": gettext_lazy("A case of your team stands here once a referral was screened in."),
    "to_allocate": gettext_lazy("Every case of your team has somebody who leads it."),
    "closed": gettext_lazy(
        "A case that was closed stands here, with its outcome and all it holds."
    ),
}
