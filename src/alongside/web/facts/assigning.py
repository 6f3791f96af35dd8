"""Say whose a fact is, after the person it was written with became two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from alongside.core import AlongsideError, ExitCode
from alongside.privacy import Refusal, Verb
from alongside.privacy.access import AccessDenied
from alongside.web.cases.models import CasePersonRow, CaseRow
from alongside.web.cases.opening import OpenedCase, guard_of
from alongside.web.cases.steps import take_step
from alongside.web.facts.models import AboutRow
from alongside.web.facts.parting import close, stand
from alongside.web.facts.waiting import ToAssign, of_ids, waiting_for
from alongside.web.identity.acting import Acting

PART, TOLD = "part", "fact_assigned"
REASON = 500


def assign_facts(acting: Acting, row_ids: Iterable[int], *, to: Sequence[UUID], reason: str) -> int:
    """Each of these facts is about ``to``: one of those it may be about, or several. How many.

    All of them or none. The rows that waited are closed, so what was said and why stays.

    Raises
    ------
    AccessDenied
        When one of them does not wait, or is not hers to assign: the same answer.
    AlongsideError
        ``AL-U115`` without a choice among those it may be about, ``AL-U116`` without a reason.
    """
    wanted = list(dict.fromkeys(row_ids))
    if not reason.strip():
        raise needs_a_reason()
    with transaction.atomic():
        list(AboutRow.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
        facts = of_ids(waiting_for(acting), wanted)
        if len(facts) != len(wanted) or not facts:
            raise AccessDenied(Refusal.NOT_YOURS)
        for fact in facts:
            _assign(acting, fact, tuple(dict.fromkeys(to)), reason.strip()[:REASON])
    return len(facts)


def _assign(acting: Acting, fact: ToAssign, to: tuple[UUID, ...], reason: str) -> None:
    if not to or not set(to) <= set(fact.among):
        raise needs_a_choice()
    row = fact.row
    close(row, acting)
    if row.fact_kind == PART and row.case is not None:
        _move_part(acting, row, to, reason)
    else:
        for person_id in to:
            stand(row, person_id, acting, reason=reason)
    _tell(acting, row, to, reason)


def _move_part(acting: Acting, row: AboutRow, to: tuple[UUID, ...], reason: str) -> None:
    """A part in a case: whoever it was not about leaves, whoever it was about joins."""
    was = CasePersonRow.objects.select_for_update().get(pk=row.fact_id)
    for person_id in to:
        if person_id == was.person_id or was.until_at is not None:
            stand(row, person_id, acting, reason=reason)
            continue
        standing = CasePersonRow.objects.filter(
            case_id=was.case_id, person_id=person_id, until_at__isnull=True
        )
        if standing.exists():
            continue
        made = CasePersonRow.objects.create(
            case_id=was.case_id,
            person_id=person_id,
            part=was.part,
            in_focus=was.in_focus,
            from_at=acting.now,
            by_id=acting.access.worker.id,
        )
        AboutRow.objects.create(
            fact_kind=PART,
            fact_id=str(made.pk),
            case_id=row.case_id,
            person_id=person_id,
            written_with_id=person_id,
            from_at=acting.now,
            reason=reason,
            by_id=acting.access.worker.id,
        )
    if was.person_id not in to and was.until_at is None:
        CasePersonRow.objects.filter(pk=was.pk).update(until_at=acting.now)


def _tell(acting: Acting, row: AboutRow, to: tuple[UUID, ...], reason: str) -> None:
    """A step of the case, or the ledger and the timelines where there is no case."""
    about = f"{row.fact_kind}:{row.fact_id}"
    if row.case is not None:
        case = CaseRow.objects.get(pk=row.case.pk)
        opened = OpenedCase(row=case, guard=guard_of(case), acting=acting)
        take_step(opened, TOLD, verb=None, people=to, reason=reason, about=about)
        return
    for person_id in to:
        acting.note(Verb.CHANGE_IDENTITY, "person", str(person_id), reason=f"{TOLD} {about}")
    acting.tell_timelines(TOLD, to)


def needs_a_choice() -> AlongsideError:
    """Whose it is must be said."""
    return AlongsideError(
        "AL-U115",
        seen="Nobody was chosen, or somebody these facts cannot be about",
        wanted="one or more of the people that the page names for all of these facts",
        do="Choose whose they are; they wait until then, and stand on nobody's page",
        exit_code=ExitCode.REFUSED,
    )


def needs_a_reason() -> AlongsideError:
    """Why, in the worker's words."""
    return AlongsideError(
        "AL-U116",
        seen="Nothing says why these facts are theirs",
        wanted="a sentence on what you base it on",
        do="Write it; nothing was assigned",
        exit_code=ExitCode.REFUSED,
    )
