"""Lines for what is between two people: doubled, a zigzag, or cut through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot

from alongside.genogram.family import Between, Feeling
from alongside.genogram.layout import Layout, Place
from alongside.genogram.lines import HALF, Point

CLEAR = HALF + 6  # from the middle of a symbol that the line is not about
BENDS = (0.0, 36.0, -36.0, 72.0, -72.0, 120.0, -120.0)
DIPS = (80.0, -70.0, 130.0, -110.0)  # below or above both, out of the rows
STEPS = 28


def feeling_paths(layout: Layout, tie: Between) -> list[tuple[Point, ...]]:
    """The strokes of one tie, around whoever stands in between."""
    one, other = layout.places[tie.one], layout.places[tie.other]
    others = [place for place in layout.places.values() if place not in (one, other)]
    curve = _clear_curves(one, other, others)[_earlier(layout, tie)]
    if tie.feeling is Feeling.CLOSE:
        return [_beside(curve, 2.6), _beside(curve, -2.6)]
    if tie.feeling is Feeling.CONFLICT:
        return [_zigzag(curve)]
    return [curve, *_bars(curve)]


def _earlier(layout: Layout, tie: Between) -> int:
    """How many ties of the same two are drawn already, so that each has a curve of its own."""
    ties = layout.family.feelings
    pair = {tie.one, tie.other}
    same = [other for other in ties[: ties.index(tie)] if {other.one, other.other} == pair]
    return min(len(same), len(BENDS) - 1)


def _clear_curves(one: Place, other: Place, others: Iterable[Place]) -> list[tuple[Point, ...]]:
    """The shortest curve first that passes nobody's symbol or name."""
    others = list(others)
    curves = [_curve(one, other, _bent(one, other, bend)) for bend in BENDS]
    curves += [_curve(one, other, _dipped(one, other, dip)) for dip in DIPS]
    return sorted(curves, key=lambda curve: (_touched(curve, others), _length(curve)))


def _touched(curve: Sequence[Point], others: Iterable[Place]) -> int:
    """How much of others it covers: a symbol is worse than a name."""
    xs, ys = [x for x, _ in curve], [y for _, y in curve]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    worst = 0
    for place in others:
        reach = max(CLEAR, place.label.right, place.label.left)
        if left - reach < place.x < right + reach and top - 62 < place.y < bottom + CLEAR:
            worst += _covered(curve, place)
    return worst


def _covered(curve: Sequence[Point], place: Place) -> int:
    near = [(x - place.x, y - place.y) for x, y in curve]
    if any(abs(x) < CLEAR and abs(y) < CLEAR for x, y in near):
        return 3
    return int(any(-place.label.left < x < place.label.right and 0 < y < 62 for x, y in near))


def _length(curve: Sequence[Point]) -> float:
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(curve))


def _bent(one: Place, other: Place, bend: float) -> tuple[Point, Point]:
    """Control points aside of the straight way."""
    length = hypot(other.x - one.x, other.y - one.y) or 1.0
    aside = -(other.y - one.y) / length * bend * 1.4, (other.x - one.x) / length * bend * 1.4
    third = (other.x - one.x) / 3, (other.y - one.y) / 3
    return (
        (one.x + third[0] + aside[0], one.y + third[1] + aside[1]),
        (other.x - third[0] + aside[0], other.y - third[1] + aside[1]),
    )


def _dipped(one: Place, other: Place, dip: float) -> tuple[Point, Point]:
    """Control points under (or over) both, so that the curve leaves their rows."""
    y = max(one.y, other.y) + dip * 1.4 if dip > 0 else min(one.y, other.y) + dip * 1.4
    lean = (other.x - one.x) / 8
    return (one.x + lean, y), (other.x - lean, y)


def _curve(one: Place, other: Place, control: tuple[Point, Point]) -> tuple[Point, ...]:
    """A cubic curve from rim to rim."""
    ends = ((one.x, one.y), (other.x, other.y))
    points = [_bezier(ends[0], *control, ends[1], t=number / STEPS) for number in range(STEPS + 1)]
    kept = [
        point
        for point in points
        if all(hypot(point[0] - x, point[1] - y) > HALF + 4 for x, y in ends)
    ]
    return tuple(kept) if len(kept) > 1 else (points[0], points[-1])


def _bezier(a: Point, b: Point, c: Point, d: Point, *, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    corners = (a, b, c, d)
    return (
        sum(weight * x for weight, (x, _) in zip(weights, corners, strict=True)),
        sum(weight * y for weight, (_, y) in zip(weights, corners, strict=True)),
    )


def _normals(curve: Sequence[Point]) -> list[Point]:
    found = []
    for number in range(len(curve)):
        before, after = curve[max(0, number - 1)], curve[min(len(curve) - 1, number + 1)]
        length = hypot(after[0] - before[0], after[1] - before[1]) or 1.0
        found.append((-(after[1] - before[1]) / length, (after[0] - before[0]) / length))
    return found


def _beside(curve: Sequence[Point], aside: float) -> tuple[Point, ...]:
    normals = _normals(curve)
    return tuple(
        (x + nx * aside, y + ny * aside) for (x, y), (nx, ny) in zip(curve, normals, strict=True)
    )


def _zigzag(curve: Sequence[Point]) -> tuple[Point, ...]:
    even = _evenly(curve, 9.0)
    sides = [0.0, *(6.0 if number % 2 else -6.0 for number in range(len(even) - 2)), 0.0]
    return tuple(
        (x + nx * side, y + ny * side)
        for (x, y), (nx, ny), side in zip(even, _normals(even), sides, strict=True)
    )


def _evenly(curve: Sequence[Point], step: float) -> list[Point]:
    """Points at equal distances along the curve, both ends included."""
    found, left = [curve[0]], step
    for (x, y), (to_x, to_y) in pairwise(curve):
        length = hypot(to_x - x, to_y - y)
        at = left
        while at < length:
            found.append((x + (to_x - x) * at / length, y + (to_y - y) * at / length))
            at += step
        left = at - length
    return [*found, curve[-1]]


def _bars(curve: Sequence[Point]) -> list[tuple[Point, ...]]:
    """Two bars across the middle."""
    normals, middle = _normals(curve), len(curve) // 2
    bars: list[tuple[Point, ...]] = []
    for number in {max(0, middle - 1), min(len(curve) - 1, middle + 1)}:
        (x, y), (nx, ny) = curve[number], normals[number]
        bars.append(((x - nx * 9, y - ny * 9), (x + nx * 9, y + ny * 9)))
    return bars
