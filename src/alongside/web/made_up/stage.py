"""Where a story is: its family, its workers, its case so far, and the moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from alongside.privacy import Access
from alongside.simulate.year import Act
from alongside.web.accounts.models import User
from alongside.web.accounts.workers import worker_from
from alongside.web.agency import current_agency
from alongside.web.cases.models import CaseRow
from alongside.web.cases.opening import OpenedCase, guard_of
from alongside.web.identity.acting import Acting
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.made_up.cast import Family, Team

PLACE = "made-up year"


@dataclass(slots=True, kw_only=True)
class Stage:
    """The state of one story while it is played."""

    family: Family
    team: Team
    elsewhere: Team
    now: datetime
    lead: User  # who has, or is offered, the case
    referral: Any = None
    case_id: int = 0  # none yet
    kept: dict[str, Any] = field(default_factory=dict)  # what later acts go back to

    @property
    def today(self) -> date:
        """The agency's day."""
        return self.now.astimezone(current_agency().file.zone).date()

    def in_days(self, days: int) -> date:
        """A day from now."""
        return self.today + timedelta(days=days)

    def acting(self, user: User) -> Acting:
        """Somebody, acting now for her first purpose."""
        worker = worker_from(user)
        access = Access(worker=worker, purpose=worker.purposes[0], as_of=self.now, reason=PLACE)
        return Acting(access=access, ledger=DatabaseLedger(), now=self.now, channel="command")

    def case(self, user: User | None = None) -> OpenedCase:
        """The case, as it is now for somebody; for who leads it if nobody is named."""
        row = CaseRow.objects.select_related("worker", "point").get(pk=self.case_id)
        return OpenedCase(row=row, guard=guard_of(row), acting=self.acting(user or self.lead))

    def text(self, act: Act, name: str) -> str:
        """A text of an act with this family's names."""
        return act.says(name, self.family.names)

    @property
    def children(self) -> Mapping[UUID, bool]:
        """The child, seen with others."""
        return {self.family.child: False}
