"""The instant of a day of which the hour is not known."""

from __future__ import annotations

from datetime import date, datetime

from alongside.core.dates import day_span
from alongside.web.agency import current_agency
from alongside.web.cases.opening import OpenedCase


def moment_on(opened: OpenedCase, day: date) -> datetime:
    """When something happened of which the day is known: now if today, else as the day began."""
    if day == opened.today:
        return opened.acting.now
    return day_span(day, current_agency().file.zone).start
