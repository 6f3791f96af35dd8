"""Who does what by when: kept wherever it was agreed, done with one press."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.cases.models import CaseRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.cases.steps import in_the_future
from alongside.web.identity.acting import Acting
from alongside.web.planning.models import ActionRow
from alongside.web.planning.naming import Doer, find_doer


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One line: ``who`` does ``what``, by a day or as often as ``often`` says.

    ``who`` is a name as it was written; who of the case or the team is meant is looked up.
    ``lineage`` is that of the line it was taken over from.
    """

    who: str
    what: str
    by_on: date | None = None
    often: str = ""
    lineage: UUID | None = field(default=None, compare=False)
    done_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """A row of the form in which nothing was written."""
        return not (self.who.strip() or self.what.strip() or self.often.strip() or self.by_on)


def keep_doings(
    case: CaseRow | None, doings: Iterable[Doing], *, offered: Sequence[Doer], **where: Any
) -> list[ActionRow]:
    """Rows for these lines, in their order; ``where`` is the plan, goal or meeting of all.

    ``offered`` are the people and colleagues who may be meant by the names.
    """
    return ActionRow.objects.bulk_create(
        _row(case, one, find_doer(one.who, offered), position=number, **where)
        for number, one in enumerate(one for one in doings if not one.is_empty)
    )


def rewrite_doings(
    case: CaseRow, doings: Iterable[Doing], *, offered: Sequence[Doer], **where: Any
) -> list[ActionRow]:
    """The lines of a draft anew; what was done stays done where the line goes on."""
    before = ActionRow.objects.filter(case=case, **where)
    done = {row.lineage: row.done_on for row in before}
    before.delete()
    kept = [replace(one, done_on=done.get(one.lineage)) if one.lineage else one for one in doings]
    return keep_doings(case, kept, offered=offered, **where)


def _row(
    case: CaseRow | None, doing: Doing, doer: Doer, *, position: int, **where: Any
) -> ActionRow:
    leads = case is not None and case.worker_id is not None and case.worker_id == doer.worker_id
    row = ActionRow(
        case=case,
        position=position,
        who=doer.name,
        worker_id=doer.worker_id,
        person_id=doer.person_id,
        by_lead=leads and "supervision" not in where,
        what=doing.what.strip(),
        often=doing.often.strip(),
        by_on=doing.by_on,
        done_on=doing.done_on,
        **where,
    )
    row.lineage = doing.lineage or row.lineage
    return row


def doing_of(row: ActionRow) -> Doing:
    """The line of a row, to be taken over."""
    return Doing(
        who=row.who,
        what=row.what,
        by_on=row.by_on,
        often=row.often,
        lineage=row.lineage,
        done_on=row.done_on,
    )


def action_of(opened: OpenedCase, key: UUID) -> ActionRow:
    """The action of an address. What was agreed in supervision is not the case's to show."""
    row = ActionRow.objects.filter(case=opened.row, supervision__isnull=True, key=key).first()
    if row is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    return row


def do_action(opened: OpenedCase, action: ActionRow, *, on: date | None = None) -> None:
    """Mark it done, today or on an earlier day."""
    opened.check(Verb.WORK_CASES)
    day = on or opened.today
    if day > opened.today:
        raise in_the_future()
    _mark(opened, action, day)


def undo_action(opened: OpenedCase, action: ActionRow) -> None:
    """Take back that it is done."""
    opened.check(Verb.WORK_CASES)
    _mark(opened, action, None)


def do_own_action(acting: Acting, key: UUID, *, on: date) -> ActionRow:
    """Mark one's own action of a supervision done.

    Raises
    ------
    AccessDenied
        As for what is not there, when it is not hers.
    """
    mine = ActionRow.objects.filter(supervision__isnull=False, worker=UUID(acting.access.worker.id))
    row = mine.filter(key=key).first()
    if row is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    row.done_on, row.done_by_id = on, UUID(acting.access.worker.id)
    row.save(update_fields=["done_on", "done_by"])
    acting.note(Verb.VIEW_CASES, "action", str(key), reason="action_done")
    return row


def _mark(opened: OpenedCase, action: ActionRow, day: date | None) -> None:
    """Mark it, and the same line of a draft that starts from this plan."""
    by = opened.acting.access.worker.id if day else None
    with transaction.atomic():
        ActionRow.objects.filter(case=opened.row, lineage=action.lineage).update(
            done_on=day, done_by=by
        )
        said = "action_done" if day else "action_not_done"
        opened.acting.note(Verb.WORK_CASES, "action", str(action.key), reason=said)
