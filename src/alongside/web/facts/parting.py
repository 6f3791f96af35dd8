"""What becomes of facts when people are joined, parted, or an answer about them is taken back.

Facts keep the person they were written with, so a join needs nothing: reads resolve to whoever
lives. When one becomes two, nobody but a worker can know whose each fact is: it waits to be
assigned and stands on neither page meanwhile. Callers hold the transaction of the answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from alongside.web.decisions.models import DecisionRow as MadeRow
from alongside.web.decisions.models import JudgementRow
from alongside.web.facts.models import AboutRow
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import living_among, merged_into
from alongside.web.identity.models import DecisionRow

DECISION, JUDGEMENT = "decision", "judgement"


def after_answer(answer: DecisionRow, acting: Acting) -> None:
    """A worker said who is who: what was one person's, and is two's now, waits."""
    if answer.minted_id is not None:
        was = next(UUID(one) for one in answer.people if UUID(one) != answer.minted_id)
        _part(was, answer.minted_id, acting)
    if answer.retired_id is not None:
        settle(acting)


def after_undo(answer: DecisionRow, acting: Acting) -> None:
    """An answer was taken back. Facts written while two were one wait; the older ones go back."""
    if answer.retired_id is not None and answer.kept_id is not None:
        kept = living_among([answer.kept_id])[answer.kept_id]
        _part(kept, answer.retired_id, acting, since=answer.at)
    if answer.minted_id is not None:
        settle(acting)


def settle(acting: Acting) -> None:
    """Give back what waits for one of two who are one person again."""
    for row in AboutRow.objects.filter(to_assign=True, until_at__isnull=True):
        among = [UUID(one) for one in row.among]
        if len(set(living_among(among).values())) == 1:
            close(row, acting)
            stand(row, row.person_id, acting)


def _part(was: UUID, new: UUID, acting: Acting, *, since: datetime | None = None) -> None:
    """Everything that stands with ``was`` (written from ``since`` on) may be about ``new`` now."""
    ids = {was} | merged_into({was})
    _name_decisions(ids, acting, since)
    rows = AboutRow.objects.filter(person_id__in=ids, until_at__isnull=True, to_assign=False)
    if since is not None:
        rows = rows.filter(from_at__gte=since)
    for row in list(rows):
        _wait(row, [str(was), str(new)], acting)
    for row in AboutRow.objects.filter(to_assign=True, until_at__isnull=True):
        if _concerns(row, was) and str(new) not in row.among:
            _wait(row, [*row.among, str(new)], acting)


def _concerns(row: AboutRow, person_id: UUID) -> bool:
    among = [UUID(one) for one in row.among]
    return person_id in set(living_among(among).values()) | set(among)


def _wait(row: AboutRow, among: list[str], acting: Acting) -> None:
    close(row, acting)
    AboutRow.objects.create(
        fact_kind=row.fact_kind,
        fact_id=row.fact_id,
        case_id=row.case_id,
        person_id=row.person_id,
        written_with_id=row.written_with_id,
        from_at=acting.now,
        to_assign=True,
        among=among,
        by_id=acting.access.worker.id,
    )


def close(row: AboutRow, acting: Acting) -> None:
    """End a row; it stays to be read."""
    AboutRow.objects.filter(pk=row.pk).update(until_at=acting.now)


def stand(row: AboutRow, person_id: UUID, acting: Acting, *, reason: str = "") -> None:
    """The same fact, with a person from now on; once, also where it stood there already."""
    standing = AboutRow.objects.filter(
        fact_kind=row.fact_kind, fact_id=row.fact_id, person_id=person_id, until_at__isnull=True
    )
    if standing.exists():
        return
    AboutRow.objects.create(
        fact_kind=row.fact_kind,
        fact_id=row.fact_id,
        case_id=row.case_id,
        person_id=person_id,
        written_with_id=row.written_with_id,
        from_at=acting.now,
        reason=reason,
        by_id=acting.access.worker.id,
    )


def _name_decisions(ids: set[UUID], acting: Acting, since: datetime | None) -> None:
    """Decisions and lone judgements are facts too; they get a row when whose they are is asked."""
    made = MadeRow.objects.filter(person_id__in=ids)
    lone = JudgementRow.objects.filter(person_id__in=ids).exclude(
        pk__in=MadeRow.objects.values("judgement_id")
    )
    if since is not None:
        made, lone = made.filter(at__gte=since), lone.filter(at__gte=since)
    _register(DECISION, made.values_list("pk", "person_id", "at"), acting)
    _register(JUDGEMENT, lone.values_list("pk", "person_id", "at"), acting)


def _register(kind: str, found: Iterable[tuple[int, UUID, datetime]], acting: Acting) -> None:
    listed = list(found)
    known = set(
        AboutRow.objects.filter(
            fact_kind=kind, fact_id__in=[str(one) for one, _person, _at in listed]
        ).values_list("fact_id", flat=True)
    )
    AboutRow.objects.bulk_create(
        AboutRow(
            fact_kind=kind,
            fact_id=str(pk),
            person_id=person_id,
            written_with_id=person_id,
            from_at=at,
            by_id=acting.access.worker.id,
        )
        for pk, person_id, at in listed
        if str(pk) not in known
    )
