"""Statutory and agency clocks: rules as values, and the clocks that run by them.

This room counts; it refuses a rule that can never stop.
"""

from alongside.governance.clocks.rule import Clock, ClockRule, Happened, Unit

__all__ = ["Clock", "ClockRule", "Happened", "Unit"]
