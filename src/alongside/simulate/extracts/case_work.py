"""What the agency did: investigations, findings, placements, contacts, and adoption orders."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calendar import LAST, UNKNOWN_DAY, Days, write_days
from alongside.simulate.chance import pick, some
from alongside.simulate.extracts.base import Columns, Text, numbered
from alongside.simulate.extracts.case_clients import Clients
from alongside.simulate.harm import HARM_KINDS
from alongside.simulate.world import World

LATE = 0.03  # of rows: typed in months or years after
AMENDED = 0.01  # of findings: changed on appeal
PLACED = 0.22  # of victims: a child lives elsewhere for a while
_PLACEMENTS = ("foster home", "with relatives", "residential home")
_CONTACTS = ("home visit", "telephone call", "visit, nobody at home", "office meeting")


def work_cases(world: World, clients: Clients, rng: np.random.Generator) -> dict[str, Columns]:
    """All tables of what was done, one row an event (an investigation gives two or three)."""
    referrals = world.referrals
    into = np.flatnonzero(referrals.screened_in)
    client = clients.key_of(world.population.children[referrals.child[into]])
    number = rng.permutation(np.arange(1, len(into) + 1))
    investigation = numbered("I", number.tolist())
    opened, closed = referrals.decided[into], referrals.closed[into]
    victim = referrals.substantiated[into]
    ended = closed + np.where(victim, rng.integers(60, 500, len(into)), 5)
    return {
        "investigations": {
            "investigation_id": investigation,
            "client_id": client,
            "allegation": np.array(HARM_KINDS, dtype=object)[referrals.allegation[into]],
            "opened_on": write_days(opened),
            "case_closed_on": write_days(np.where(ended < LAST, ended, UNKNOWN_DAY)),
            "entered_on": write_days(entered_after(opened, LATE, rng)),
        },
        "findings": _findings(investigation, client, closed, victim, rng),
        "placements": _placements(client[victim], closed[victim], rng),
        "adoptions": _adoptions(world, clients, rng),
        "contacts": _contacts(client, opened, closed, rng),
    }


def entered_after(day: Days, late: float, rng: np.random.Generator) -> Days:
    """When a row was typed in: within the week, or, for some, long after."""
    delay = rng.geometric(0.5, size=len(day)) - 1
    delay = np.where(rng.random(len(day)) < late, rng.integers(150, 900, size=len(day)), delay)
    entered: Days = np.minimum(day + delay, LAST - 1)
    return entered


def _findings(
    investigation: Text,
    client: Text,
    closed: Days,
    victim: NDArray[np.bool_],
    rng: np.random.Generator,
) -> Columns:
    """Findings of ended investigations; a few are amended on appeal months later."""
    done = np.flatnonzero(closed < LAST)
    amended = done[some(len(done), AMENDED, rng)]
    appeal = closed[amended] + rng.integers(60, 300, size=len(amended))
    amended, appeal = amended[appeal < LAST], appeal[appeal < LAST]
    word = np.where(victim[done], "substantiated", "unsubstantiated").astype(object)
    other = np.where(victim[amended], "unsubstantiated", "substantiated").astype(object)
    rows = np.concatenate([done, amended])
    day = np.concatenate([closed[done], appeal])
    return {
        "finding_id": numbered("F", (rng.permutation(len(rows)) + 1).tolist()),
        "investigation_id": investigation[rows],
        "client_id": client[rows],
        "finding": np.concatenate([word, other]),
        "stage": np.where(np.arange(len(rows)) < len(done), "first", "appeal"),
        "decided_on": write_days(day),
        "entered_on": write_days(entered_after(day, LATE, rng)),
    }


def _placements(client: Text, closed: Days, rng: np.random.Generator) -> Columns:
    chosen = np.flatnonzero((rng.random(len(client)) < PLACED) & (closed < LAST - 10))
    start = closed[chosen] + rng.integers(0, 10, size=len(chosen))
    end = start + rng.gamma(1.3, 260, size=len(chosen)).astype(np.int64) + 7
    kind = np.array(_PLACEMENTS, dtype=object)[pick((0.5, 0.38, 0.12), len(chosen), rng)]
    return {
        "placement_id": numbered("P", (rng.permutation(len(chosen)) + 1).tolist()),
        "client_id": client[chosen],
        "kind": kind,
        "start_on": write_days(start),
        "end_on": write_days(np.where(end < LAST, end, UNKNOWN_DAY)),
        "entered_on": write_days(entered_after(start, LATE, rng)),
    }


def _adoptions(world: World, clients: Clients, rng: np.random.Generator) -> Columns:
    """Orders that end a life before; they stand in the sealed records only."""
    sealed = np.flatnonzero(clients.sealed)
    born = world.population.born[clients.persons[sealed]]
    day = np.minimum(born + rng.integers(500, 1500, size=len(sealed)), LAST - 1)
    return {
        "adoption_id": numbered("O", range(1, len(sealed) + 1)),
        "client_id": clients.keys[sealed],
        "ordered_on": write_days(day),
        "entered_on": write_days(day),
    }


def _contacts(client: Text, opened: Days, closed: Days, rng: np.random.Generator) -> Columns:
    """Visits and calls while an investigation is open."""
    times = rng.integers(1, 5, size=len(client))
    row = np.repeat(np.arange(len(client)), times)
    day = opened[row] + (rng.random(len(row)) * (closed - opened)[row]).astype(np.int64)
    row, day = row[day < LAST], day[day < LAST]
    kind = np.array(_CONTACTS, dtype=object)[pick((0.5, 0.25, 0.1, 0.15), len(row), rng)]
    return {
        "contact_id": numbered("K", (rng.permutation(len(row)) + 1).tolist()),
        "client_id": client[row],
        "kind": kind,
        "contact_on": write_days(day),
        "entered_on": write_days(entered_after(day, 0.02, rng)),
    }
