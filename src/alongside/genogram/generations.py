"""In which row each member stands: partners beside each other, children below their parents."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from alongside.genogram.unions import Union

ROUNDS = 64  # a family that no number of rounds settles has ties across generations


def rows_of(members: Iterable[str], unions: Iterable[Union], *, centre: str) -> dict[str, int]:
    """Row numbers, 0 for the oldest generation; a partner from another one keeps to a couple."""
    members, unions = tuple(members), tuple(unions)
    near = _neighbours(unions)
    row: dict[str, int] = {}
    for start in (centre, *members):
        if start not in row:
            _walk(start, near, row)
    _settle(row, unions)
    top = min(row.values())
    return {one: row[one] - top for one in members}


def _neighbours(unions: Iterable[Union]) -> dict[str, list[tuple[str, int]]]:
    near: dict[str, list[tuple[str, int]]] = {}
    for union in unions:
        for parent in union.parents:
            near.setdefault(parent, []).extend((other, 0) for other in union.parents)
            near[parent] += [(child, 1) for child in union.children]
        for child in union.children:
            near.setdefault(child, []).extend((parent, -1) for parent in union.parents)
            near[child] += [(other, 0) for other in union.children]
    return near


def _walk(start: str, near: dict[str, list[tuple[str, int]]], row: dict[str, int]) -> None:
    row[start] = 0
    waiting = deque([start])
    while waiting:
        one = waiting.popleft()
        for other, step in near.get(one, ()):
            if other not in row:
                row[other] = row[one] + step
                waiting.append(other)


def _settle(row: dict[str, int], unions: tuple[Union, ...]) -> None:
    """Push children below both parents where generations married into each other."""
    for _ in range(ROUNDS):
        moved = False
        for union in unions:
            lowest = max(row[one] for one in union.parents)
            for child in union.children:
                if row[child] <= lowest:
                    row[child] = lowest + 1
                    moved = True
        if not moved:
            return
