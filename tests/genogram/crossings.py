"""Count where drawn lines cross, from the picture alone: nothing of the layout is asked."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import NamedTuple

PATH = re.compile(r'<path class="g-line [^"]*" d="M([^"]+)" data-union="(\d+)"/>')
SYMBOLS = re.compile(
    r'<(?:circle class="g-symbol" cx="([\d.]+)" cy="([\d.]+)"'
    r'|rect class="g-symbol" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"'
    r'|polygon class="g-symbol" points="([^"]+)")'
)
NEAR = 0.05


class Segment(NamedTuple):
    """A straight piece of a line, and the couple whose line it is."""

    x1: float
    y1: float
    x2: float
    y2: float
    union: float


def segments_of(svg: str) -> list[Segment]:
    """Every straight piece of the lines of descent."""
    found = []
    for way, union in PATH.findall(svg):
        points = [[float(one) for one in point.split()] for point in way.split("L")]
        found += [Segment(x1, y1, x2, y2, float(union)) for (x1, y1), (x2, y2) in pairwise(points)]
    return found


def crossings(svg: str) -> int:
    """How often lines of different couples cross or lie on each other."""
    found = {
        (one.union, other.union, round(at[0]), round(at[1]))
        for one, other in combinations(segments_of(svg), 2)
        if one.union != other.union and (at := _meeting(one, other))
    }
    middles = symbols_of(svg)
    # two lines of one person meet inside the symbol, where nothing is seen of them
    return sum(not any(_inside((x, y), middle) for middle in middles) for *_, x, y in found)


def through_symbols(svg: str) -> int:
    """How often a line runs through the symbol of somebody it does not end at."""
    return sum(
        _passes(segment, middle) for segment in segments_of(svg) for middle in symbols_of(svg)
    )


def symbols_of(svg: str) -> list[tuple[float, float]]:
    """The middle of every symbol."""
    middles = []
    for cx, cy, x, y, width, points in SYMBOLS.findall(svg):
        if cx:
            middles.append((float(cx), float(cy)))
        elif x:
            half = float(width) / 2
            middles.append((float(x) + half, float(y) + half))
        else:
            corners = [[float(each) for each in one.split(",")] for one in points.split()]
            xs, ys = zip(*corners, strict=True)
            middles.append(((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2))
    return sorted({(round(x, 1), round(y, 1)) for x, y in middles})


def _inside(at: tuple[float, float], middle: tuple[float, float]) -> bool:
    return abs(at[0] - middle[0]) <= 24 and abs(at[1] - middle[1]) <= 24


def _passes(segment: Segment, middle: tuple[float, float]) -> bool:
    """Through the inner part of a symbol, and out again at the other side."""
    x, y = middle
    left, right = sorted((segment.x1, segment.x2))
    top, bottom = sorted((segment.y1, segment.y2))
    if top == bottom:
        return left < x - 22 and right > x + 22 and abs(top - y) < 22
    return top < y - 22 and bottom > y + 22 and abs(left - x) < 22 and left == right


def _meeting(one: Segment, other: Segment) -> tuple[float, float] | None:
    """Where two pieces meet, lie on each other included."""
    d1x, d1y = one.x2 - one.x1, one.y2 - one.y1
    d2x, d2y = other.x2 - other.x1, other.y2 - other.y1
    turn = d1x * d2y - d1y * d2x
    gap_x, gap_y = other.x1 - one.x1, other.y1 - one.y1
    if abs(turn) < 1e-9:
        return _shared(one, other) if abs(gap_x * d1y - gap_y * d1x) < NEAR * 10 else None
    t, u = (gap_x * d2y - gap_y * d2x) / turn, (gap_x * d1y - gap_y * d1x) / turn
    if -1e-6 <= t <= 1 + 1e-6 and -1e-6 <= u <= 1 + 1e-6:
        return one.x1 + t * d1x, one.y1 + t * d1y
    return None


def _shared(one: Segment, other: Segment) -> tuple[float, float] | None:
    """Where two pieces of one straight line lie on each other."""
    for along, across in ((0, 1), (1, 0)):
        first = max(min(one[along], one[along + 2]), min(other[along], other[along + 2]))
        last = min(max(one[along], one[along + 2]), max(other[along], other[along + 2]))
        if last - first > NEAR:
            at = (first, one[across])
            return at if along == 0 else at[::-1]
    return None
