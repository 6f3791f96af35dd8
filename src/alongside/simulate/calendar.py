"""The stretch of years that is simulated, as day numbers counted from 1970-01-01."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]

UNKNOWN_DAY = -(10**6)  # a day that nobody wrote down


def day_number(day: date) -> int:
    """Days from 1970-01-01."""
    return (day - date(1970, 1, 1)).days


FIRST = day_number(date(2019, 1, 1))
LAST = day_number(date(2026, 9, 30))  # the first day that is not simulated any more
OLDEST_CHILD = day_number(date(2001, 1, 1))
_TABLE_START = day_number(date(1900, 1, 1))


def years_between(first: Days, last: Days) -> Days:
    """Whole years from one day to another, by mean length of a year."""
    return np.floor((last - first) / 365.25).astype(np.int64)


@cache
def _table(style: str) -> NDArray[np.object_]:
    days = np.arange(_TABLE_START, LAST + 800).astype("datetime64[D]")
    iso = np.datetime_as_string(days)
    if style == "dmy":
        return np.array([f"{d[8:]}/{d[5:7]}/{d[:4]}" for d in iso.tolist()], dtype=object)
    if style == "mdy":
        return np.array([f"{d[5:7]}/{d[8:]}/{d[:4]}" for d in iso.tolist()], dtype=object)
    return np.array(iso.tolist(), dtype=object)


def write_days(days: Days, style: str = "ymd") -> NDArray[np.object_]:
    """Days as text: ``ymd`` 2024-03-09, ``dmy`` 09/03/2024, ``mdy`` 03/09/2024; unknown empty."""
    table = _table(style)
    known = days > UNKNOWN_DAY
    text: NDArray[np.object_] = table[np.where(known, days, FIRST) - _TABLE_START]
    text[~known] = ""
    return text


def swap_day_and_month(days: Days) -> Days:
    """Read the day as the month and the month as the day, where both are possible."""
    whole = days.astype("datetime64[D]")
    months = whole.astype("datetime64[M]")
    years = months.astype("datetime64[Y]")
    month = (months - years.astype("datetime64[M]")).astype(np.int64) + 1
    day = (whole - months.astype("datetime64[D]")).astype(np.int64) + 1
    swapped = (years.astype("datetime64[M]") + (day - 1)).astype("datetime64[D]") + (month - 1)
    possible = (day <= 12) & (days > UNKNOWN_DAY)
    return np.where(possible, swapped.astype(np.int64), days)
