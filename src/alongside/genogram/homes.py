"""Outlines round those who live together."""

from __future__ import annotations

from itertools import pairwise

from alongside.genogram.family import LiveTogether
from alongside.genogram.layout import Layout
from alongside.genogram.lines import HALF, Point

PAD = 10.0
Box = tuple[float, float, float, float]  # left, top, right, bottom


def home_outlines(layout: Layout, home: LiveTogether) -> list[tuple[Point, ...]]:
    """Closed outlines: one where the home hangs together in the drawing, several where not."""
    pieces: list[list[Box]] = []
    for row in layout.rows:
        runs = [_box(layout, run) for run in _runs(row, home.members)]
        last = pieces[-1][-1] if pieces else None
        if len(runs) == 1 and last is not None and _follow(layout, last, runs[0]):
            pieces[-1].append(runs[0])
        else:
            pieces += [[run] for run in runs]
    return [_outline(_joined(piece)) for piece in pieces]


def _runs(row: tuple[str, ...], members: frozenset[str]) -> list[list[str]]:
    """Members of the home who stand side by side."""
    runs: list[list[str]] = []
    inside = False
    for one in row:
        if one in members:
            runs = [*runs[:-1], [*runs[-1], one]] if inside else [*runs, [one]]
        inside = one in members
    return runs


def _box(layout: Layout, run: list[str]) -> Box:
    places = [layout.places[one] for one in run]
    return (
        min(one.x - max(HALF + 4, one.label.left) for one in places) - PAD,
        places[0].y - HALF - PAD,
        max(one.x + max(HALF + 4, one.label.right) for one in places) + PAD,
        places[0].y + HALF + (50 if any(one.label.about for one in places) else 36),
    )


def _follow(layout: Layout, upper: Box, lower: Box) -> bool:
    """Whether the lower run is in the next row, so that one outline can hold both."""
    between = [one.y for one in layout.places.values() if upper[3] < one.y < lower[1]]
    return not between


def _joined(boxes: list[Box]) -> list[Box]:
    """Boxes that share edges: each reaches down to the next; a strip leads across to one aside."""
    found: list[Box] = []
    for upper, lower in pairwise(boxes):
        aside = min(upper[2], lower[2]) - max(upper[0], lower[0]) < HALF
        if aside:
            strip = (min(upper[0], lower[0]), upper[3], max(upper[2], lower[2]), lower[1])
            found += [upper, strip]
        else:
            found.append((upper[0], upper[1], upper[2], lower[1]))
    return [*found, boxes[-1]]


def _outline(boxes: list[Box]) -> tuple[Point, ...]:
    """Once round stacked boxes: down the right side, up the left."""
    right = [point for box in boxes for point in ((box[2], box[1]), (box[2], box[3]))]
    left = [point for box in boxes for point in ((box[0], box[1]), (box[0], box[3]))]
    return (*right, *left[::-1])
