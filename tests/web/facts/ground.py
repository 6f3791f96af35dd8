"""A case whose child turns out to be two, for the tests of facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from alongside.core.ids import record_id
from alongside.web.accounts.models import User
from alongside.web.cases.opening import OpenedCase
from alongside.web.facts.about import say_about
from alongside.web.identity.acting import Acting
from alongside.web.identity.decide import split
from alongside.web.identity.models import DecisionRow, MembershipRow
from tests.web.casework import NOW, acting_for, make_case, make_worker


@dataclass(kw_only=True)
class Parted:
    """A case with two facts about Mila, who holds two records."""

    worker: User
    opened: OpenedCase
    mila: UUID
    hours: int = 0

    def acting(self, user: User | None = None) -> Acting:
        """Somebody at work, an hour later each time."""
        self.hours += 1
        return acting_for(user or self.worker, now=NOW + timedelta(hours=self.hours))

    def split(self) -> tuple[DecisionRow, UUID]:
        """The school's record is someone else."""
        decision = split({"school:7"}, self.acting(), reason="Another Mila")
        assert decision.minted_id is not None
        return decision, decision.minted_id


def make_parted() -> Parted:
    """Mila with a note and a plan, in a case of the North team."""
    worker = make_worker("Amara Whitlock")
    opened = make_case(worker, children=("Mila",))
    mila = opened.focus[0]
    MembershipRow.objects.create(
        record_id=record_id("school", "7"), person_id=mila, from_at=NOW, known_at=NOW, by="linkage"
    )
    for kind, number in (("meeting", 901), ("supervision", 902)):
        say_about(kind, number, [mila], acting=opened.acting, case=opened.row)
    return Parted(worker=worker, opened=opened, mila=mila)
