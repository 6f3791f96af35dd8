"""What the page of a team shows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.web.cases.words import PHASES, phase_words, step_words
from alongside.web.clocks.words import clock_words, rule_says
from alongside.web.identity.acting import Acting
from alongside.web.people.words import DateWords
from alongside.web.today.items import items_of_rooms
from alongside.web.today.rows import rows_of
from alongside.web.today.team import OPEN, Team, WorkerCases
from alongside.web.today.worklist import DECIDING, item_lines

Context = dict[str, Any]
FEW = 50  # lines of one list; the cases' own list has the rest


def page_of(acting: Acting, team: Team, say: DateWords) -> Context:
    """The whole page."""
    # cases to allocate have a list of their own further down
    asked = [one for one in items_of_rooms(acting) if one.kind in DECIDING - {"allocate"}]
    waits = item_lines(asked, acting, say)
    return {
        "team": team.name,
        "stands": _stands(team),
        "phases": [PHASES[state] for state in OPEN],
        "workers": [_worker(one) for one in team.workers()],
        "late": [_late(row, acting, say) for row in team.late[:FEW]],
        "late_number": len(team.late),
        "decide": rows_of(sorted(waits, key=lambda line: line.order)),
        "decide_number": len(waits),
        "to_allocate": [_waiting(row, say) for row in team.to_allocate[:FEW]],
        "to_allocate_number": len(team.to_allocate),
        "supervision": [_supervised(row, say) for row in team.supervision_due[:FEW]],
        "supervision_number": len(team.supervision_due),
    }


def _stands(team: Team) -> str:
    n = len(team.open)
    return ngettext("%(n)s open case.", "%(n)s open cases.", n) % {"n": n}


def _worker(one: WorkerCases) -> Context:
    at = f"/cases/?show=team&worker={one.worker_id}"
    to_allocate = "/cases/?show=to_allocate"
    return {
        "name": one.name or _("Nobody yet"),
        "all": one.all,
        "href": at if one.worker_id else to_allocate,
        "cells": [
            (
                one.by_phase.get(state, 0),
                phase_words(state),
                f"{at}&phase={state}" if one.worker_id else to_allocate,
            )
            for state in OPEN
        ],
    }


def _late(row: Any, acting: Acting, say: DateWords) -> Context:
    step = row.last_step
    return {
        "title": row.case.title,
        "href": f"/cases/{row.case.key}/",
        "worker": row.worker.name if row.worker else _("Nobody yet"),
        "says": rule_says(row),
        "clock": clock_words(row, say, now=acting.now).says,
        "last": f"{step_words(step)}, {say.day(say.local(row.last_step_at))}" if step else "",
    }


def _waiting(row: Any, say: DateWords) -> Context:
    return {
        "title": row.title,
        "href": f"/cases/{row.key}/",
        "when": _("since %(day)s") % {"day": say.day(say.local(row.state_since))},
    }


def _supervised(row: Any, say: DateWords) -> Context:
    at = row.supervised_at
    return {
        "title": row.title,
        "href": f"/cases/{row.key}/",
        "worker": row.worker.name if row.worker else "",
        "when": _("last %(day)s") % {"day": say.day(say.local(at))} if at else _("not yet"),
    }
