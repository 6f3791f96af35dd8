"""One transaction makes a generation current, with everything the ledger learnt from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from alongside.actions.stores import IdentityChanges, Publication, Question, Receipt
from alongside.governance import ProposalState
from alongside.timeline import SearchName, name_keys
from alongside.web.identity.models import (
    SEALED_BY_SOURCE,
    MembershipRow,
    NameKeyRow,
    NameRow,
    PersonRow,
    ProposalRow,
    SaidPersonRow,
    SealRow,
)
from alongside.web.identity.said import index_missing
from alongside.web.publishing.bulk import insert_many
from alongside.web.publishing.models import (
    GenerationRow,
    LinkageModelRow,
    ReceiptRow,
    RunRow,
)

_NAME_COLUMNS = (
    "id",
    "person_id",
    "given_name",
    "family_name",
    "birth_on",
    "place",
    "sensitivity",
    "purposes",
)
CHUNK = 500  # below SQLite's and PostgreSQL's limits of parameters in one statement


def publish(publication: Publication) -> None:
    """Write everything or nothing; afterwards the new generation is current."""
    with transaction.atomic():
        _write_receipts(publication)
        _write_identity(publication.identity, publication.at)
        _write_names(publication)
        if publication.questions is not None:
            _write_questions(publication.questions, publication.at)
        if publication.model is not None:
            LinkageModelRow.objects.update_or_create(
                hash=publication.model_hash,
                defaults={"trained_at": publication.at, "content": publication.model},
            )
        GenerationRow.objects.create(
            id=publication.generation_id,
            published_at=publication.at,
            received_until=publication.at,
            counts=publication.counts,
        )


def _write_receipts(publication: Publication) -> None:
    for source, table, name in publication.gone:
        _valid(source, table, name).update(replaced_at=publication.received_at)
    touch(publication.touched)
    for receipt in publication.receipts:
        _valid(receipt.source, receipt.table, receipt.name).update(replaced_at=receipt.received_at)
        ReceiptRow.objects.create(
            source=receipt.source,
            table_name=receipt.table,
            name=receipt.name,
            sha256=receipt.sha256,
            kept_as=receipt.kept_as,
            size=receipt.size,
            modified_ns=receipt.modified_ns,
            received_at=receipt.received_at,
        )
    RunRow.objects.bulk_create(
        RunRow(
            source=run.source,
            table_name=run.table,
            at=publication.at,
            read=run.read,
            accepted=run.accepted,
            changed=run.changed,
            rejected=run.rejected,
            left_out=run.left_out,
            faults=run.faults,
            note=run.note,
        )
        for run in publication.runs
    )


def touch(receipts: Iterable[Receipt]) -> None:
    """Remember the new size and time of files whose content stayed the same."""
    for receipt in receipts:
        _valid(receipt.source, receipt.table, receipt.name).update(
            size=receipt.size, modified_ns=receipt.modified_ns
        )


def _valid(source: str, table: str, name: str) -> QuerySet[ReceiptRow]:
    return ReceiptRow.objects.filter(
        source=source, table_name=table, name=name, replaced_at__isnull=True
    )


def _write_identity(changes: IdentityChanges, at: datetime) -> None:
    stamp = _value("DateTimeField", at)
    insert_many(
        "identity_person", ("id", "minted_at"), ((_id(one), stamp) for one in changes.minted)
    )
    for chunk in _chunks(changes.closed):
        MembershipRow.objects.filter(record_id__in=chunk, until_at__isnull=True).update(until_at=at)
    insert_many(
        "identity_membership",
        ("record_id", "person_id", "from_at", "known_at", "by", "reason", "evidence"),
        (
            (
                one.record_id,
                _id(one.person_id),
                _value("DateTimeField", one.from_at),
                _value("DateTimeField", one.known_at),
                one.by,
                "",
                "{}",
            )
            for one in changes.opened
        ),
    )
    for tombstone, living in changes.merged:
        PersonRow.objects.filter(id=tombstone).update(merged_into=living)
    _write_seals(changes.sealed, at)


def _write_seals(people: Iterable[UUID], at: datetime) -> None:
    for person_id in people:
        SealRow.objects.get_or_create(
            person_id=person_id,
            lifted_at__isnull=True,
            defaults={"by": SEALED_BY_SOURCE, "reason": "sealed by its source", "sealed_at": at},
        )


def _write_names(publication: Publication) -> None:
    if publication.names_anew:
        NameKeyRow.objects.all().delete()
        NameRow.objects.all().delete()
    for went in publication.names_went:
        _same_name(went).delete()
    came = list(publication.names_came)
    said = set(SaidPersonRow.objects.values_list("person_id", flat=True))
    for name in came:
        if name.person_id in said:  # found by it since the day it was said
            _same_name(name).delete()
    last = NameRow.objects.order_by("-id").values_list("id", flat=True).first() or 0
    insert_many("identity_name", _NAME_COLUMNS, _name_lines(came, last))
    insert_many("identity_name_key", ("name_id", "key"), _key_lines(came, last))
    if connection.vendor == "postgresql" and came:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('identity_name', 'id'), %s)",
                [last + len(came)],
            )
    if publication.names_anew:
        index_missing()


def _same_name(name: SearchName) -> Any:
    return NameRow.objects.filter(
        person_id=name.person_id,
        given_name=name.given_name[:320],
        family_name=name.family_name[:320],
        birth_on=name.birth_on,
        place=name.place[:120],
        sensitivity=name.sensitivity,
        purposes=_purposes(name),
    )


def _purposes(name: SearchName) -> str:
    return f",{','.join(name.purposes)}," if name.purposes else ""


def _name_lines(names: list[SearchName], last: int) -> Iterator[tuple[Any, ...]]:
    for number, name in enumerate(names, start=last + 1):
        yield (
            number,
            _id(name.person_id),
            name.given_name[:320],
            name.family_name[:320],
            _value("DateField", name.birth_on),
            name.place[:120],
            name.sensitivity,
            _purposes(name),
        )


def _key_lines(names: list[SearchName], last: int) -> Iterator[tuple[int, int]]:
    for number, name in enumerate(names, start=last + 1):
        for key in sorted(name_keys(name.given_name, name.family_name, name.birth_on)):
            yield number, key


def _write_questions(questions: Iterable[Question], at: datetime) -> None:
    """Open what is new, leave what people answered, and close what is no question any more."""
    known = {
        (row.left_record, row.right_record): row
        for row in ProposalRow.objects.all().iterator(chunk_size=5_000)
    }
    asked = set()
    fresh = []
    for question in questions:
        pair = (question.left, question.right)
        asked.add(pair)
        if pair not in known:
            fresh.append(_proposal(question, at))
        elif known[pair].state in (ProposalState.OVERTAKEN, ProposalState.UNDONE):
            ProposalRow.objects.filter(id=known[pair].id).update(state=ProposalState.OPEN.value)
    ProposalRow.objects.bulk_create(fresh, batch_size=CHUNK)
    gone = [
        row.id
        for pair, row in known.items()
        if pair not in asked and row.state in (ProposalState.OPEN, ProposalState.UNDONE)
    ]
    for chunk in _chunks(gone):
        ProposalRow.objects.filter(id__in=chunk).update(state=ProposalState.OVERTAKEN.value)


def _proposal(question: Question, at: datetime) -> ProposalRow:
    return ProposalRow(
        kind=question.kind,
        left_record=question.left,
        right_record=question.right,
        probability=question.probability,
        weight=question.weight,
        agreements=question.agreements,
        raised_at=at,
    )


def _id(value: UUID) -> Any:
    return value if connection.vendor == "postgresql" else value.hex


def _value(kind: str, value: Any) -> Any:
    """A value as this database stores it."""
    if value is None or connection.vendor == "postgresql":
        return value
    adapt = {
        "DateTimeField": connection.ops.adapt_datetimefield_value,
        "DateField": connection.ops.adapt_datefield_value,
    }[kind]
    return adapt(value)


def _chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    listed = list(values)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]
