"""Open a case for a worker outside of any request, as the figures need it."""

from __future__ import annotations

from datetime import datetime

from alongside.privacy import Access, Worker
from alongside.web.cases.models import CaseRow
from alongside.web.cases.opening import OpenedCase, guard_of
from alongside.web.identity.acting import Acting
from alongside.web.ledger.store import DatabaseLedger


def opened_for(row: CaseRow, worker: Worker, *, now: datetime) -> OpenedCase:
    """The case, as if she had opened its page at that moment."""
    access = Access(worker=worker, purpose=worker.purposes[0], as_of=now)
    acting = Acting(access=access, ledger=DatabaseLedger(), now=now, channel="command")
    return OpenedCase(row=row, guard=guard_of(row), acting=acting)
