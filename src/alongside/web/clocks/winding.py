"""Recount the clocks of a case from its steps and the rules of the jurisdiction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from alongside.governance.clocks import Clock, count_clocks
from alongside.web.agency import current_agency
from alongside.web.cases.models import CaseRow
from alongside.web.clocks.history import history_of
from alongside.web.clocks.models import ClockRow

Name = tuple[str, str, int]  # rule, person, round


def wind(case: CaseRow, *, now: datetime) -> None:
    """Bring the clocks of one case up to date; called inside the transaction of each step.

    Also after the case's worker or team changed. Writes only what differs.
    """
    wanted = _rows_wanted(case, now)
    kept = {_name(row): row for row in ClockRow.objects.filter(case=case)}
    changed = [row for name, row in kept.items() if name in wanted and _bring(row, wanted[name])]
    ClockRow.objects.bulk_create(
        ClockRow(case=case, **values) for name, values in wanted.items() if name not in kept
    )
    if changed:
        ClockRow.objects.bulk_update(changed, _FIELDS)
    gone = [row.pk for name, row in kept.items() if name not in wanted]
    if gone:
        ClockRow.objects.filter(pk__in=gone).delete()


def open_clocks(case: CaseRow) -> QuerySet[ClockRow]:
    """What still runs for a case, the first due first; closing the case ends it."""
    rows = ClockRow.objects.filter(case=case, stopped_at__isnull=True)
    return rows.select_related("person").order_by("due_at", "id")


# what may differ; the rest names the row
_FIELDS = (
    "amount", "unit", "started_at", "started_by", "warn_at", "due_at", "paused_at", "stopped_at",
    "stopped_by", "worker_id", "team",
)  # fmt: skip


def _rows_wanted(case: CaseRow, now: datetime) -> dict[Name, dict[str, Any]]:
    agency = current_agency()
    rules = agency.jurisdiction.rules
    happened = history_of(case, rules)
    return {
        (clock.rule, clock.person, clock.round): _values(clock, case)
        for rule in rules
        for clock in count_clocks(rule, happened, calendar=agency.calendar, now=now)
    }


def _values(clock: Clock, case: CaseRow) -> dict[str, Any]:
    return {
        "rule": clock.rule,
        "round": clock.round,
        "person_id": clock.person or None,
        "amount": clock.length.amount,
        "unit": clock.length.unit.value,
        "started_at": clock.started_at,
        "started_by": clock.started_by,
        "warn_at": clock.warn_at,
        "due_at": clock.due_at,
        "paused_at": clock.paused_at,
        "stopped_at": clock.stopped_at,
        "stopped_by": clock.stopped_by,
        "worker_id": case.worker_id,
        "team": case.team,
    }


def _name(row: ClockRow) -> Name:
    return (row.rule, str(row.person_id or ""), row.round)


def _bring(row: ClockRow, values: dict[str, Any]) -> bool:
    """Give a row its values; whether any of them was another."""
    changed = [name for name in _FIELDS if getattr(row, name) != values[name]]
    for name in changed:
        setattr(row, name, values[name])
    return bool(changed)
