"""How well anybody could have known: the chance of each label, in closed form.

Three readers. The *best reader* reads every record (:mod:`alongside.simulate.reading`) and knows
the family's group and level of poverty; nobody who reads the same records can order referrals
better. *Without group* knows all but the group, as a model that reads no protected trait does. The
*all-knowing* one knows the family's frailty as well. None of them knows whether there was harm.

A label is seen unless its own referral, every investigation that is open already, and every later
referral pass without one: ``1 - (1 - own)(1 - open)(1 + x / rate)**-shape``, where ``x`` is the
expected number from later referrals at frailty 1. Later referrals count with the chance that what
follows from them ends within the window.

Left out, because little hangs on it: injuries that the hospital saw (3 of 100 harms), rows typed
in late (read as on the day of the call), and appeals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calendar import Days
from alongside.simulate.exposure import POVERTY_LEVELS
from alongside.simulate.extracts.case_work import PLACED
from alongside.simulate.extracts.hotline import TWICE, Calls
from alongside.simulate.harm import HARM_BY_POVERTY
from alongside.simulate.reading import YEAR, Rates, Reading, birthdays, rates_of, read_records
from alongside.simulate.world import World

Floats = NDArray[np.float64]

WINDOW = 365  # days; the first is the day on which the referral became known
READERS = ("best_reader", "without_group", "all_knowing")
LABELS = ("harm_confirmed", "re_referral", "first_placement")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chances:
    """The chance of a label for each call, as each reader would put it."""

    best_reader: Floats
    without_group: Floats
    all_knowing: Floats


def attainable(world: World, calls: Calls) -> dict[str, Chances]:
    """The chances of every label, one row a call."""
    rates, reading = rates_of(world), read_records(world)
    return {
        label: _chances(world, calls, reading, _parts(label, world, calls, rates, reading))
        for label in LABELS
    }


def harm_ahead(world: World, calls: Calls) -> Floats:
    """The expected number of true harms of the child in the window: poverty, age and frailty."""
    population = world.population
    family = population.family[calls.child]
    level = HARM_BY_POVERTY[population.poverty[family]] * population.frailty[family]
    ahead: Floats = level * (_days_ahead(world, calls, np.ones(WINDOW)) @ world.solved.harm_by_age)
    return ahead / YEAR


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Parts:
    """By cell: from this referral, from investigations open already, from later referrals."""

    own: Floats
    still_open: Floats
    later: Floats


def _parts(label: str, world: World, calls: Calls, rates: Rates, reading: Reading) -> _Parts:
    rows, waited = calls.referral, calls.entered - calls.day
    if label == "re_referral":
        later = _days_ahead(world, calls, np.ones(WINDOW)) @ rates.referrals.T / YEAR
        twice = np.where(waited == 0, 2 * TWICE / (1 + TWICE), 0.0)  # the same call typed in again
        own = np.repeat(twice[:, None], later.shape[1], axis=1)
        return _Parts(own=own, still_open=np.zeros_like(own), later=later)
    placed = label == "first_placement"
    share, delay = (PLACED, _delay(10)) if placed else (1.0, _delay(1))
    by_then = np.cumsum(np.pad(delay, (0, WINDOW - len(delay))))[::-1]
    later = _days_ahead(world, calls, by_then) @ rates.findings.T / YEAR
    harm = reading.harm[rows]
    found = (1 - harm) * rates.screened_in[0] * rates.found[0]
    found += harm * rates.screened_in[1] * rates.found[1]
    not_yet = np.append(np.cumsum(delay[::-1])[::-1], 0.0)[np.minimum(waited, len(delay))]
    return _Parts(
        own=share * found * not_yet[:, None],
        still_open=share * reading.still_open[rows],
        later=share * later,
    )


def _chances(world: World, calls: Calls, reading: Reading, parts: _Parts) -> Chances:
    rows, frailty = calls.referral, world.population.frailty
    passes = (1 - parts.own) * (1 - parts.still_open)
    shape, rate, cell = reading.shape[rows, None], reading.rate[rows], reading.cell[rows]
    seen = 1 - passes * (1 + parts.later / rate) ** -shape
    here = (np.arange(len(rows)), cell)
    known = np.exp(-parts.later[here] * frailty[world.population.family[calls.child]])
    return Chances(
        best_reader=seen[here],
        without_group=_believed(seen, reading.belief[rows], cell),
        all_knowing=1 - passes[here] * known,
    )


def _believed(seen: Floats, belief: Floats, cell: Days) -> Floats:
    """The mean over the groups at the family's own level of poverty, by belief."""
    levels = len(POVERTY_LEVELS)
    same = np.arange(seen.shape[1])[None, :] % levels == (cell % levels)[:, None]
    weight = np.exp(np.where(same, belief - belief.max(axis=1, keepdims=True), -np.inf))
    mean: Floats = (weight * seen).sum(axis=1) / weight.sum(axis=1)
    return mean


def _delay(more: int) -> Floats:
    """Chances of the days from a call to what follows: screening, investigation, and ``more``."""
    screening = np.array([0.6 * 0.4**days for days in range(5)] + [0.4**5])
    investigation = np.zeros(60)
    investigation[14:] = 1 / 46
    return np.convolve(np.convolve(screening, investigation), np.full(more, 1 / more))


def _days_ahead(world: World, calls: Calls, counts: Floats) -> Floats:
    """Days of the window that the child spends at each year of age, ``(rows, 18)``.

    ``counts`` says how much of each day counts.
    """
    summed = np.append(0.0, np.cumsum(counts))
    child = world.referrals.child[calls.referral]
    turned = np.clip(birthdays(world, child) - calls.entered[:, None], 0, WINDOW)
    ahead: Floats = np.diff(summed[turned], axis=1)
    return ahead
