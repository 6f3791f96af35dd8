"""What of this room waits for a worker."""

from __future__ import annotations

from django.db.models import Count, Min, Q
from django.utils.translation import ngettext

from alongside.privacy import Verb
from alongside.web.cases.opening import WORKING
from alongside.web.facts.models import AboutRow
from alongside.web.identity.acting import Acting
from alongside.web.today.hidden import open_to
from alongside.web.today.items import Item


def on_today(acting: Acting) -> list[Item]:
    """One item a case of hers with facts that wait for somebody to say whose they are."""
    worker = acting.access.worker
    if not worker.may(Verb.WORK_CASES):
        return []
    rows = AboutRow.objects.filter(
        Q(case__assignments__worker_id=worker.id, case__assignments__state__in=WORKING)
        & open_to(acting.access, case="case__"),
        to_assign=True,
        until_at__isnull=True,
    )
    found = rows.values("case_id", "case__title").annotate(
        n=Count("id", distinct=True), since=Min("from_at")
    )
    return [
        Item(
            kind="assign",
            says=ngettext(
                "Say whose %(n)s fact is, after one person became two",
                "Say whose %(n)s facts are, after one person became two",
                row["n"],
            )
            % {"n": row["n"]},
            who=row["case__title"],
            href="/facts/",
            since=row["since"],
        )
        for row in found.order_by("since")
    ]
