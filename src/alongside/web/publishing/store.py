"""The operational store, as a refresh sees it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Max

from alongside.actions.stores import (
    Current,
    OpenMembership,
    OutboxEvent,
    Publication,
    Receipt,
    SaidPerson,
    StoredJudgement,
)
from alongside.web.cases.models import CasePersonRow
from alongside.web.facts.models import AboutRow
from alongside.web.identity.models import (
    JudgementRow,
    MembershipRow,
    PersonRow,
    SaidPersonRow,
    SealRow,
)
from alongside.web.people.models import Contest
from alongside.web.publishing.lease import hold_lease
from alongside.web.publishing.models import (
    GenerationRow,
    LinkageModelRow,
    OutboxRow,
    ReceiptRow,
)
from alongside.web.publishing.publish import publish, touch
from alongside.web.publishing.warehouse import generation_path

LINKAGE = "linkage"
_OPEN = """SELECT record_id, person_id, from_at, known_at, by FROM identity_membership
           WHERE until_at IS NULL ORDER BY record_id"""


class DatabaseStore:
    """Implements :class:`alongside.actions.stores.RefreshStore` on Django's database."""

    def lease(self, name: str) -> AbstractContextManager[None]:
        """Hold a job alone."""
        return hold_lease(name)

    def current(self) -> Current | None:
        """The newest published generation."""
        row = GenerationRow.objects.order_by("-published_at").first()
        if row is None:
            return None
        return Current(id=row.id, path=generation_path(row.id), published_at=row.published_at)

    def receipts(self) -> list[Receipt]:
        """Everything ever received, oldest first."""
        return [
            Receipt(
                source=row.source,
                table=row.table_name,
                name=row.name,
                sha256=row.sha256,
                kept_as=row.kept_as,
                size=row.size,
                modified_ns=row.modified_ns,
                received_at=row.received_at,
                replaced_at=row.replaced_at,
            )
            for row in ReceiptRow.objects.order_by("received_at", "source", "table_name", "name")
        ]

    def open_memberships(self) -> list[OpenMembership]:
        """Every open membership, by record id."""
        with connection.cursor() as cursor:
            cursor.execute(_OPEN)
            people: dict[object, UUID] = {}  # one id object a person: hundreds of thousands come
            return [
                OpenMembership(
                    record_id=record,
                    person_id=people.get(person) or people.setdefault(person, _uuid(person)),
                    from_at=_instant(from_at),
                    known_at=_instant(known_at),
                    by=by,
                )
                for record, person, from_at, known_at, by in cursor.fetchall()
            ]

    def judgements(self) -> list[StoredJudgement]:
        """Judgements that stand, oldest first."""
        rows = JudgementRow.objects.filter(withdrawn_at__isnull=True).order_by("at", "id")
        return [
            StoredJudgement(left=row.left_record, right=row.right_record, same=row.same, at=row.at)
            for row in rows
        ]

    def tombstones(self) -> dict[UUID, UUID]:
        """Every person who was joined into another, and into whom."""
        rows = PersonRow.objects.filter(merged_into__isnull=False)
        return dict(rows.values_list("id", "merged_into_id"))

    def people_with_facts(self) -> frozenset[UUID]:
        """People who carry what a worker wrote, a case, or a seal."""
        contested = Contest.objects.values_list("person_id", flat=True)
        sealed = SealRow.objects.filter(lifted_at__isnull=True).values_list("person_id", flat=True)
        cases = CasePersonRow.objects.values_list("person_id", flat=True)
        facts = AboutRow.objects.values_list("person_id", flat=True)
        said = SaidPersonRow.objects.values_list("person_id", flat=True)
        return frozenset().union(contested, sealed, cases, facts, said)

    def identity_changed_since(self, instant: datetime) -> bool:
        """Whether a worker joined, split or judged after ``instant``."""
        return (
            MembershipRow.objects.filter(from_at__gt=instant).exclude(by=LINKAGE).exists()
            or MembershipRow.objects.filter(until_at__gt=instant).exclude(by=LINKAGE).exists()
            or JudgementRow.objects.filter(at__gt=instant).exists()
            or JudgementRow.objects.filter(withdrawn_at__gt=instant).exists()
        )

    def linkage_model(self) -> bytes | None:
        """The linkage model in use."""
        row = LinkageModelRow.objects.order_by("-trained_at").first()
        return bytes(row.content) if row else None

    def outbox(self) -> list[OutboxEvent]:
        """Every outbox event, oldest first."""
        return [
            OutboxEvent(
                id=row.id,
                kind=row.kind,
                person_id=row.person_id,
                happened_at=row.happened_at,
                known_at=row.known_at,
                sensitivity=row.sensitivity,
                purposes=tuple(row.purposes),
                code=row.code,
                origin=row.origin,
            )
            for row in OutboxRow.objects.order_by("id")
        ]

    def last_outbox_id(self) -> int:
        """The newest outbox event's number, 0 without any."""
        return OutboxRow.objects.aggregate(last=Max("id"))["last"] or 0

    def said_people(self) -> list[SaidPerson]:
        """Every version of everybody whom a worker wrote down, oldest first."""
        return [
            SaidPerson(
                id=row.id,
                person_id=row.person_id,
                at=row.at,
                given_name=row.given_name,
                family_name=row.family_name,
                birth_on=row.birth_on,
                birth_precision=row.birth_precision,
                sex=row.sex,
                address=row.address,
                phone=row.phone,
                language=row.language,
                sensitivity=row.sensitivity,
                purposes=tuple(row.purposes),
            )
            for row in SaidPersonRow.objects.order_by("id")
        ]

    def last_said_id(self) -> int:
        """The newest version's number, 0 without any."""
        return SaidPersonRow.objects.aggregate(last=Max("id"))["last"] or 0

    def touch(self, receipts: Sequence[Receipt], *, looked_at: datetime) -> None:
        """Remember that nothing new came until ``looked_at``, and files of a new time only."""
        touch(receipts)
        newest = GenerationRow.objects.order_by("-published_at").values_list("id", flat=True)[:1]
        GenerationRow.objects.filter(id__in=list(newest)).update(received_until=looked_at)

    def publish(self, publication: Publication) -> None:
        """Write all of it in one transaction, or nothing."""
        publish(publication)


def _uuid(stored: UUID | str) -> UUID:
    return stored if isinstance(stored, UUID) else UUID(stored)


def _instant(stored: datetime | str) -> datetime:
    """An instant as either database keeps it; SQLite's text is UTC without saying so."""
    if isinstance(stored, datetime):
        return stored
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)
