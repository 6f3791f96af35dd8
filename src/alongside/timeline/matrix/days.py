"""Local days and instants as whole numbers, so that every engine computes alike.

A day is the number of days since 1 January 1970; an instant is microseconds since then, in UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from alongside.core.dates import local_day_end

EPOCH = date(1970, 1, 1)
FOREVER = 1 << 62  # an instant after all others
ALWAYS = -(1 << 62)


def local_day_sql(column: str, zone: ZoneInfo) -> str:
    """The local date of a UTC timestamp, for DuckDB."""
    return f"(({column} AT TIME ZONE 'UTC') AT TIME ZONE '{zone.key}')::DATE"


def day_number_sql(day: str) -> str:
    """A date as a day number."""
    return f"datediff('day', DATE '1970-01-01', {day})::INTEGER"


def day_end_sql(day: str, zone: ZoneInfo) -> str:
    """The instant at which a local day ends, in UTC."""
    midnight = f"(({day}) + 1)::TIMESTAMP AT TIME ZONE '{zone.key}'"
    return f"(({midnight}) AT TIME ZONE 'UTC')"


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The local date of a UTC instant without zone, as the warehouse holds it."""
    return instant.replace(tzinfo=UTC).astimezone(zone).date()


def day_end(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a local day ends, as the warehouse holds instants."""
    return local_day_end(day, zone).replace(tzinfo=None)


def day_number(day: date) -> int:
    """A date as a day number."""
    return (day - EPOCH).days


def from_number(number: int) -> date:
    """A day number as a date."""
    return EPOCH + timedelta(days=number)
