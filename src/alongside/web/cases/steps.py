"""Take a step in a case: the one way in which anything happens to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.core import AlongsideError
from alongside.governance.casework import CaseState, state_after
from alongside.privacy import Verb
from alongside.web.cases.models import CaseRow, StepRow
from alongside.web.cases.opening import OpenedCase
from alongside.web.clocks.winding import wind
from alongside.web.publishing.models import OutboxRow


def take_step(
    opened: OpenedCase,
    kind: str,
    *,
    verb: Verb | None = Verb.WORK_CASES,
    people: Iterable[UUID] | None = None,
    happened_at: datetime | None = None,
    reason: str = "",
    about: str = "",
    sensitivity: int = 0,
) -> StepRow:
    """Keep one step, tell the timelines of ``people`` (the case's focus if not said), and recount.

    Everything is in one transaction; call it inside the one that makes what the step is about.
    ``verb=None`` is for callers that asked another rule already. ``sensitivity`` is that of what
    the step is about, where it is above the case's: who is not cleared does not learn of the step.

    Raises
    ------
    AccessDenied
        When the worker may not do this here.
    AlongsideError
        ``AL-G040`` or ``AL-G041`` when the case is in no state for it, ``AL-U049`` when it is said
        to have happened in the future.
    """
    if verb is not None:
        opened.check(verb)
    now = opened.acting.now
    happened_at = happened_at or now
    if happened_at > now:
        raise in_the_future()
    concerned = opened.focus if people is None else tuple(dict.fromkeys(people))
    with transaction.atomic():
        row = hold(opened)
        _enter(row, state_after(kind, CaseState(row.state)), now)
        made: StepRow = StepRow.objects.create(
            case=row,
            kind=kind,
            happened_at=happened_at,
            at=now,
            by_id=opened.acting.access.worker.id,
            people=[str(one) for one in concerned],
            state=row.state,
            reason=reason,
            about=about,
            sensitivity=sensitivity,
        )
        _tell(made, concerned, opened, verb or Verb.WORK_CASES)
        wind(row, now=now)
    return made


def _tell(step: StepRow, people: tuple[UUID, ...], opened: OpenedCase, verb: Verb) -> None:
    """Tell the timelines and the ledger."""
    tell_people(
        step.case,
        step.kind,
        people,
        happened_at=step.happened_at,
        opened=opened,
        sensitivity=step.sensitivity,
    )
    reason = f"{step.kind} {step.about}".strip()
    opened.acting.note(verb, "case", str(step.case.key), reason=reason)


def hold(opened: OpenedCase) -> CaseRow:
    """The case's row, held until the transaction ends: two workers come one after the other.

    Rows that point at a held one may still be written (``no_key``, here and for people): who holds
    a person and waits for the case would otherwise stop who holds the case and names the person.
    """
    held: CaseRow = CaseRow.objects.select_for_update(no_key=True).get(pk=opened.row.pk)
    return held


def tell_people(
    row: CaseRow,
    kind: str,
    people: Iterable[UUID],
    *,
    happened_at: datetime,
    opened: OpenedCase,
    sensitivity: int = 0,
) -> None:
    """Say on each person's timeline that it happened, no more openly than the case itself."""
    OutboxRow.objects.bulk_create(
        OutboxRow(
            kind=kind,
            person_id=person_id,
            happened_at=happened_at,
            known_at=opened.acting.now,
            sensitivity=max(row.sensitivity, sensitivity),
            purposes=list(row.purposes),
            by=str(opened.acting.access.worker.id),
            code=f"case:{row.key}",
        )
        for person_id in people
    )


def _enter(row: CaseRow, state: CaseState, now: datetime) -> None:
    """Keep the case's new state, also on the object that the page holds."""
    if row.state == state.value:
        return
    row.state, row.state_since = state.value, now
    row.closed_at = now if state is CaseState.CLOSED else None
    row.save(update_fields=["state", "state_since", "closed_at"])


def in_the_future() -> AlongsideError:
    """What has not happened yet is a plan."""
    return AlongsideError(
        "AL-U049",
        seen="This is said to have happened later than now",
        wanted="a day and hour that have passed",
        do="Plan it instead, or mend the date",
    )
