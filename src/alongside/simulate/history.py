"""The addresses a person had over time, for systems that keep them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from alongside.simulate.calendar import LAST, UNKNOWN_DAY, Days
from alongside.simulate.world import World


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class History:
    """Spells of living somewhere: the row of the person given, the stay, from and until.

    Unknown days stand for *before anybody asked* and *still there*.
    """

    row: Days
    stay: Days
    since: Days
    until: Days


def address_history(world: World, persons: Days, since: Days, *, every: int = 60) -> History:
    """The stays of each person from ``since`` on, looked at every so many days."""
    looks = np.arange(0, LAST - int(since.min()) + every, every)
    day = np.minimum(since[:, None] + looks[None, :], LAST - 1)
    row = np.repeat(np.arange(len(persons)), len(looks))
    stay = world.residences.stay_of(np.repeat(persons, len(looks)), day.ravel())
    row, stay = np.unique(np.stack([row, stay]), axis=1)
    person = persons[row]
    begun = world.residences.stay_from[stay]
    ended = world.residences.stay_until()[stay]
    leaves = world.residences.leaves[person]
    own = world.residences.stay_unit[stay] != world.residences.unit[person]
    begun = np.where(own, np.maximum(begun, leaves), begun)
    ended = np.where(own, ended, np.minimum(ended, leaves))
    return History(
        row=row,
        stay=stay,
        since=np.where(begun <= 0, UNKNOWN_DAY, begun),
        until=np.where(ended >= LAST, UNKNOWN_DAY, ended),
    )
