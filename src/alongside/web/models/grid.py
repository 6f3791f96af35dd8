"""A table of a card for the page: numbers to the right, words to the left and wrapped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from alongside.risk.card.tables import Table

NUMBER = re.compile(r"(about |fewer than )?−?\d|too few$|$")


class Cell(NamedTuple):
    """The text of a cell, whether it holds a number, and over how many columns it goes."""

    text: str
    number: bool
    span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Heads and rows; the first cell of each row names it."""

    caption: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def grid_of(table: Table) -> Grid:
    """The table with its columns told apart; a row that is too short ends in one wide cell."""
    width = len(table.heads)
    whole = [row for row in table.rows if len(row) == width]
    numbers = [
        place > 0 and all(NUMBER.match(row[place]) for row in whole) for place in range(width)
    ]
    return Grid(
        caption=table.caption,
        heads=tuple(Cell(head, numbers[place]) for place, head in enumerate(table.heads)),
        rows=tuple(_row(row, numbers) for row in table.rows),
    )


def _row(row: tuple[str, ...], numbers: list[bool]) -> tuple[Cell, ...]:
    if len(row) == len(numbers):
        return tuple(Cell(text, numbers[place]) for place, text in enumerate(row))
    *named, last = row
    wide = Cell(last, number=False, span=len(numbers) - len(named))
    return (*(Cell(text, number=False) for text in named), wide)
