"""A team as its supervisor needs it now: who works on what, what is late and why, what is owed.

Nothing is ordered by how much somebody has or is late: workers stand by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from alongside.governance.casework import CaseState
from alongside.privacy import Access
from alongside.web.cases.models import CaseRow, StepRow
from alongside.web.clocks.models import ClockRow
from alongside.web.today.hidden import open_to

SUPERVISED_WITHIN = timedelta(days=28)  # a case is talked over at least every four weeks
OPEN = tuple(state.value for state in CaseState if state is not CaseState.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerCases:
    """A worker's open cases by phase; nobody's for those that wait for a worker."""

    worker_id: str
    name: str
    by_phase: dict[str, int]

    @property
    def all(self) -> int:
        """How many there are."""
        return sum(self.by_phase.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Everything that the page says. The number of queries is the same for every team."""

    name: str
    open: tuple[CaseRow, ...]
    late: tuple[ClockRow, ...]  # each with ``last_step``, a kind of step or ``None``
    supervision_due: tuple[CaseRow, ...]  # each with ``supervised_at``, ``None`` where never

    @property
    def to_allocate(self) -> tuple[CaseRow, ...]:
        """Cases that nobody has said yes to, the longest waiting first."""
        return tuple(row for row in self.open if row.state == CaseState.TO_ALLOCATE.value)

    def workers(self) -> list[WorkerCases]:
        """Open cases by worker and phase, workers by name; without a worker last."""
        counted: dict[tuple[str, str], Counter[str]] = {}
        for row in self.open:
            whose = (str(row.worker_id or ""), row.worker.name if row.worker else "")
            counted.setdefault(whose, Counter())[row.state] += 1
        found = [
            WorkerCases(worker_id=one, name=name, by_phase=dict(numbers))
            for (one, name), numbers in counted.items()
        ]
        return sorted(found, key=lambda one: (not one.name, one.name.casefold()))


def read_team(access: Access, *, now: datetime) -> Team:
    """The supervisor's own team, without a trace of what she may not see."""
    team = access.worker.team
    rows = tuple(_open_cases(access, team))
    return Team(
        name=team,
        open=rows,
        late=tuple(_late(access, team, now)),
        supervision_due=tuple(row for row in rows if _owes_supervision(row, now)),
    )


def _open_cases(access: Access, team: str) -> Iterable[CaseRow]:
    held = Max("steps__happened_at", filter=Q(steps__kind="supervision_held"))
    rows = CaseRow.objects.filter(open_to(access), team=team or None, state__in=OPEN)
    rows = rows.select_related("worker").annotate(supervised_at=held)
    return _for_purpose(rows.order_by("opened_at", "id"), access)


def _late(access: Access, team: str, now: datetime) -> Iterable[ClockRow]:
    """Clocks that ran out, the longest ago first, with the last step of each case."""
    steps = StepRow.objects.filter(case_id=OuterRef("case_id")).order_by("-at", "-id")
    rows = ClockRow.objects.filter(
        open_to(access, case="case__"),
        team=team or None,
        stopped_at__isnull=True,
        paused_at__isnull=True,
        due_at__lt=now,
    )
    rows = rows.select_related("case", "worker").annotate(
        last_step=Subquery(steps.values("kind")[:1]),
        last_step_at=Subquery(steps.values("at")[:1]),
    )
    return (row for row in rows.order_by("due_at") if access.purpose in row.case.purposes)


def _for_purpose(rows: QuerySet[Any], access: Access) -> Iterable[CaseRow]:
    return (row for row in rows if access.purpose in row.purposes)


def _owes_supervision(row: Any, now: datetime) -> bool:
    """Whether a case that somebody works on was not talked over for too long."""
    since = row.supervised_at or row.opened_at
    return bool(row.worker_id) and now - since > SUPERVISED_WITHIN
