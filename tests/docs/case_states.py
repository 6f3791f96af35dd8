"""The reference of states and steps, written from the tables.

Write it anew with ``python -m tests.docs.case_states``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from alongside.governance import casework
from alongside.governance.casework import CASE_STEPS, REFERRAL_STEPS, CaseState, Step

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "case-states.md"
HEAD = "\n\n".join(
    (
        "# States and steps of case work",
        "Everything that happens in a case is a step of one table "
        "([`governance/casework/steps.py`](../../src/alongside/governance/casework/steps.py)), "
        "and every state has its ways out in another "
        "([`states.py`](../../src/alongside/governance/casework/states.py)). What is not in "
        "a table cannot happen. This page is written from them (`python -m "
        "tests.docs.case_states`); a test fails when it is old.",
        "Each step is one row of the case's history, one event on the timeline of each "
        "person it concerns (without a word of free text) and one line of the ledger. Clock "
        "rules start and stop on the kinds below ([jurisdictions](jurisdictions.md)).",
    )
)
NAMES = {
    "REFERRAL_TRANSITIONS": "A referral",
    "CASE_TRANSITIONS": "A case",
    "ASSIGNMENT_TRANSITIONS": "A worker and a case",
    "CLOSING_TRANSITIONS": "A closure that is asked for",
    "FILLED_TRANSITIONS": "A form that is filled in",
    "PLAN_TRANSITIONS": "A safety plan or a case plan",
    "PLACEMENT_TRANSITIONS": "A placement",
    "MEETING_TRANSITIONS": "A visit, a review, a conference",
    "NOTE_TRANSITIONS": "A note",
    "REPORT_TRANSITIONS": "A report",
}


def page() -> str:
    """The whole page."""
    tables = [
        f"## {NAMES[name]}\n\n{diagram(table)}"
        for name, table in vars(casework).items()
        if name in NAMES
    ]
    steps = [
        "## Steps of a case\n\n" + steps_table(CASE_STEPS),
        "## Steps before there is a case\n\n" + steps_table(REFERRAL_STEPS, short=True),
    ]
    return "\n\n".join([HEAD.strip(), *tables, *steps]) + "\n"


def diagram(table: Mapping[Any, frozenset[Any]]) -> str:
    """A table of transitions as a state diagram; the first state is where it begins."""
    first = next(iter(table))
    lines = [f"    [*] --> {first.value}"]
    for now, thens in table.items():
        lines += [f"    {now.value} --> {then.value}" for then in sorted(thens)]
        lines += [f"    {now.value} --> [*]"] if not thens else []
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def steps_table(steps: Mapping[str, Step], *, short: bool = False) -> str:
    """The steps with their words, when they may be taken, and where they lead."""
    if short:
        rows = [f"| `{step.kind}` | {step.says} |" for step in steps.values()]
        return "\n".join(["| step | on the timeline |", "|---|---|", *rows])
    rows = [
        f"| `{step.kind}` | {step.says} | {_when(step)} | {_to(step)} |" for step in steps.values()
    ]
    head = ["| step | on the timeline | may be taken | leads to |", "|---|---|---|---|"]
    return "\n".join([*head, *rows])


def _when(step: Step) -> str:
    if step.when == frozenset(CaseState):
        return "always"
    if step.when == frozenset(CaseState) - {CaseState.CLOSED}:
        return "while it is open"
    return ", ".join(_words(one) for one in CaseState if one in step.when)


def _to(step: Step) -> str:
    if step.to is None:
        return ""
    from_ = " or ".join(_words(one) for one in CaseState if one in step.opens)
    return _words(step.to) + (f" (from {from_})" if from_ else "")


def _words(state: StrEnum) -> str:
    return state.value.replace("_", " ")


if __name__ == "__main__":
    PAGE.write_text(page())
