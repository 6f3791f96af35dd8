"""What a decision asks of the referrals: who may see it, what was said, what may follow."""

from __future__ import annotations

from django.utils.translation import gettext as _

from alongside.privacy import Access
from alongside.web.decisions.models import PointRow
from alongside.web.decisions.points import Point, standing_decisions
from alongside.web.decisions.rooms import Offer, Told
from alongside.web.identity.lookup import OUTBOX_SOURCE
from alongside.web.people.words import DateWords
from alongside.web.referrals.home import people_at_home
from alongside.web.referrals.into_case import open_cases_of, sees_case
from alongside.web.referrals.models import ReferralRow
from alongside.web.referrals.opened import may_see as may_see_referral
from alongside.web.referrals.opened import people_of, visible
from alongside.web.referrals.telling import focus_of
from alongside.web.referrals.words import PARTS, WAYS


def may_see(row: PointRow, access: Access) -> bool:
    """Whether the referral behind a point is hers to see."""
    referral = ReferralRow.objects.filter(point=row).first()
    return referral is not None and may_see_referral(referral, access)


def open_points(access: Access) -> list[PointRow]:
    """Points of referrals that were taken down here, wait, and are hers to see."""
    decided = standing_decisions().values("point_id")
    rows = PointRow.objects.filter(source=OUTBOX_SOURCE, referral__in=visible(access))
    return list(rows.exclude(pk__in=decided).order_by("pk"))


def told(point: Point) -> Told | None:
    """What was said when a referral was taken down; never who reported."""
    row = ReferralRow.objects.select_related("taken_by").filter(**_of(point)).first()
    if row is None or row.taken_by is None:
        return None
    people = people_of(row, point.acting.access)
    return Told(
        said=row.said,
        happened=happened_words(row, point.opening.say()),
        came_in=str(WAYS.get(row.came_in, "")),
        safety=row.safety,
        people=tuple(
            (one.person_id, one.name or _("Name not known"), str(PARTS.get(one.part, one.part)))
            for one in people
        ),
        by=row.taken_by.name,
        href=f"/referrals/{row.key}/",
    )


def offer(point: Point) -> Offer:
    """Open cases of the same people; of a referral from a source, who else lives there."""
    row = ReferralRow.objects.filter(**_of(point)).first()
    taken_here = row is not None and row.taken_by_id is not None
    focus = focus_of(row) if row is not None and taken_here else [point.person_id]
    cases = open_cases_of(focus)
    seen = [case for case in cases if sees_case(case, point.acting)]
    others = () if taken_here else people_at_home(point.opening)
    return Offer(
        cases=tuple((str(case.key), case.title) for case in seen),
        people=tuple(
            (str(one.person_id), f"{one.name}, {one.about}".strip(", ")) for one in others
        ),
        hidden_case=len(seen) < len(cases),
    )


def happened_words(row: ReferralRow, say: DateWords) -> str:
    """When it happened, in the day and the words that were given."""
    day = say.day(row.happened_on) if row.happened_on else ""
    return ", ".join(part for part in (day, row.happened_says) if part)


def _of(point: Point) -> dict[str, str]:
    return {f"point__{field}": value for field, value in point.name._asdict().items()}
