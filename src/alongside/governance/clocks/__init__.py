"""Statutory and agency clocks: rules as values, and the clocks that run by them.

This room counts; it refuses a rule that can never start, stop or end.
"""

from alongside.governance.clocks.calendar import WorkCalendar
from alongside.governance.clocks.counting import count_clocks
from alongside.governance.clocks.days import add_months, counted_days, due_of, warn_of
from alongside.governance.clocks.rule import (
    ALWAYS_ENDS,
    Clock,
    ClockRule,
    Happened,
    Length,
    Unit,
)

__all__ = [
    "ALWAYS_ENDS",
    "Clock",
    "ClockRule",
    "Happened",
    "Length",
    "Unit",
    "WorkCalendar",
    "add_months",
    "count_clocks",
    "counted_days",
    "due_of",
    "warn_of",
]
