"""What is still open in a case, and what becomes of it when the case is closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.web.cases.opening import OpenedCase
from alongside.web.clocks.winding import open_clocks
from alongside.web.clocks.words import clock_words, rule_says


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """One thing that is open. ``becomes`` says what happens to it with the closure."""

    says: str
    when: str
    becomes: str
    tone: str = ""


def leftovers(opened: OpenedCase) -> list[Leftover]:
    """Everything that is open in the case, in the order of the page."""
    return [one for find in _FINDERS for one in find(opened)]


def end_with_case(opened: OpenedCase) -> None:
    """End what ends with the case, each by its own step; the clocks stop by the closure itself."""


def _clocks(opened: OpenedCase) -> list[Leftover]:
    found = []
    for row in open_clocks(opened.row):
        words = clock_words(row, opened.say, now=opened.acting.now)
        found.append(
            Leftover(
                says=rule_says(row), when=words.says, becomes=_("The clock stops"), tone=words.tone
            )
        )
    return found


_FINDERS: tuple[Callable[[OpenedCase], list[Leftover]], ...] = (_clocks,)
