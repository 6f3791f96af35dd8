"""What this room tells a report: who the family is, how the case went, how it ended."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.governance.casework import ClosingState
from alongside.recording import Statement
from alongside.web.cases.models import CasePersonRow, ClosingRow, StepRow
from alongside.web.cases.opening import CasePerson, OpenedCase
from alongside.web.cases.words import outcome_words, part_words
from alongside.web.identity.lookup import living_among

# what a reader outside the agency needs of the way of a case; offers and answers are its own affair
TOLD = {
    "case_opened": "decision",
    "case_accepted": "decision",
    "case_transferred": "decision",
    "case_reopened": "decision",
    "case_closed": "closure",
}


def on_record(opened: OpenedCase) -> list[Statement]:
    """Every statement of this room about the case."""
    return [*_people(opened), *_steps(opened)]


def _people(opened: OpenedCase) -> Iterator[Statement]:
    rows = CasePersonRow.objects.filter(case=opened.row).select_related("by").order_by("id")
    found = list(rows)
    lives = living_among(row.person_id for row in found)
    people = {one.person_id: one for one in opened.people}
    told = set()
    for row in found:
        person_id = lives[row.person_id]
        if person_id not in people or person_id in told:
            continue  # who left, and may be sealed since, is told of by what was written then
        told.add(person_id)
        yield Statement(
            section="people",
            says=_who(people[person_id], row.part, opened),
            said_by=row.by.name,
            happened_at=row.from_at,
            known_at=row.from_at,
            source=f"part:{row.pk}",
            href=f"/cases/{opened.key}/#people",
            people=(person_id,),
        )


def _who(person: CasePerson, part: str, opened: OpenedCase) -> str:
    said = {"name": person.name or _("Name not known"), "part": part_words(part)}
    if person.birth_on is None:
        return _("%(name)s: %(part)s") % said
    said["day"] = opened.say.full(person.birth_on)
    return _("%(name)s: %(part)s, born %(day)s") % said


def _steps(opened: OpenedCase) -> Iterator[Statement]:
    rows = StepRow.objects.filter(case=opened.row, kind__in=TOLD).select_related("by")
    closings = ClosingRow.objects.filter(case=opened.row, state=ClosingState.AGREED.value)
    ended = {f"closing:{row.pk}": row for row in closings}
    people = tuple(opened.focus)
    for row in rows.order_by("at", "id"):
        yield Statement(
            section=TOLD[row.kind],
            says=_says(row, ended.get(row.about)),
            said_by=row.by.name,
            happened_at=row.happened_at,
            known_at=row.at,
            source=f"step:{row.pk}",
            href=f"/cases/{opened.key}/history/",
            people=people,
        )


def _says(row: StepRow, closing: ClosingRow | None) -> str:
    if closing is not None:
        return _("The case was closed. %(outcome)s: %(reason)s") % {
            "outcome": outcome_words(closing.outcome),
            "reason": closing.reason,
        }
    if row.kind == "case_reopened":
        return _("The case was opened again: %(reason)s") % {"reason": row.reason}
    return str(_WORDS[row.kind]) % {"name": row.by.name}


_WORDS = {
    "case_opened": gettext_lazy("The case was opened by %(name)s"),
    "case_accepted": gettext_lazy("%(name)s took the case on"),
    "case_transferred": gettext_lazy("%(name)s took the case over"),
}
