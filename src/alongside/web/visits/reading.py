"""Visits of a case as its pages read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.governance.casework import MeetingState
from alongside.privacy import Refusal
from alongside.privacy.access import AccessDenied
from alongside.web.cases.opening import OpenedCase
from alongside.web.facts.about import people_of
from alongside.web.identity.lookup import living_among
from alongside.web.visits.models import SeenRow, VisitRow
from alongside.web.visits.shielding import place_words

STATES = {
    MeetingState.PLANNED: gettext_lazy("Planned"),
    MeetingState.HELD: gettext_lazy("Made"),
    MeetingState.MISSED: gettext_lazy("Did not happen"),
    MeetingState.CANCELLED: gettext_lazy("Called off"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """A visit as a list says it."""

    row: VisitRow
    when: str
    state: str
    tone: str
    who: str
    where: str
    seen: str
    waits: bool  # its time has passed, and nobody said how it went

    @property
    def href(self) -> str:
        """Its page."""
        return f"/cases/{self.row.case.key}/visits/{self.row.key}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What lines of one case are said with: names, who lives under which id, whom each is about."""

    opened: OpenedCase
    names: dict[UUID, str]
    living: dict[UUID, UUID]
    about: dict[str, set[UUID]]
    shielded: bool

    def whom(self, row: VisitRow) -> set[UUID]:
        """Whom a visit is about today."""
        return self.about.get(str(row.pk), set())


def visits_of(opened: OpenedCase) -> list[VisitRow]:
    """Every visit of the case, the latest first. One query, and one for who was seen."""
    rows = VisitRow.objects.filter(case=opened.row).select_related("worker", "case")
    return list(rows.prefetch_related("seen").order_by("-from_at", "-id"))


def find_visit(opened: OpenedCase, key: UUID) -> VisitRow:
    """A visit of this case; any other is nothing that is here."""
    rows = VisitRow.objects.select_related("worker", "case").filter(case=opened.row, key=key)
    row = rows.first()
    if row is None:
        raise AccessDenied(Refusal.NOT_YOURS)
    return row


def lines_of(opened: OpenedCase, rows: list[VisitRow]) -> list[VisitLine]:
    """Each visit in words."""
    about = people_of("visit", [row.pk for row in rows])
    people = {one for listed in about.values() for one in listed}
    living = living_among(people | {one.person_id for row in rows for one in row.seen.all()})
    said = Said(
        opened=opened,
        names={one.person_id: one.name for one in opened.people},
        living=living,
        about={fact: {living[one] for one in listed} for fact, listed in about.items()},
        shielded=is_shielded(opened),
    )
    return [_line(row, said) for row in rows]


def is_shielded(opened: OpenedCase) -> bool:
    """Whether the address of somebody in the case is protected."""
    return any(one.address_protected for one in opened.people)


def last_seen(opened: OpenedCase) -> dict[UUID, tuple[datetime, bool]]:
    """When each child of the case was last seen, and whether alone, by living id."""
    rows = SeenRow.objects.filter(case=opened.row).order_by("at")
    listed = list(rows.values_list("visit_id", "person_id", "at", "alone"))
    about = people_of("visit", {visit for visit, *_rest in listed})
    living = living_among(
        {person for _visit, person, *_rest in listed}
        | {p for found in about.values() for p in found}
    )
    return {
        living[person]: (at, alone)
        for visit, person, at, alone in listed
        if living[person] in {living[one] for one in about.get(str(visit), [])}
    }


def _line(row: VisitRow, said: Said) -> VisitLine:
    state = MeetingState(row.state)
    waits = state is MeetingState.PLANNED and row.until_at < said.opened.acting.now
    tones = {MeetingState.HELD: "done", MeetingState.MISSED: "soon"}
    called = (said.names.get(one, "") for one in said.names if one in said.whom(row))
    return VisitLine(
        row=row,
        when=said.opened.say.when(row.from_at, "instant"),
        state=str(STATES[state]),
        tone="late" if waits else tones.get(state, ""),
        who=", ".join(one for one in called if one),
        where=place_words(row.where, shielded=said.shielded),
        seen=_seen_words(row, said),
        waits=waits,
    )


def _seen_words(row: VisitRow, said: Said) -> str:
    """Who was seen; a child whose record was parted since is named on neither side."""
    if row.state != MeetingState.HELD.value:
        return ""
    seen = {said.living[one.person_id]: one.alone for one in row.seen.all()}
    parts = [
        (_("%(name)s seen alone") if alone else _("%(name)s seen with others there"))
        % {"name": said.names.get(person) or _("Name not known")}
        for person, alone in seen.items()
        if person in said.whom(row)
    ]
    return ", ".join(parts) or _("No child was seen")
