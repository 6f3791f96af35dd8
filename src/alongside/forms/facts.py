"""Facts of the record that a form may offer beside a field, by name."""

from __future__ import annotations

import re

FACTS: dict[str, str] = {
    "person.name": "the name on the record",
    "person.birth_on": "the birth date on the record",
    "person.age": "the age today",
    "case.title": "what the case is called",
    "case.opened_on": "the day on which the case was opened",
    "case.people": "the names of everybody who is part of the case",
    "worker.name": "who fills the form in",
    "today": "today",
}
_LAST = re.compile(r"last:([a-z0-9_-]{1,60})\.([A-Za-z0-9._-]{1,64})")


def last_of(fact: str) -> tuple[str, str] | None:
    """Form and linkId of ``last:<form>.<linkId>``, the answer of the last finished one."""
    found = _LAST.fullmatch(fact)
    return (found[1], found[2]) if found else None


def is_fact(name: str) -> bool:
    """Whether a form may name it."""
    return name in FACTS or last_of(name) is not None
