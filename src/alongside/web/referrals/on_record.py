"""What this room tells a report about a case: how it came to us. Never who reported."""

from __future__ import annotations

from datetime import UTC, datetime, time

from alongside.recording import Statement
from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase
from alongside.web.referrals.models import ReferralRow
from alongside.web.referrals.opened import people_of_rows, visible


def on_record(opened: OpenedCase) -> list[Statement]:
    """What was said when each referral of the case was taken down, as its readers may see it."""
    rows = visible(opened.acting.access).select_related("taken_by").distinct()
    found = list(
        rows.filter(case=opened.row, taken_by__isnull=False).exclude(said="").order_by("taken_at")
    )
    people = people_of_rows(found, opened.acting.access)
    return [
        Statement(
            section="referral",
            says=row.said,
            said_by=row.taken_by.name if row.taken_by else "",
            happened_at=_happened(row),
            known_at=row.taken_at,
            source=f"referral:{row.pk}",
            href=f"/referrals/{row.key}/",
            people=tuple(one.person_id for one in people.get(row.pk, ())),
            precision="day" if row.happened_on else "instant",
            quoted=True,
        )
        for row in found
    ]


def _happened(row: ReferralRow) -> datetime:
    """The day that was named; else when it was taken down."""
    if row.happened_on is None:
        return row.taken_at
    zone = current_agency().file.zone
    return datetime.combine(row.happened_on, time.min, tzinfo=zone).astimezone(UTC)
