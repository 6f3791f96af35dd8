"""Play stories from a year ago until now, each act at its moment, through the real functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta

import numpy as np
from django.db import transaction
from django.utils import timezone

from alongside.core import AlongsideError
from alongside.simulate.year import Act, Story, read_stories
from alongside.web.agency import current_agency
from alongside.web.made_up.acts import PLAYED
from alongside.web.made_up.ahead import plan_ahead
from alongside.web.made_up.cast import Family, families, teams
from alongside.web.made_up.stage import Stage
from alongside.web.publishing.warehouse import current_warehouse

DAYS = 365
EVERY = timedelta(days=27)
TALK = {
    "said": "What went well for {child} since we last spoke, what is next, and how the worker is.",
    "agreed": "",
}


def play_year(
    *, cases: int = 48, seed: int = 7, progress: Callable[[str, float], None] | None = None
) -> int:
    """Play so many stories; give how many there were families for.

    Raises
    ------
    AlongsideError
        ``AL-U130`` in an agency that is not a demo.
    """
    agency = current_agency().file
    if not agency.demo:
        raise only_in_a_demo()
    now, chance = timezone.now(), np.random.default_rng(seed)
    cast = families(current_warehouse().con, seed=seed)
    begun = _beginnings(cases, now=now, chance=chance)
    played = 0
    for number, (story, family, first) in enumerate(zip(_stories(), cast, begun, strict=False)):
        if number >= cases:
            break
        _play(story, family, first=first, until=now, number=number)
        played += 1
        if progress:
            progress("Playing a year of case work", (number + 1) / cases)
    return played


def _stories() -> Iterator[Story]:
    """The stories over and over."""
    stories = read_stories()
    while True:
        yield from stories


def _beginnings(cases: int, *, now: datetime, chance: np.random.Generator) -> list[datetime]:
    """Local midnights from a year ago to today, so that some stories are in their first days."""
    zone = current_agency().file.zone
    today = now.astimezone(zone).date()
    chosen = chance.integers(1, DAYS, size=cases, endpoint=True)
    return [
        datetime.combine(today - timedelta(days=int(one)), time(0), zone).astimezone(UTC)
        for one in chosen
    ]


def _play(story: Story, family: Family, *, first: datetime, until: datetime, number: int) -> None:
    """One story up to now. One transaction: a year of one family is there, or nothing of it."""
    north, south = teams()
    team, elsewhere = (south, north) if number % 4 == 3 else (north, south)
    lead = team.other if number % 4 == 2 else team.worker
    stage = Stage(family=family, team=team, elsewhere=elsewhere, now=first, lead=lead)
    with transaction.atomic():
        for act in _with_supervision(story, often=number % 4 != 1):
            stage.now = first + act.after
            if stage.now > until:
                break
            PLAYED[act.do](stage, act)
        _look_ahead(stage, until)


def _with_supervision(story: Story, *, often: bool) -> list[Act]:
    """The story's acts, and between them the talks that every four weeks bring."""
    held = [act.after for act in story.acts if act.do in ("accept", "supervise")]
    ended = next((act.after for act in story.acts if act.do == "close"), timedelta(days=DAYS))
    talks, last = [], held[0] if held and often else ended
    while (last := last + EVERY) < ended:
        if all(abs(last - one) > EVERY / 2 for one in held):
            talks.append(Act(do="supervise", after=last, words=TALK))
    return sorted([*story.acts, *talks], key=lambda act: act.after)


def _look_ahead(stage: Stage, until: datetime) -> None:
    """What is planned next in a case that goes on."""
    if stage.case_id:
        stage.now = until
        plan_ahead(stage)


def only_in_a_demo() -> AlongsideError:
    """Nobody plays among real people."""
    return AlongsideError(
        "AL-U130",
        seen="This agency is not a demo, so no made-up case was written",
        wanted="demo = true in agency.toml",
        do="Make a demo with `alongside demo`",
    )
