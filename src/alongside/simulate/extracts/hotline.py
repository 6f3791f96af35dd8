"""The hotline: a CSV of referrals, typed while somebody speaks. American dates, name in one cell.

It knows no persons: each call writes child and carer down afresh.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from alongside.simulate.calendar import LAST, UNKNOWN_DAY, Days, write_days
from alongside.simulate.chance import some
from alongside.simulate.extracts.base import Text, Written, joined, write_csv
from alongside.simulate.families import FATHER, MOTHER
from alongside.simulate.harm import HARM_KINDS
from alongside.simulate.records import Habits, Rows, write_down
from alongside.simulate.reporters import REPORTERS
from alongside.simulate.world import World

FILE = "hotline_referrals.csv"
HABITS = Habits(
    nickname=0.08,
    typo=0.03,
    respelt=0.04,
    halved=0.3,
    swapped_names=0.006,
    swapped_born=0.012,
    slipped_born=0.015,
    no_born=0.02,
    no_phone=0.12,
    old_address=0.05,
    no_address=0.03,
)
TWICE = 0.012  # referrals that two call takers typed in
LATE = 0.03  # typed in weeks or months after the call


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calls:
    """The rows of the extract: which referral each is, its number, and who and when."""

    referral: Days
    number: Text
    child: Days
    carer: Days
    day: Days
    entered: Days


def calls(world: World) -> Calls:
    """Every call as it is typed in; the same world gives the same calls."""
    referrals, rng = world.referrals, world.rng("hotline")
    rows = np.sort(np.concatenate([np.arange(len(referrals)), some(len(referrals), TWICE, rng)]))
    child = world.population.children[referrals.child[rows]]
    day = referrals.day[rows]
    return Calls(
        referral=rows,
        number=_numbers(day),
        child=child,
        carer=_carers(world, child, day, rng),
        day=day,
        entered=_entered(day, rng),
    )


def write(world: World, folder: Path) -> Written:
    """Write the referrals; records are the children and the carers that callers named."""
    told, referrals = calls(world), world.referrals
    rows, day, number, child, carer = told.referral, told.day, told.number, told.child, told.carer
    children = write_down(world, child, day, source="hotline", habits=HABITS, part="child")
    carers = write_down(world, carer, day, source="hotline", habits=HABITS, part="carer")
    waiting = referrals.decided[rows] >= LAST
    decision = np.where(referrals.screened_in[rows], "screened in", "screened out")
    carer_ref = np.array([f"{text}-C" for text in number.tolist()], dtype=object)
    path = write_csv(
        folder / FILE,
        {
            "referral_no": number,
            "received_on": write_days(day, "mdy"),
            "entered_on": write_days(told.entered, "mdy"),
            "child_name": _full(children),
            "child_dob": write_days(children.born, "mdy"),
            "child_sex": children.sex,
            "address": children.street,
            "zip": children.postcode,
            "town": children.place,
            "phone": children.phone,
            "carer_ref": carer_ref,
            "carer_name": _full(carers),
            "carer_dob": write_days(carers.born, "mdy"),
            "carer_phone": carers.phone,
            "reporter": np.array(REPORTERS, dtype=object)[referrals.reporter[rows]],
            "allegation": np.array(HARM_KINDS, dtype=object)[referrals.allegation[rows]],
            "decided_on": write_days(
                np.where(waiting, UNKNOWN_DAY, referrals.decided[rows]), "mdy"
            ),
            "decision": np.where(waiting, "", decision),
        },
    )
    key, person = joined([(number, child), (carer_ref, carer)])
    events = 3 * len(rows) - int(waiting.sum())
    return Written(source="hotline", keys=key, persons=person, events=events, files=(path,))


def _carers(world: World, child: Days, day: Days, rng: np.random.Generator) -> Days:
    """The carer a caller names: the mother, or now and then a father who lives with the child."""
    family = world.population.family[child]
    mother = world.population.of_family(MOTHER)[family]
    father = world.population.of_family(FATHER)[family]
    there = (father >= 0) & (world.residences.leaves[father] > day)
    return np.where(there & (rng.random(len(child)) < 0.25), father, mother)


def _full(rows: Rows) -> Text:
    names = zip(rows.family.tolist(), rows.given.tolist(), strict=True)
    return np.array([f"{family}, {given}" for family, given in names], dtype=object)


def _numbers(day: Days) -> Text:
    """Referral numbers: the year, and a count that starts again each year."""
    year = day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    first = np.searchsorted(year, np.unique(year))
    place = np.arange(len(day)) - first[np.searchsorted(np.unique(year), year)] + 1
    pairs = zip(year.tolist(), place.tolist(), strict=True)
    return np.array([f"R{one}-{other:06d}" for one, other in pairs], dtype=object)


def _entered(day: Days, rng: np.random.Generator) -> Days:
    entered = day.copy()
    late = some(len(day), LATE, rng)
    entered[late] += rng.integers(10, 200, size=len(late))
    return np.minimum(entered, LAST - 1)
