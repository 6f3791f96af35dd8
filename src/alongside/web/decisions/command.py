"""Advice on one decision from the command line, through the same door as on the page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from alongside.privacy import Access
from alongside.web.decisions.advice import open_advice
from alongside.web.decisions.api import advice_as_json
from alongside.web.decisions.panel import Panel, make_panel
from alongside.web.decisions.points import PointName, decision_file, find_point
from alongside.web.identity.acting import Acting
from alongside.web.ledger.store import DatabaseLedger
from alongside.web.people.command import worker_of


def advise_for_command(
    decision: str, source: str, key: str, *, email: str, reason: str
) -> tuple[list[str], dict[str, Any]]:
    """The advice in sentences, and as JSON; opened for the worker who is named, and kept so.

    Raises
    ------
    AlongsideError
        ``AL-U020`` for an unknown worker, ``AL-G020`` to ``AL-G026`` at a closed door;
        :class:`~alongside.privacy.access.AccessDenied` for what is not hers.
    """
    worker, now = worker_of(email), timezone.now()
    access = Access(
        worker=worker, purpose=decision_file(decision).purpose, as_of=now, reason=reason
    )
    acting = Acting(access=access, ledger=DatabaseLedger(), now=now, channel="command")
    point = find_point(PointName(decision, source, key), acting)
    opened = open_advice(point)
    return sentences(make_panel(point, opened)), advice_as_json(opened.advice)


def sentences(panel: Panel) -> list[str]:
    """The panel, read aloud."""
    said = [f"Advice from the system: {panel.title}, version {panel.version}."]
    if panel.sums is None:
        return [*said, *panel.abstains]
    sums = panel.sums
    said.append(panel.sentence)
    said += [f"  {one.says}: {one.reason.says}" for one in (*sums.ups, *sums.downs)]
    said.append(panel.adds_up)
    said += [f"It cannot know: {one}" for one in panel.cannot_know]
    return [*said, panel.came_since] if panel.came_since else said
