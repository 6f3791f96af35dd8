"""A handful of people in the operational database, made by the same rows that a refresh writes."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from alongside.core import new_person_id
from alongside.privacy import DEFAULT_ROLES, Access, Worker
from alongside.web.accounts.models import User
from alongside.web.identity.acting import Acting
from alongside.web.identity.models import MembershipRow, PersonRow, ProposalRow, SealRow
from alongside.web.ledger.store import DatabaseLedger

EPOCH = datetime(2026, 1, 5, 9, tzinfo=UTC)


def make_user(name: str = "Amara Whitlock", *roles: str) -> User:
    """Somebody who signs in; a worker when no role is named."""
    email = f"{name.split()[0].lower()}@example.org"
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(
        email, "a long enough password", name=name, roles=list(roles or ("worker",))
    )


def make_person(*records: str, minted_at: datetime = EPOCH) -> UUID:
    """A person who holds these records, as the machine joined them."""
    person = PersonRow.objects.create(id=new_person_id(), minted_at=minted_at)
    for record in records:
        MembershipRow.objects.create(
            record_id=record, person=person, from_at=EPOCH, known_at=EPOCH, by="linkage"
        )
    return person.id


def make_question(
    left: str, right: str, *, kind: str = "pair", probability: float = 0.4
) -> ProposalRow:
    """An open question about two records."""
    return ProposalRow.objects.create(
        kind=kind,
        left_record=min(left, right),
        right_record=max(left, right),
        probability=probability,
        weight=-0.6,
        agreements=[
            {"field": "family name", "says": "the same", "weight": 6.2},
            {"field": "birth date", "says": "day and month swapped", "weight": 3.1},
            {"field": "postcode", "says": "another one", "weight": -2.4},
        ],
        raised_at=EPOCH,
    )


def seal(person_id: UUID, *named: User) -> SealRow:
    """Seal a life for all but those named."""
    row = SealRow.objects.create(
        person_id=person_id, by="source", reason="adopted", sealed_at=EPOCH
    )
    row.named.set(named)
    return row


def acting_as(user: User, *, at: datetime) -> Acting:
    """The worker at work, with the real ledger."""
    sealed = SealRow.objects.filter(named=user, lifted_at__isnull=True)
    worker = Worker(
        id=str(user.id),
        name=user.name,
        roles=tuple(DEFAULT_ROLES[role] for role in user.roles),
        named_on=frozenset(str(row.person_id) for row in sealed),
    )
    access = Access(worker=worker, purpose=worker.purposes[0], as_of=at)
    return Acting(access=access, ledger=DatabaseLedger(), now=at)


def owners() -> dict[str, UUID]:
    """Whose each record is now."""
    rows = MembershipRow.objects.filter(until_at__isnull=True)
    return dict(rows.values_list("record_id", "person_id"))
