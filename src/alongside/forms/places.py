"""Where an item stands on a filled form: once, or once a row of each repeated group around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alongside.forms.form import Form
from alongside.forms.item import Item, ItemType, Value

Answers = Mapping[str, tuple[Value, ...]]  # key of a place → its answers; none is no key
Rows = tuple[tuple[str, int], ...]  # (repeated group, row), outermost first
MOST_ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An item in a row of each repeated group that holds it."""

    item: Item
    rows: Rows = ()

    @property
    def key(self) -> str:
        """What answers name the place by: ``children#1/name``, or plainly ``name``."""
        return key_of(self.item.link_id, self.rows)


def key_of(link_id: str, rows: Rows) -> str:
    """The key of an item in rows of repeated groups."""
    return "/".join((*(f"{group}#{row}" for group, row in rows), link_id))


def places_of(form: Form, answers: Answers) -> Iterator[Place]:
    """Every place, in the order of the page, whether it is asked now or not."""
    for item in form.items:
        yield from _places(item, (), answers)


def rows_of(item: Item, rows: Rows, answers: Answers) -> int:
    """How many rows a repeated group has: what was asked for, and as many as have answers."""
    key = key_of(item.link_id, rows)
    said = answers.get(key, ())
    asked = said[0] if said and isinstance(said[0], int) else 1
    used = [_row(one, key) for one in answers if one.startswith(f"{key}#")]
    return max(1, min(MOST_ROWS, max([asked, *used])))


def repeats_as_group(item: Item) -> bool:
    """Whether the item is a group with rows."""
    return item.repeats and item.type is ItemType.GROUP


def _row(key: str, group: str) -> int:
    number = key[len(group) + 1 :].partition("/")[0]
    return int(number) + 1 if number.isascii() and number.isdigit() and len(number) < 4 else 0


def _places(item: Item, rows: Rows, answers: Answers) -> Iterator[Place]:
    yield Place(item=item, rows=rows)
    if not repeats_as_group(item):
        for child in item.items:
            yield from _places(child, rows, answers)
        return
    for row in range(rows_of(item, rows, answers)):
        for child in item.items:
            yield from _places(child, (*rows, (item.link_id, row)), answers)
