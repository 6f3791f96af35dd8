"""Save answers as they are given: what a colleague wrote meanwhile is never overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.forms import Value
from alongside.privacy import Verb
from alongside.web.assessments.filling import hold
from alongside.web.assessments.models import FilledChangeRow, FilledRow
from alongside.web.cases.opening import OpenedCase

Given = Mapping[str, Sequence[Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A place that a colleague answered since the page was opened. Her answer stands."""

    key: str
    mine: tuple[Value, ...]
    theirs: tuple[Value, ...]
    by: str
    at: datetime
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of a save. ``row`` is the form as it is now."""

    row: FilledRow
    changed: frozenset[str] = frozenset()
    conflicts: tuple[Conflict, ...] = ()
    newer: int = 0  # places that a colleague answered and that the page shows as they were


@dataclass(slots=True)
class _Sorting:
    """What is to be kept, and what stands against it."""

    changes: dict[str, list[Value]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    newer: int = 0


def save_answers(
    opened: OpenedCase,
    filled: FilledRow,
    answers: Given,
    *,
    seen: Mapping[str, int] | int | None = None,
) -> Saved:
    """Keep answers by place; an empty one takes an answer back.

    ``seen`` is the revision that the page showed, for all places or for each. An answer that is as
    it was then is no change; a place that somebody else changed since is a conflict, and what she
    wrote stands. Without ``seen`` the newest is meant.

    Raises
    ------
    AccessDenied
        When the worker may not work on the case.
    AlongsideError
        ``AL-U072`` when the form is finished.
    """
    opened.check(Verb.WORK_CASES)
    with transaction.atomic():
        row = hold(filled)
        sorting = _sort(row, answers, seen)
        if sorting.changes:
            _keep(opened, row, sorting.changes)
    return Saved(
        row=row,
        changed=frozenset(sorting.changes),
        conflicts=tuple(sorting.conflicts),
        newer=sorting.newer,
    )


def _sort(row: FilledRow, answers: Given, seen: Mapping[str, int] | int | None) -> _Sorting:
    sorting = _Sorting()
    stale = {key: _seen(seen, key, row.revision) for key in answers}
    behind = {key for key, revision in stale.items() if revision < row.revision}
    histories = _histories(row, behind)
    for key, values in answers.items():
        mine, now = list(values), list(row.answers.get(key, []))
        history = histories.get(key, [])
        since = [one for one in history if one.revision > stale[key]]
        before = _before(history, key, stale[key])
        if mine == now:
            continue
        if key in behind and mine == before:
            sorting.newer += 1
        elif since:
            sorting.conflicts.append(_conflict(key, mine, since[-1]))
        else:
            sorting.changes[key] = mine
    return sorting


def _seen(seen: Mapping[str, int] | int | None, key: str, newest: int) -> int:
    if isinstance(seen, Mapping):
        return seen.get(key, newest)
    return newest if seen is None else seen


def _histories(row: FilledRow, keys: Iterable[str]) -> dict[str, list[FilledChangeRow]]:
    """Every change of these places, the oldest first."""
    wanted = set(keys)
    if not wanted:
        return {}
    found: dict[str, list[FilledChangeRow]] = {}
    changes = FilledChangeRow.objects.filter(filled=row).select_related("by").order_by("revision")
    for change in changes:
        for key in wanted.intersection(change.changed):
            found.setdefault(key, []).append(change)
    return found


def _before(history: Sequence[FilledChangeRow], key: str, revision: int) -> list[Value]:
    earlier = [one for one in history if one.revision <= revision]
    return list(earlier[-1].changed[key]) if earlier else []


def _conflict(key: str, mine: list[Value], theirs: FilledChangeRow) -> Conflict:
    return Conflict(
        key=key,
        mine=tuple(mine),
        theirs=tuple(theirs.changed[key]),
        by=theirs.by.name,
        at=theirs.at,
        revision=theirs.revision,
    )


def _keep(opened: OpenedCase, row: FilledRow, changes: dict[str, list[Value]]) -> None:
    now, worker = opened.acting.now, opened.acting.access.worker
    row.answers = {key: values for key, values in {**row.answers, **changes}.items() if values}
    row.revision += 1
    row.saved_at, row.saved_by_id = now, UUID(worker.id)
    row.save(update_fields=["answers", "revision", "saved_at", "saved_by_id"])
    FilledChangeRow.objects.create(
        filled=row, revision=row.revision, changed=changes, by_id=worker.id, at=now
    )
