"""From a person's id to where the rows are, as the ledger says now."""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from alongside.core import record_id
from alongside.privacy import Refusal, Worker
from alongside.privacy.access import AccessDenied
from alongside.timeline import Whereabouts
from alongside.web.identity.models import MembershipRow, NameRow, PersonRow, SealRow

OUTBOX_SOURCE = "alongside"


def living(person_id: UUID) -> UUID:
    """Follow tombstones to the person who stands for this id today.

    Raises
    ------
    AccessDenied
        As for somebody who may not be seen, when there is no such person.
    """
    current = person_id
    for _ in range(32):
        row = PersonRow.objects.filter(id=current).values_list("merged_into_id").first()
        if row is None:
            break
        if row[0] is None:
            return current
        current = row[0]
    raise AccessDenied(Refusal.NOT_YOURS)


def living_among(people: Iterable[UUID]) -> dict[UUID, UUID]:
    """Each id and the living person who stands for it, in one query where nobody was merged."""
    now = {identity: identity for identity in people}
    while now:
        rows = PersonRow.objects.filter(id__in=set(now.values()), merged_into__isnull=False)
        merged = dict(rows.values_list("id", "merged_into_id"))
        if not merged:
            break
        now = {identity: merged.get(current, current) for identity, current in now.items()}
    return now


def sealed_among(people: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these living people on whom a seal lies, under any id they ever had."""
    asked = set(people)
    rows = SealRow.objects.filter(person_id__in=asked | merged_into(asked), lifted_at__isnull=True)
    sealed = set(rows.values_list("person_id", flat=True))
    return frozenset(asked.intersection(living_among(sealed).values()))


def whereabouts(person_id: UUID, worker: Worker, *, published_at: datetime) -> Whereabouts:
    """Which rows of the generation published at ``published_at`` belong to this person now."""
    members = list(
        MembershipRow.objects.filter(person_id=person_id, until_at__isnull=True).values_list(
            "record_id", "known_at", "from_at"
        )
    )
    linked = {record: known_at for record, known_at, _ in members}
    stored = {person_id}
    moved = [record for record, _, from_at in members if from_at > published_at]
    if moved:
        stored |= _filed_under(moved, published_at)
    tombstones = merged_into({person_id})
    sealed = sealed_people()
    for identity in {person_id} | tombstones:
        linked[record_id(OUTBOX_SOURCE, str(identity))] = datetime.min.replace(
            tzinfo=published_at.tzinfo
        )
    return Whereabouts(
        person_id=person_id,
        stored_under=tuple(sorted(stored | tombstones)),
        linked=linked,
        sealed=bool(sealed & ({person_id} | tombstones)),
        unseen=_unseen(sealed, worker),
    )


def unseen_people(worker: Worker) -> frozenset[UUID]:
    """Sealed people whose seal does not name this worker, under every id they ever had."""
    return _unseen(sealed_people(), worker)


def is_sealed(person_id: UUID) -> bool:
    """Whether a seal lies on this person, under the living id or one that was merged into it."""
    ids = {person_id} | merged_into({person_id})
    return SealRow.objects.filter(person_id__in=ids, lifted_at__isnull=True).exists()


def merged_into(people: Set[UUID]) -> set[UUID]:
    """Every id that was ever merged into one of these, also by way of another."""
    found: set[UUID] = set()
    newest = set(people)
    while newest:
        rows = PersonRow.objects.filter(merged_into_id__in=newest).values_list("id", flat=True)
        newest = set(rows) - found
        found |= newest
    return found


def sealed_people() -> frozenset[UUID]:
    """Everybody on whom a seal lies."""
    rows = SealRow.objects.filter(lifted_at__isnull=True)
    return frozenset(rows.values_list("person_id", flat=True))


def _unseen(sealed: frozenset[UUID], worker: Worker) -> frozenset[UUID]:
    unseen = {identity for identity in sealed if str(identity) not in worker.named_on}
    # a generation may still file them under an id that was merged into theirs
    return frozenset(unseen | merged_into(unseen))


def _filed_under(records: list[str], published_at: datetime) -> set[UUID]:
    """Whose these records were when the generation was published."""
    rows = MembershipRow.objects.filter(
        Q(until_at__isnull=True) | Q(until_at__gt=published_at),
        record_id__in=records,
        from_at__lte=published_at,
    )
    return set(rows.values_list(F("person_id"), flat=True))


def names_of(people: Iterable[UUID]) -> QuerySet[NameRow]:
    """The names of these living people and of who was joined into them.

    The ids are asked for by themselves: with them in one condition across both tables PostgreSQL
    reads every name there is.
    """
    listed = list(people)
    lives = PersonRow.objects.filter(Q(id__in=listed) | Q(merged_into_id__in=listed))
    return NameRow.objects.filter(person__in=lives.values("id")).select_related("person")
