"""Count the clocks of every case anew, after the rules or the working days changed."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from alongside.web.agency import current_agency
from alongside.web.cases.models import CaseRow
from alongside.web.clocks.models import RulesRow
from alongside.web.clocks.winding import wind


def rewind_all(*, now: datetime) -> int:
    """Recount every case, each held while it is. How many cases there are."""
    count = 0
    for pk in CaseRow.objects.order_by("id").values_list("pk", flat=True).iterator():
        with transaction.atomic():
            wind(CaseRow.objects.select_for_update(no_key=True).get(pk=pk), now=now)
        count += 1
    kept = {"fingerprint": fingerprint(), "counted_at": now}
    RulesRow.objects.update_or_create(pk=1, defaults=kept)
    return count


def recount_if_changed(*, now: datetime) -> int:
    """Recount when the rules are others than they were. How many cases; 0: nothing to do.

    The first time it only remembers them: each step has counted by the rules that hold.
    """
    mine = fingerprint()
    kept = RulesRow.objects.filter(pk=1).first()
    if kept is None:
        RulesRow.objects.create(pk=1, fingerprint=mine, counted_at=now)
        return 0
    return 0 if kept.fingerprint == mine else rewind_all(now=now)


def fingerprint() -> str:
    """What tells these rules and working days from others."""
    agency = current_agency()
    text = agency.jurisdiction.model_dump_json() + str(agency.file.zone)
    return sha256(text.encode()).hexdigest()
