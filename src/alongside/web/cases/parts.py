"""What each room shows on a case's page: a heading, a few lines, what can be done next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from alongside.web.cases.opening import OpenedCase


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """One line: what, when, and where it leads. ``tone`` is late, soon, done or nothing."""

    says: str
    when: str = ""
    href: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartAction:
    """Something that can be done: a verb with its object, and its page.

    With ``post`` it is done by the press itself, as beginning a draft.
    """

    says: str
    href: str
    post: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePart:
    """One card of the case's page."""

    name: str  # anchor on the page
    title: str
    icon: str
    lines: tuple[PartLine, ...] = ()
    actions: tuple[PartAction, ...] = ()  # the first is the main one
    empty: str = ""  # what comes next, where there is nothing yet
    more: PartAction | None = None  # the whole list


# In the order of the page. Each module has ``on_case(opened) -> tuple[CasePart, ...]``.
ROOMS = (
    "alongside.web.assessments.on_case",
    "alongside.web.planning.on_case",
    "alongside.web.visits.on_case",
    "alongside.web.notes.on_case",
    "alongside.web.families.on_case",
    "alongside.web.reports.on_case",
)


def parts_of(opened: OpenedCase) -> list[CasePart]:
    """The cards of every room, in the order of the page."""
    found: list[CasePart] = []
    for name in ROOMS:
        on_case: Callable[[OpenedCase], tuple[CasePart, ...]] = import_module(name).on_case
        found += on_case(opened)
    return found
