"""What makes a clock rule no rule: kinds that no step has, and no start, stop or end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.core import AlongsideError
from alongside.governance.casework import CASE_STEPS, REFERRAL_STEPS, STEPS

if TYPE_CHECKING:
    from alongside.governance.clocks.rule import ClockRule


def check_rule(rule: ClockRule) -> None:
    """Raise when a rule can never run as it is written.

    Raises
    ------
    AlongsideError
        ``AL-G050`` or ``AL-G051``.
    """
    named = rule.starts | rule.stops | rule.ends | rule.pauses | rule.resumes
    unknown = sorted(named - set(STEPS))
    if unknown:
        raise AlongsideError(
            "AL-G050",
            seen=f"The clock rule {rule.name} names {', '.join(unknown)}",
            wanted="kinds of step of a case",
            do="Read which there are in docs/reference/case-states.md",
        )
    for faulty, seen, wanted in _faults(rule):
        if faulty:
            raise AlongsideError(
                "AL-G051",
                seen=f"The clock rule {rule.name} {seen}",
                wanted=wanted,
                do="Mend the rule: a clock that nobody can stop would be late for ever",
            )


def _faults(rule: ClockRule) -> list[tuple[bool, str, str]]:
    """Each fault: whether it is there, what is seen, what is wanted."""
    window = rule.of_last_months
    too_early = rule.stops <= set(REFERRAL_STEPS) and rule.starts <= set(CASE_STEPS)
    return [
        (not rule.starts, "can never start", "at least one kind of step in starts"),
        (not rule.stops, "can never stop", "at least one kind of step in stops"),
        (too_early, "can never stop", "a stop that can come after its start"),
        (rule.amount < 1, "has no time", "an amount of 1 or more"),
        (any(one.amount < 1 for one in rule.then), "has a round without time", "1 or more"),
        (bool(rule.then) and not rule.ends, "comes again without end", "kinds of step in ends"),
        (rule.pauses != frozenset() and not rule.resumes, "can never go on", "kinds in resumes"),
        (rule.resumes != frozenset() and not rule.pauses, "goes on unpaused", "kinds in pauses"),
        (bool(rule.pauses & rule.resumes), "pauses and goes on at once", "different kinds"),
        (window is not None and rule.unit != "months", "has a window", "months as its unit"),
        (window is not None and not rule.ends, "has spells without end", "kinds in ends"),
        (window is not None and bool(rule.then), "has a window and then", "one of them"),
        (window is not None and rule.amount > window, "can never be due", "a longer window"),
    ]
