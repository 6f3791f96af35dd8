"""A form as the agency wrote it, in one version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from alongside.forms.item import Item

STEPS = ("form_finished", "assessment_finished", "safety_assessed", "child_view_heard")
SECTIONS = ("assessment", "child_view", "visit")


@dataclass(frozen=True, kw_only=True)
class Form:
    """One version of a form. ``about`` is ``person`` or ``case``.

    ``step`` is what finishing it is in the case's history; ``section`` is where its answers stand
    in a report.
    """

    name: str
    title: str
    version: str
    url: str
    items: tuple[Item, ...]
    description: str = ""
    about: str = "case"
    step: str = "form_finished"
    section: str = "assessment"

    @cached_property
    def by_link(self) -> dict[str, Item]:
        """Every item by its linkId."""
        return {item.link_id: item for item, _ in self.walk()}

    @cached_property
    def above(self) -> dict[str, tuple[Item, ...]]:
        """The items that hold each item, outermost first."""
        return {item.link_id: above for item, above in self.walk()}

    def says(self, item: Item) -> str:
        """An item's text; with its heading where another item has the same words."""
        above = self.above.get(item.link_id, ())
        if self._said[item.text] < 2 or not above:
            return item.text
        return f"{above[-1].text}: {item.text}"

    @cached_property
    def _said(self) -> Counter[str]:
        return Counter(item.text for item, _ in self.walk())

    @property
    def is_assessment(self) -> bool:
        """Whether it is the assessment of the case."""
        return self.step == "assessment_finished"

    def walk(self) -> Iterator[tuple[Item, tuple[Item, ...]]]:
        """Every item in the order of the page, with the items that hold it."""
        yield from _walk(self.items, ())


def _walk(
    items: tuple[Item, ...], above: tuple[Item, ...]
) -> Iterator[tuple[Item, tuple[Item, ...]]]:
    for item in items:
        yield item, above
        yield from _walk(item.items, (*above, item))
