"""Supervision: a worker and her supervisor talked; the two of them may read what was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.accounts.models import User
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import in_the_future, take_step
from alongside.web.facts.about import say_about
from alongside.web.identity.acting import Acting
from alongside.web.planning.actions import Doing, keep_doings
from alongside.web.planning.models import SupervisionRow
from alongside.web.planning.naming import Doer


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisionContent:
    """What was talked over, what was agreed, and how the worker is."""

    held_at: datetime
    talked: str
    how_is: str = ""
    actions: tuple[Doing, ...] = ()
    next_on: date | None = None


def keep_supervision(
    acting: Acting, worker: User, content: SupervisionContent, *, case: OpenedCase | None = None
) -> SupervisionRow:
    """Write down a supervision with ``worker``, about a case or in general.

    Raises
    ------
    AccessDenied
        Unless the one who acts supervises the worker's team, and the case where there is one.
    """
    if case:
        case.check(Verb.SUPERVISE_CASES)
    elif not supervises(acting, worker):
        raise AccessDenied(Refusal.NOT_YOURS)
    if content.held_at > acting.now:
        raise in_the_future()
    with transaction.atomic():
        made: SupervisionRow = SupervisionRow.objects.create(
            case=case.row if case else None,
            worker=worker,
            supervisor_id=acting.access.worker.id,
            held_at=content.held_at,
            talked=content.talked.strip(),
            how_is=content.how_is.strip(),
            next_on=content.next_on,
            at=acting.now,
        )
        keep_doings(made.case, content.actions, offered=_both(acting, worker), supervision=made)
        _say(acting, made, case)
    return made


def _both(acting: Acting, worker: User) -> list[Doer]:
    me = acting.access.worker
    return [
        Doer(name=worker.name, worker_id=worker.id),
        Doer(name=me.name, worker_id=UUID(me.id)),
    ]


def _say(acting: Acting, made: SupervisionRow, case: OpenedCase | None) -> None:
    """The case's step, where there is a case; the ledger's line in any event."""
    if case:
        say_about("supervision", made.pk, case.focus, acting=acting, case=case.row)
        take_step(
            case,
            "supervision_held",
            verb=Verb.SUPERVISE_CASES,
            happened_at=made.held_at,
            about=f"supervision:{made.pk}",
        )
    else:
        acting.note(Verb.SUPERVISE_CASES, "worker", str(made.worker_id), reason="supervision_held")


def supervises(acting: Acting, worker: User) -> bool:
    """Whether the one who acts supervises the team of this worker."""
    me = acting.access.worker
    return me.may(Verb.SUPERVISE_CASES) and bool(me.team) and me.team == worker.team


def supervision_of(acting: Acting, worker: User) -> QuerySet[SupervisionRow]:
    """The supervision of a worker, newest first, for herself and who supervises her.

    Raises
    ------
    AccessDenied
        For everybody else, as if there were nothing.
    """
    if str(worker.id) != acting.access.worker.id and not supervises(acting, worker):
        raise AccessDenied(Refusal.NOT_YOURS)
    acting.note(Verb.VIEW_CASES, "worker", str(worker.id), reason="supervision")
    rows: QuerySet[SupervisionRow] = SupervisionRow.objects.filter(worker=worker)
    return rows.select_related("worker", "supervisor", "case").order_by("-held_at", "-id")


def supervision_on(opened: OpenedCase) -> list[SupervisionRow]:
    """The supervision about a case that this reader may read, newest first."""
    rows = SupervisionRow.objects.filter(case=opened.row).select_related("worker", "supervisor")
    return [row for row in rows.order_by("-held_at", "-id") if may_read(opened.acting, row)]


def may_read(acting: Acting, row: SupervisionRow) -> bool:
    """The worker herself, who supervised her then, and who supervises her team now."""
    mine = acting.access.worker.id in (str(row.worker_id), str(row.supervisor_id))
    return mine or supervises(acting, row.worker)
