"""A family, two teams and a case, for the tests of every room of case work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID

from django.test import Client

from alongside.core.ids import new_person_id, record_id
from alongside.governance.casework import AssignmentState, CaseState
from alongside.privacy import Access
from alongside.web.accounts.models import User
from alongside.web.accounts.workers import worker_from
from alongside.web.cases.beginning import Part, begin_case
from alongside.web.cases.models import AssignmentRow, CaseRow
from alongside.web.cases.opening import OpenedCase, guard_of
from alongside.web.identity.acting import Acting
from alongside.web.identity.models import MembershipRow, NameRow, PersonRow
from alongside.web.ledger.store import DatabaseLedger

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
PASSWORD = "four calm words here"


def make_worker(name: str, role: str = "worker", *, team: str = "North") -> User:
    """Somebody who signs in, once a name."""
    email = f"{name.split()[0].lower()}@example.org"
    user = User.objects.filter(email=email).first()
    return user or User.objects.create_user(email, PASSWORD, name=name, roles=[role], team=team)


def make_person(given: str, family: str = "Hartmann", birth_on: date | None = None) -> UUID:
    """Somebody who can be found by name, known from one record of the source ``alongside``."""
    now = datetime(2025, 1, 1, tzinfo=UTC)
    row = PersonRow.objects.create(id=new_person_id(), minted_at=now)
    MembershipRow.objects.create(
        record_id=record_id("alongside", str(row.id)),
        person=row, from_at=now, known_at=now, by="test",
    )  # fmt: skip
    NameRow.objects.create(
        person=row, given_name=given, family_name=family, birth_on=birth_on,
        purposes=",casework,supervision,",
    )  # fmt: skip
    return row.id


def acting_for(user: User, *, now: datetime = NOW, purpose: str = "") -> Acting:
    """The user, acting at a moment."""
    worker = worker_from(user)
    access = Access(worker=worker, purpose=purpose or worker.purposes[0], as_of=now)
    return Acting(access=access, ledger=DatabaseLedger(), now=now)


def reopen_at(opened: OpenedCase, user: User, *, now: datetime = NOW) -> OpenedCase:
    """The same case, opened by somebody at a later moment, with its row read anew."""
    row = CaseRow.objects.get(pk=opened.row.pk)
    return OpenedCase(row=row, guard=guard_of(row), acting=acting_for(user, now=now))


def make_case(
    worker: User,
    *,
    title: str = "Mila and Theo Hartmann",
    children: Sequence[str] = ("Mila", "Theo"),
    state: CaseState = CaseState.ASSESSING,
    now: datetime = NOW,
) -> OpenedCase:
    """A case of the worker's team with a mother and children, taken on by the worker."""
    parts = [Part(person_id=make_person(one), part="child", in_focus=True) for one in children]
    parts.append(Part(person_id=make_person("Dora"), part="parent"))
    opened = begin_case(acting_for(worker, now=now), title=title, team=worker.team, parts=parts)
    AssignmentRow.objects.create(
        case=opened.row,
        worker=worker,
        team=worker.team,
        state=AssignmentState.ACCEPTED.value,
        offered_by=worker,
        offered_at=now,
        answered_at=now,
    )
    CaseRow.objects.filter(pk=opened.row.pk).update(state=state.value, worker=worker)
    return reopen_at(opened, worker, now=now)


def signed_in(user: User) -> Client:
    """Her browser."""
    client = Client()
    client.force_login(user)
    return client
