"""How long a decision may wait, in local days, and how the page says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.web.people.words import DateWords

SOON_DAYS = 1  # ends today or tomorrow


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """When a decision is owed. ``due_on`` is ``None`` where the agency set no time."""

    opened_on: date
    due_on: date | None
    says: str
    tone: str  # late, soon or nothing: the class of its mark


def read_clock(opened_at: datetime, due_days: int | None, say: DateWords) -> Clock:
    """The clock of a point that opened then: whole local days after the day it opened."""
    opened_on = say.local(opened_at)
    if due_days is None:
        since = _("Open since %(day)s") % {"day": say.day(opened_on)}
        return Clock(opened_on=opened_on, due_on=None, says=since, tone="")
    due_on = opened_on + timedelta(days=due_days)
    left = (due_on - say.today).days
    if left < 0:
        late = ngettext("%(n)s day ago", "%(n)s days ago", -left) % {"n": -left}
        says = _("Was due %(day)s, %(late)s") % {"day": say.day(due_on), "late": late}
        return Clock(opened_on=opened_on, due_on=due_on, says=says, tone="late")
    words = {"day": say.day(due_on), "n": due_days - left, "of": due_days}
    says = (
        _("Ends %(day)s, day %(n)s of %(of)s") % words
        if left < due_days
        else _("Ends %(day)s, came today") % words
    )
    tone = "soon" if left <= SOON_DAYS else ""
    return Clock(opened_on=opened_on, due_on=due_on, says=says, tone=tone)
