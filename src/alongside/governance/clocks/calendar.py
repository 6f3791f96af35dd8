"""Which days of a place are working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """The days of a place. ``closed`` are days off beside its public holidays, ``open`` days on.

    ``country`` and ``subdivision`` are names of the ``holidays`` library; no country, no holidays.
    """

    zone: ZoneInfo
    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})  # Monday is 0
    country: str = ""
    subdivision: str = ""
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()

    def day(self, at: datetime) -> date:
        """The local day of an instant."""
        return at.astimezone(self.zone).date()

    def is_working(self, day: date) -> bool:
        """Whether people of the agency are at work on this day."""
        if day in self.open:
            return True
        return (
            day.weekday() not in self.weekend
            and day not in self.closed
            and day not in self.holidays(day.year)
        )

    def holidays(self, year: int) -> frozenset[date]:
        """The public holidays of a year, those moved from a weekend included."""
        return public_holidays(self.country, self.subdivision, year)


@lru_cache(maxsize=256)
def public_holidays(country: str, subdivision: str, year: int) -> frozenset[date]:
    """The public holidays of a place in a year, as the ``holidays`` library knows them.

    Raises
    ------
    ValueError
        For a place that it does not know.
    """
    if not country:
        return frozenset()
    from holidays import country_holidays

    try:
        return frozenset(country_holidays(country, subdiv=subdivision or None, years=year))
    except NotImplementedError as error:
        raise ValueError("a place of the holidays library") from error
