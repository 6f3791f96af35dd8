"""What the record holds that a plan can use, each with its source; taken over by a press only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from alongside.forms import Form, Item, ItemType
from alongside.governance.casework import FilledState
from alongside.governance.clocks import Happened, count_clocks
from alongside.web.agency import current_agency
from alongside.web.assessments.models import FilledRow
from alongside.web.assessments.versions import form_of
from alongside.web.cases.opening import OpenedCase
from alongside.web.clocks.history import history_of
from alongside.web.decisions.help_offered import GRADES
from alongside.web.decisions.models import DecisionRow
from alongside.web.decisions.points import standing_decisions

SAFETY_FORM = "safety_assessment"
THREATS = "threats"  # the group of that form in which they are written down


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Something that could be written into a field, and where it stands on the record."""

    value: str
    source: str  # in words
    thing: str = ""  # form:17
    on: date | None = None


def worry_offered(opened: OpenedCase) -> Offered | None:
    """What the last finished safety assessment says that threatens a child."""
    rows = FilledRow.objects.filter(
        case=opened.row, version__name=SAFETY_FORM, state=FilledState.FINISHED.value
    ).select_related("version", "finished_by")
    row = rows.order_by("-finished_at", "-pk").first()
    said = _threats(form_of(row), row.answers) if row else []
    if row is None or not said:
        return None
    by = row.finished_by.name if row.finished_by else ""
    when = opened.say.day(opened.say.local(row.finished_at or row.saved_at))
    source = _("%(form)s, %(name)s, %(when)s") % {
        "form": row.version.title, "name": by, "when": when
    }  # fmt: skip
    return Offered(value="\n".join(said), source=source, thing=f"form:{row.pk}")


def _threats(form: Form, answers: dict[str, list[str]]) -> list[str]:
    """What was written in words within the group of threats."""
    group = form.by_link.get(THREATS)
    texts = [one for one in _within(group) if one.type is ItemType.TEXT] if group else []
    return [str(value) for one in texts for value in answers.get(one.link_id, ())]


def _within(item: Item) -> list[Item]:
    return [one for child in item.items for one in (child, *_within(child))]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportOffered:
    """A kind of support of the guideline. ``ticked`` names the decision it was taken along from."""

    name: str  # circumstance:support
    says: str
    grade: str
    because: str
    ticked: str = ""


def supports_offered(opened: OpenedCase) -> list[SupportOffered]:
    """Every kind of support there is; those taken along from the decision come first."""
    guideline = current_agency().help
    ticked, source = _ticked(opened)
    found = [
        SupportOffered(
            name=(name := f"{circumstance}:{one.name}"),
            says=one.says,
            grade=str(GRADES[one.grade]),
            because=one.because,
            ticked=source if name in ticked else "",
        )
        for circumstance, entry in (guideline.circumstance if guideline else {}).items()
        for one in entry.support
    ]
    return sorted(found, key=lambda one: not one.ticked)


def _ticked(opened: OpenedCase) -> tuple[frozenset[str], str]:
    """What was taken along when the decision was signed, and which decision that was."""
    made: DecisionRow | None = (
        standing_decisions()
        .filter(point=opened.row.point_id)
        .select_related("by")
        .order_by("-id")
        .first()
        if opened.row.point_id
        else None
    )
    if made is None:
        return frozenset(), ""
    when = opened.say.day(opened.say.local(made.at))
    source = _("Chosen with the decision, %(name)s, %(when)s") % {
        "name": made.by.name, "when": when
    }  # fmt: skip
    return frozenset(made.supports), source


def day_wanted(opened: OpenedCase, kind: str, *, held: str = "") -> Offered | None:
    """By when the clocks want a step of this kind; ``held``: once such a step was taken today."""
    agency, now = current_agency(), opened.acting.now
    rules = [rule for rule in agency.jurisdiction.rules if kind in rule.stops]
    happened = history_of(opened.row, rules) if rules else []
    people = frozenset(str(one) for one in opened.focus)
    happened += [Happened(kind=held, at=now, people=people)] if held else []
    due = [
        (clock.due_at, rule)
        for rule in rules
        for clock in count_clocks(rule, happened, calendar=agency.calendar, now=now)
        if clock.stopped_at is None
    ]
    if not due:
        return None
    due_at, rule = min(due, key=lambda one: one[0])
    day = opened.say.local(due_at)
    source = _("The clock “%(rule)s” wants it by then") % {"rule": rule.says}
    return Offered(value=opened.say.day(day), source=source, on=day)
