"""A case's page: who it is about, what to do now, what each room holds, what was done."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from alongside.core import AlongsideError
from alongside.governance.casework import CaseState, ClosingState
from alongside.privacy import Verb
from alongside.web.cases.assignments import live
from alongside.web.cases.closing import waiting_closure
from alongside.web.cases.forms import ReasonForm
from alongside.web.cases.history import steps_of
from alongside.web.cases.leftovers import leftovers
from alongside.web.cases.models import AssignmentRow, ClosingRow
from alongside.web.cases.opening import CasePerson, OpenedCase
from alongside.web.cases.parts import parts_of
from alongside.web.cases.words import outcome_words, part_words, phase_words
from alongside.web.clocks.doing import where_to
from alongside.web.clocks.models import ClockRow
from alongside.web.clocks.winding import open_clocks
from alongside.web.clocks.words import clock_words, rule_says
from alongside.web.people.words import age_words

Context = dict[str, Any]
LATEST = 12


class ClockLine(NamedTuple):
    """One clock, ready to be written."""

    says: str
    ends: str
    tone: str
    href: str


class PersonLine(NamedTuple):
    """One person of the case, ready to be written."""

    href: str
    name: str
    about: str
    leave: str
    protected: bool


class OfferLine(NamedTuple):
    """Somebody who was asked, and what can be done about it."""

    row: AssignmentRow
    says: str
    since: str
    mine: bool
    may_withdraw: bool


def page_of(
    opened: OpenedCase, *, refused: AlongsideError | None = None, unsent: str = ""
) -> Context:
    """The context of the page, with a step that was refused."""
    steps, more = steps_of(opened, limit=LATEST)
    clocks = list(open_clocks(opened.row))
    works, asked = live(opened.row)
    return {
        **strip_of(opened, clocks),
        "clocks": [_clock_line(row, opened) for row in clocks],
        "people": [_person_line(one, opened) for one in opened.people],
        "workers": works,
        **_asked(opened, asked),
        **_closure(opened),
        **_parts(opened),
        "steps": steps,
        "more_steps": more,
        "refused": refused,
        "unsent": unsent,
    }


def _parts(opened: OpenedCase) -> Context:
    """What the rooms hold, each a card; those that hold nothing yet are lines of one."""
    found = parts_of(opened)
    return {
        "parts": [one for one in found if one.lines],
        "not_begun": [one for one in found if not one.lines],
    }


def strip_of(opened: OpenedCase, clocks: list[ClockRow] | None = None) -> Context:
    """What heads every page of a case: title, people, phase, worker, team, next clock."""
    rows = list(open_clocks(opened.row)[:1]) if clocks is None else clocks
    row = opened.row
    since = opened.say.day(opened.say.local(row.closed_at or row.state_since))
    return {
        "case": row,
        "path": f"/cases/{row.key}/",
        "closed": opened.state is CaseState.CLOSED,
        "phase": _("%(phase)s since %(day)s") % {"phase": phase_words(row.state), "day": since},
        "who": ", ".join(_called(one, opened) for one in opened.people),
        "protected": any(one.address_protected for one in opened.people),
        "next_clock": _clock_line(rows[0], opened) if rows else None,
        "may_work": opened.may(Verb.WORK_CASES),
        "may_allocate": may_allocate(opened),
        "waits_for_lead": opened.state is CaseState.TO_ALLOCATE,
    }


def may_allocate(opened: OpenedCase) -> bool:
    """Whether she allocates for the team that has the case."""
    own = opened.acting.access.worker.team == opened.row.team
    return own and opened.may(Verb.ALLOCATE_CASES)


def _called(one: CasePerson, opened: OpenedCase) -> str:
    name = one.name or _("Name not known")
    return f"{name}, {age_words(one.birth_on, opened.today)}" if one.birth_on else name


def _clock_line(row: ClockRow, opened: OpenedCase) -> ClockLine:
    words = clock_words(row, opened.say, now=opened.acting.now)
    names = {one.person_id: one.name for one in opened.people}
    whose = names.get(row.person_id, "") if row.person_id else ""
    says = f"{rule_says(row)}: {whose}" if whose else rule_says(row)
    return ClockLine(says, words.says, words.tone, where_to(row, opened.key))


def _person_line(one: CasePerson, opened: OpenedCase) -> PersonLine:
    about = [part_words(one.part)]
    if one.birth_on:
        about.append(age_words(one.birth_on, opened.today))
    if one.in_focus:
        about.append(_("the work is about them"))
    return PersonLine(
        href=f"/people/{one.person_id}/",
        name=one.name or _("Name not known"),
        about=", ".join(about),
        leave=f"/cases/{opened.key}/people/{one.person_id}/leave/",
        protected=one.address_protected,
    )


def _asked(opened: OpenedCase, rows: list[AssignmentRow]) -> Context:
    """Who was asked to take the case on, and what she who reads can answer."""
    worker = opened.acting.access.worker
    mine = next((one for one in rows if str(one.worker_id) == worker.id), None)
    gives = opened.may(Verb.ALLOCATE_CASES)
    team = next((one for one in rows if one.worker_id is None and one.team == worker.team), None)
    return {
        "my_offer": mine,
        "team_offer": team if gives and not may_allocate(opened) else None,
        "offers": [_offer_line(one, opened) for one in rows if one is not mine],
        "declining": ReasonForm(label=_("Why it cannot be taken on now")),
    }


def _offer_line(row: AssignmentRow, opened: OpenedCase) -> OfferLine:
    name = row.worker.name if row.worker else _("team %(team)s") % {"team": row.team}
    says = (
        _("Offered to %(name)s")
        if row.leads
        else _("%(name)s was asked to work beside who leads it")
    )
    own = row.worker_id is not None and row.team == opened.acting.access.worker.team
    return OfferLine(
        row=row,
        says=says % {"name": name},
        since=opened.say.when(row.offered_at, "instant"),
        mine=False,
        may_withdraw=may_allocate(opened) or (own and opened.may(Verb.ALLOCATE_CASES)),
    )


def _closure(opened: OpenedCase) -> Context:
    waits = waiting_closure(opened.row)
    own = opened.acting.access.worker.team == opened.row.team
    agrees = waits is not None and own and opened.may(Verb.SUPERVISE_CASES)
    return {
        "closure": waits,
        "closure_outcome": outcome_words(waits.outcome) if waits else "",
        "closure_since": opened.say.when(waits.asked_at, "instant") if waits else "",
        "may_agree": agrees,
        "left": leftovers(opened) if agrees else [],
        "asked_myself": waits is not None
        and str(waits.asked_by_id) == opened.acting.access.worker.id,
        "sending_back": ReasonForm(label=_("What has to happen first")),
        "ended": _ended(opened),
    }


def _ended(opened: OpenedCase) -> Context | None:
    """How a closed case ended."""
    if opened.state is not CaseState.CLOSED:
        return None
    rows = ClosingRow.objects.filter(case=opened.row, state=ClosingState.AGREED.value)
    row = rows.select_related("asked_by", "answered_by").order_by("-id").first()
    if row is None:
        return {"outcome": "", "row": None}
    return {"outcome": outcome_words(row.outcome), "row": row}
