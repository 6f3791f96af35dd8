"""Say on people's timelines what became of a referral, without a word of what was said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from alongside.governance.casework import REFERRAL_TRANSITIONS, ReferralState, check_move
from alongside.web.identity.acting import Acting
from alongside.web.identity.lookup import living
from alongside.web.publishing.models import OutboxRow
from alongside.web.referrals.models import ReferralRow


def tell(row: ReferralRow, kind: str, people: Iterable[UUID], *, acting: Acting) -> None:
    """An event of each person, no more openly than the referral itself."""
    OutboxRow.objects.bulk_create(
        OutboxRow(
            kind=kind,
            person_id=person_id,
            happened_at=acting.now,
            known_at=acting.now,
            sensitivity=row.sensitivity,
            purposes=list(row.purposes),
            by=acting.access.worker.id,
            code=f"referral:{row.key}",
        )
        for person_id in people
    )


def focus_of(row: ReferralRow) -> list[UUID]:
    """The living people whom the referral is about, each once."""
    people = row.people.filter(in_focus=True).order_by("id").values_list("person_id", flat=True)
    return list(dict.fromkeys(living(one) for one in people))


def enter(row: ReferralRow, state: ReferralState, *, at: datetime) -> None:
    """Move to a state that the table allows.

    Raises
    ------
    AlongsideError
        ``AL-G040`` when the table has no such step.
    """
    check_move(REFERRAL_TRANSITIONS, ReferralState(row.state), state)
    row.state, row.state_since = state.value, at
    row.save(update_fields=["state", "state_since", "respond_by", "case", "began_case"])
