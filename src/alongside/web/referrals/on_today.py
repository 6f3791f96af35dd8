"""What of this room waits for a worker: second looks, decisions on referrals, responses owed."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from alongside.governance.casework import CaseState, ReferralState
from alongside.privacy import Verb
from alongside.web.cases.models import StepRow
from alongside.web.identity.acting import Acting
from alongside.web.referrals.models import ReferralRow, SecondLookRow
from alongside.web.referrals.opened import visible
from alongside.web.today.items import Item

ANSWERS = ("visit_made", "child_seen")  # the steps by which somebody answered


def on_today(acting: Acting) -> list[Item]:
    """What waits for the worker who asks, each once."""
    worker = acting.access.worker
    if not worker.may(Verb.MAKE_REFERRAL):
        return []
    rows = visible(acting.access).select_related("point", "case").distinct()
    rows = rows.filter(_waits(worker.id)).annotate(decided_by_her=_hers(worker.id))
    found = [_item(row, acting) for row in rows.order_by("state_since")]
    return [item for item in found if item is not None]


def _waits(worker_id: str) -> Q:
    """A decision or a second look; or an answer that the worker of the case owes."""
    answered = StepRow.objects.filter(
        case=OuterRef("case"), kind__in=ANSWERS, happened_at__gte=OuterRef("state_since")
    )
    owed = Q(state=ReferralState.SCREENED_IN.value, respond_by__isnull=False)
    owed &= Q(case__worker_id=worker_id) & ~Q(case__state=CaseState.CLOSED.value)
    open_states = (ReferralState.RECEIVED.value, ReferralState.SECOND_LOOK.value)
    return Q(state__in=open_states) | (owed & Q(~Exists(answered)))


def _hers(worker_id: str) -> Exists:
    """Whether the second look that waits is at a decision of her own."""
    looks = SecondLookRow.objects.filter(referral=OuterRef("pk"), at__isnull=True)
    return Exists(looks.filter(decision__by=UUID(worker_id)))


def _item(row: ReferralRow, acting: Acting) -> Item | None:
    worker = acting.access.worker
    page = f"/referrals/{row.key}/"
    if row.state == ReferralState.RECEIVED.value:
        if not worker.may(Verb.DECIDE):
            return None
        point = row.point
        return Item(
            kind="decision",
            says=_("Decide what happens with this referral"),
            who=row.title,
            href=f"/decisions/{point.kind}/{point.source}/{point.source_key}/",
            since=row.taken_at,
        )
    if row.state == ReferralState.SECOND_LOOK.value:
        leads = worker.may(Verb.SUPERVISE_CASES) and worker.team == row.team
        if not leads or row.decided_by_her:  # type: ignore[attr-defined]
            return None
        says = _("Look again at a screening out")
        return Item(kind="second_look", says=says, who=row.title, href=page, since=row.state_since)
    return Item(
        kind="response",
        says=_("Answer the referral: see the child"),
        who=row.title,
        href=page,
        due_at=row.respond_by,
        since=row.state_since,
    )
