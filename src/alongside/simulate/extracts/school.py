"""The school authority: Excel workbooks with a title above the headings, and names as used.

One workbook of pupils, and one a school year with half-terms of low attendance (and the last
half-term of everybody) and with incidents.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from alongside.simulate.calendar import FIRST, LAST, Days, day_number
from alongside.simulate.chance import pick_each, some
from alongside.simulate.extracts.base import Text, Written, numbered
from alongside.simulate.extracts.workbook import Sheet, write_workbook
from alongside.simulate.records import Habits, keys, with_duplicates, write_down
from alongside.simulate.world import World

HABITS = Habits(nickname=0.14, typo=0.008, no_born=0.002, no_id=1.0, no_email=1.0, old_address=0.10)
ENROLLED = 0.9
TWICE = 0.006
LOW_PERCENT = 90.0  # half-terms below are listed
_SCHOOLS = (
    "Northmere Elementary",
    "Quarry Hill School",
    "Fernley Middle",
    "Harbour High",
    "St. Brendan's",
    "Kingsway Academy",
    "Two Rivers School",
    "Saltmarsh Primary",
)
# last day of each half-term (month, day) and its number of half-day sessions
_HALF_TERMS = (
    ("Autumn 1", 10, 25, 76),
    ("Autumn 2", 12, 20, 70),
    ("Spring 1", 2, 14, 62),
    ("Spring 2", 4, 4, 66),
    ("Summer 1", 5, 23, 58),
    ("Summer 2", 7, 18, 70),
)
_LAST_TERM = "Summer 2"
_INCIDENTS = (
    "exclusion",
    "change of school",
    "bullying reported",
    "late repeatedly",
    "meeting with parents",
)
# Meals at full, reduced and no price, by poverty: free up to 130 % of the poverty line, reduced to
# 185 % (National School Lunch Program), and most who may have them do.
MEALS = ("full price", "reduced price", "free")
_MEALS = np.array([[0.94, 0.02, 0.04], [0.22, 0.43, 0.35], [0.08, 0.04, 0.88]])
# Which incidents, by poverty. Pupils with free school meals are suspended three times as often
# (Department for Education, England 2018/19: 13.8 against 4.1 of 100); half is in the strain.
_MIX = np.array(
    [
        [0.14, 0.20, 0.16, 0.34, 0.16],
        [0.20, 0.20, 0.15, 0.30, 0.15],
        [0.25, 0.20, 0.14, 0.27, 0.14],
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Pupils:
    keys: Text
    persons: Days
    first_year: Days  # in which a child starts school at five, and
    last_year: Days  # leaves at eighteen
    poverty: NDArray[np.int8]
    strain: NDArray[np.float64]


def write(world: World, folder: Path) -> Written:
    """Write the pupils and a workbook for each school year."""
    rng = world.rng("school")
    pupils = _enrol(world, rng)
    files = [_write_pupils(world, pupils, folder, rng)]
    events = 0
    for year in range(2018, 2026):
        attendance, incidents = _attendance(world, pupils, year, rng), _incidents(pupils, year, rng)
        events += len(attendance.columns[0]) + len(incidents.columns[0])
        path = folder / f"attendance_{year}-{(year + 1) % 100:02d}.xlsx"
        files.append(write_workbook(path, [attendance, incidents]))
    return Written(
        source="school",
        keys=pupils.keys,
        persons=pupils.persons,
        events=events,
        files=tuple(files),
    )


def _enrol(world: World, rng: np.random.Generator) -> _Pupils:
    children = world.population.children
    chosen = children[rng.random(len(children)) < ENROLLED]
    chosen = rng.permutation(world.showcase_first(chosen, children))
    starts = _school_year(world.population.born[chosen]) + 6
    pupils = with_duplicates(chosen[starts <= 2025], TWICE, rng)
    starts = _school_year(world.population.born[pupils]) + 6
    return _Pupils(
        keys=keys(len(pupils), "U", rng),
        persons=pupils,
        first_year=starts,
        last_year=starts + 12,
        poverty=world.poverty(pupils),
        strain=rng.gamma(2.0, 0.5, size=len(pupils)) * (1 + 0.5 * world.poverty(pupils)),
    )


def _school_year(day: Days) -> Days:
    """The school year (named by its autumn) in which a day lies."""
    months = day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return (months - 8) // 12 + 1970


def _write_pupils(world: World, pupils: _Pupils, folder: Path, rng: np.random.Generator) -> Path:
    joined = np.array([day_number(date(int(year), 9, 1)) for year in pupils.first_year])
    entered = np.maximum(joined, FIRST)
    rows = write_down(world, pupils.persons, entered, source="school", habits=HABITS)
    school = np.array(_SCHOOLS, dtype=object)[rng.integers(0, len(_SCHOOLS), len(joined))]
    columns = {
        "UPN": pupils.keys,
        "Surname": rows.family,
        "Known as": rows.given,
        "Date of birth": rows.born,
        "Sex": rows.sex,
        "Address": rows.street,
        "Postcode": rows.postcode,
        "Town": rows.place,
        "Contact phone": rows.phone,
        "School": school,
        "Meals": np.array(MEALS, dtype=object)[
            pick_each(_MEALS[pupils.poverty], world.rng("school meals"))
        ],
        "On roll from": joined,
        "Entered on": entered,
    }
    sheet = Sheet(
        name="Pupils",
        title="Pupils on roll, all schools of the county",
        headings=tuple(columns),
        columns=tuple(columns.values()),
        dates=frozenset({"Date of birth", "On roll from", "Entered on"}),
    )
    return write_workbook(folder / "pupils.xlsx", [sheet])


def _attendance(world: World, pupils: _Pupils, year: int, rng: np.random.Generator) -> Sheet:
    there = np.flatnonzero((pupils.first_year <= year) & (year <= pupils.last_year))
    shown = np.isin(pupils.persons[there], [world.showcase.persons["many_events"]])
    rows, terms, ends, percents = [], [], [], []
    for term, month, day, possible in _HALF_TERMS:
        end = day_number(date(year + (month < 8), month, day))
        missed = np.minimum(rng.poisson(pupils.strain[there] * possible * 0.045), possible)
        percent = np.round(100 * (possible - missed) / possible, 1)
        listed = (percent < LOW_PERCENT) | (term == _LAST_TERM) | shown
        if FIRST <= end < LAST:
            rows.append(there[listed])
            terms.append(np.full(int(listed.sum()), term, dtype=object))
            ends.append(np.full(int(listed.sum()), end))
            percents.append(percent[listed])
    ended = np.concatenate(ends)
    columns = {
        "UPN": pupils.keys[np.concatenate(rows)],
        "Half-term": np.concatenate(terms),
        "Ends": ended,
        "Attendance %": np.concatenate(percents),
        "Recorded": ended + rng.integers(1, 8, size=len(ended)),
    }
    return Sheet(
        name="Attendance",
        title=f"Attendance {year}-{(year + 1) % 100:02d}: half-terms below {LOW_PERCENT:.0f} %",
        headings=tuple(columns),
        columns=tuple(columns.values()),
        dates=frozenset({"Ends", "Recorded"}),
    )


def _incidents(pupils: _Pupils, year: int, rng: np.random.Generator) -> Sheet:
    there = np.flatnonzero((pupils.first_year <= year) & (year <= pupils.last_year))
    row = np.repeat(there, rng.poisson(0.10 * pupils.strain[there]))
    start = day_number(date(year, 9, 2))
    day = start + rng.integers(0, 315, size=len(row))
    row, day = row[day >= FIRST], day[day >= FIRST]
    kind = pick_each(_MIX[pupils.poverty[row]], rng)
    late = some(len(row), 0.02, rng)
    recorded = day + rng.integers(0, 4, size=len(row))
    recorded[late] += rng.integers(60, 300, size=len(late))
    columns = {
        "Incident": numbered(f"N{year}-", (rng.permutation(len(row)) + 1).tolist(), 6),
        "UPN": pupils.keys[row],
        "Date": day,
        "Type": np.array(_INCIDENTS, dtype=object)[kind],
        "Days": np.where(kind == 0, rng.integers(1, 10, size=len(row)), 0),
        "Recorded": np.minimum(recorded, LAST - 1),
    }
    return Sheet(
        name="Incidents",
        title=f"Incidents {year}-{(year + 1) % 100:02d}",
        headings=tuple(columns),
        columns=tuple(columns.values()),
        dates=frozenset({"Date", "Recorded"}),
    )
