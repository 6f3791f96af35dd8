"""One decision's page, put together from what the point is now."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from alongside.core import AlongsideError
from alongside.governance import AdviceUse, Door, PointState
from alongside.privacy import Verb
from alongside.web.agency import current_agency
from alongside.web.decisions.advice import Opened, try_advice
from alongside.web.decisions.clock import clock_of
from alongside.web.decisions.deciding import may_withdraw
from alongside.web.decisions.doors import SAYS
from alongside.web.decisions.forms import USES, DecisionForm, JudgementForm
from alongside.web.decisions.help_offered import every_offer
from alongside.web.decisions.models import AdviceShownRow, DecisionRow, JudgementRow
from alongside.web.decisions.panel import make_panel
from alongside.web.decisions.points import Point
from alongside.web.decisions.rooms import Offer, room
from alongside.web.decisions.standing import (
    door_of,
    identity_changed,
    judgements,
    newest_wish,
    own_judgement,
    seen_by,
    shown_for,
)
from alongside.web.people.head import read_strip
from alongside.web.people.lines import LineWriter, event_when
from alongside.web.people.wordings import Wordings
from alongside.web.people.words import amount

Context = dict[str, Any]
LATEST = 8  # lines of the record that stand on the page
USED = {**dict(USES), AdviceUse.NOT_SEEN.value: gettext_lazy("No advice was seen")}


def page_of_point(
    point: Point,
    *,
    judging: JudgementForm | None = None,
    deciding: DecisionForm | None = None,
    refused: AlongsideError | None = None,
    unsent: str = "",
) -> Context:
    """The context of the page, with a form that did not pass or a step that was refused."""
    door, state = door_of(point), point.state()
    mine, worker = own_judgement(point), point.acting.access.worker
    may_decide = worker.may(Verb.DECIDE)
    changed = mine is not None and identity_changed(point, mine)
    waits = state is PointState.WAITING and may_decide
    judged = mine is not None and not changed
    seen = seen_by(point)
    return {
        **_happened(point),
        "point": point,
        "file": point.file,
        "state": state.value,
        "door": door.value,
        "door_says": [str(part) for part in SAYS[door]] if door in SAYS else None,
        "mine": mine,
        "changed": changed,
        "said": (said := _said(point, mine, state)),
        "mine_alone": all(row.by_id == point.worker_id for row, _when in said),
        "may_decide": may_decide,
        "may_open": waits and door is Door.OPEN and worker.may(Verb.VIEW_ADVICE),
        "to_judge": waits and (not judged or (shown_for(mine) is None)),
        "to_decide": waits and judged,
        "judging": judging or JudgementForm(file=point.file),
        "deciding": deciding or DecisionForm(file=point.file, seen=False),
        "offer": offer_for(point) if waits and judged else None,
        "told": room().told(point),
        "seen": seen is not None,
        "uses": USES,
        "refused": refused,
        "unsent": unsent,
        "wish": newest_wish(point),
        "agency_advises": current_agency().file.advice,
        **_ended(point, point.decision()),
        **_opened_part(point, mine, door),
    }


def advice_part(point: Point, opened: Opened) -> Context:
    """The context of the advice panel alone."""
    return {"panel": make_panel(point, opened), "may_take": point.state() is PointState.WAITING}


def offer_for(point: Point) -> Offer | None:
    """What is asked before the decision, where it may lead to a case."""
    return room().offer(point) if point.file.opens_cases else None


def supports_offered() -> tuple[str, ...]:
    """Every kind of support that a worker may take into a draft."""
    return tuple(every_offer(current_agency().help))


def _opened_part(point: Point, mine: JudgementRow | None, door: Door) -> Context:
    """Advice that she has opened and that is still open to her; it is asked for anew."""
    if door is not Door.OPEN or shown_for(mine) is None:
        return {"panel": None}
    opened = try_advice(point, again=True)
    if isinstance(opened, AlongsideError):
        return {"panel": None, "broken": opened}
    return advice_part(point, opened)


def _said(
    point: Point, mine: JudgementRow | None, state: PointState
) -> list[tuple[JudgementRow, str]]:
    """Her own judgements, and a colleague's only after her own or when all is decided."""
    rows = judgements(point)
    if mine is None and state is PointState.WAITING:
        return []
    say = point.opening.say()
    return [(row, say.when(row.at, "instant")) for row in rows]


def _happened(point: Point) -> Context:
    """Facts, clock and the newest lines: shown always, whatever anybody judged."""
    say, words = point.opening.say(), Wordings(current_agency())
    event = point.event
    writer = LineWriter(say=say, words=words, before={}, said={}, may_contest=False)
    believed = point.opening.person.events()
    latest = [one for one in believed.events if event is None or one.event_id != event.event_id]
    return {
        "strip": read_strip(point.opening, say),
        "clock": clock_of(point.file, point.opened_at, say, now=point.acting.now),
        "event_says": words.event(event) if event else _own_says(point, words),
        "event_detail": (event.detail or "") if event else "",
        "event_value": amount(event.value, event.unit) if event else "",
        "event_when": event_when(event, say) if event else say.day(say.local(point.opened_at)),
        "source": words.source(point.name.source),
        "known_on": say.day(say.local(point.known_at)),
        "rows": writer.rows(latest[:LATEST]),
        "more_lines": max(0, len(latest) - LATEST),
        "is_stale": point.opening.is_stale,
        "closed_by": _closed_by(point, words),
    }


def _own_says(point: Point, words: Wordings) -> str:
    """What opened a point here, while the joined records do not hold it."""
    return words.kind(point.name.source, point.file.opens) if point.name.is_own else ""


def _closed_by(point: Point, words: Wordings) -> str:
    if point.closed_by is None:
        return ""
    event = point.closed_by
    what = ": ".join(part for part in (words.event(event), event.detail) if part)
    return f"{what}, {event_when(event, point.opening.say())} ({words.source(event.source)})"


def _ended(point: Point, decision: DecisionRow | None) -> Context:
    """The decision that stands, and that advice was opened for it; never what it said."""
    if decision is None:
        return {"decision": None}
    say = point.opening.say()
    shown: AdviceShownRow | None = decision.shown
    offers = every_offer(current_agency().help)
    return {
        "decision": decision,
        "decided_at": say.when(decision.at, "instant"),
        "used": USED[decision.advice],
        "respond_by": say.when(decision.respond_by, "instant") if decision.respond_by else "",
        "shown": shown,
        "shown_at": say.when(shown.at, "instant") if shown else "",
        "supports": [offers.get(one, one) for one in decision.supports],
        "may_withdraw": may_withdraw(point, decision),
    }
