"""The clocks of a case as its page shows them: which run, since what, by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.governance.casework import STEPS
from alongside.governance.clocks import ClockRule, Length, Unit
from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase
from alongside.web.clocks.doing import where_to
from alongside.web.clocks.models import ClockRow
from alongside.web.clocks.words import clock_words, rule_says

OVER_AT_MOST = 50
NO_RULE: Mapping[str, Any] = {"stops": (), "source": "", "url": "", "checked": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLine:
    """One clock: what it wants, how it stands, what moves it, where it comes from."""

    says: str
    who: str  # of a rule that runs for each person
    words: str
    tone: str
    since: str
    within: str
    stops: tuple[str, ...]
    source: str
    url: str
    checked: str
    href: str  # where it is answered
    done: bool


def running(opened: OpenedCase) -> list[ClockLine]:
    """Clocks that run, the first due first."""
    rows = ClockRow.objects.filter(case=opened.row, stopped_at__isnull=True)
    return _lines(opened, rows.order_by("due_at", "id"))


def over(opened: OpenedCase) -> list[ClockLine]:
    """Clocks that stopped, the latest first."""
    rows = ClockRow.objects.filter(case=opened.row, stopped_at__isnull=False)
    return _lines(opened, rows.order_by("-stopped_at", "-id")[:OVER_AT_MOST])


def length_words(length: Length) -> str:
    """A length as people say it: *45 working days*, *4 weeks*."""
    n = length.amount
    if length.unit is Unit.HOURS:
        return ngettext("%(n)s hour", "%(n)s hours", n) % {"n": n}
    if length.unit is Unit.WORKING_DAYS:
        return ngettext("%(n)s working day", "%(n)s working days", n) % {"n": n}
    if length.unit is Unit.MONTHS:
        return ngettext("%(n)s month", "%(n)s months", n) % {"n": n}
    if n and n % 7 == 0:
        return ngettext("%(n)s week", "%(n)s weeks", n // 7) % {"n": n // 7}
    return ngettext("%(n)s day", "%(n)s days", n) % {"n": n}


def _lines(opened: OpenedCase, rows: Iterable[ClockRow]) -> list[ClockLine]:
    names = {one.person_id: one.name for one in opened.people}
    return [_line(opened, row, names) for row in rows]


def _line(opened: OpenedCase, row: ClockRow, names: Mapping[UUID, str]) -> ClockLine:
    words = clock_words(row, opened.say, now=opened.acting.now)
    rule = current_agency().rules.get(row.rule)
    return ClockLine(
        says=rule_says(row),
        who=names.get(row.person_id, "") if row.person_id else "",
        words=words.says,
        tone=words.tone,
        since=_since(opened, row),
        within=_within(row, rule),
        href=where_to(row, opened.key),
        done=row.stopped_at is not None,
        **(_origin(opened, rule) if rule else NO_RULE),
    )


def _since(opened: OpenedCase, row: ClockRow) -> str:
    step = STEPS.get(row.started_by)
    day = opened.say.day(opened.say.local(row.started_at))
    says = step.says if step else row.started_by
    return _("%(step)s, %(day)s") % {"step": says, "day": day}


def _origin(opened: OpenedCase, rule: ClockRule) -> dict[str, Any]:
    """What stops a clock, where its rule comes from, and when the two were compared."""
    return {
        "stops": tuple(STEPS[kind].says for kind in sorted(rule.stops)),
        "source": rule.source,
        "url": rule.url,
        "checked": opened.say.full(rule.checked_on) if rule.checked_on else "",
    }


def _within(row: ClockRow, rule: ClockRule | None) -> str:
    if rule is not None and rule.of_last_months is not None:
        words = {"n": row.amount, "of": rule.of_last_months}
        return _("%(n)s of the last %(of)s months") % words
    return length_words(Length(row.amount, Unit(row.unit)))
