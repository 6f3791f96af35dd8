"""The lines of descent: couples' bars, the bars over brothers and sisters, and what joins them.

Everything is drawn at right angles. Bars that would lie on each other get tracks of their own, in
the order in which no line has to cross another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.genogram.family import Kin
from alongside.genogram.unions import Union

HALF = 24.0  # of a symbol
SHOULDER = 14.0  # where a line over others leaves a symbol
BELOW_NAME, BAR_STEP, OVER_STEP = 46.0, 16.0, 9.0
STUB = 10.0  # between the lines of somebody with several partners

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn line of a union; ``style`` is plain, adoptive or foster."""

    points: tuple[Point, ...]
    union: int
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Child:
    """Where a child's own line arrives, and how it is drawn."""

    id: str
    x: float
    row: int
    kin: Kin = Kin.BIRTH


@dataclass(slots=True, kw_only=True)
class Route:
    """How a union's lines run, before the heights are known."""

    number: int
    union: Union
    kind: str  # alone, beneath, over, across
    row: int  # of the couple's bar
    ends: tuple[float, ...]  # where the lines leave the symbols
    bar: tuple[float, float]
    drop: float
    children: tuple[Child, ...] = ()
    twins: tuple[tuple[str, ...], ...] = ()
    turn: float = 0.0  # where a line over others comes down
    to_row: int = 0  # of the lower partner, across generations
    track: int = 0
    top_track: int = 0
    child_track: int = 0

    @property
    def child_row(self) -> int:
        """The row above which the bar over the children lies."""
        return min(one.row for one in self.children)

    @property
    def span(self) -> tuple[float, float]:
        """From where to where the bar over the children reaches."""
        xs = [self.drop, *self.arrivals().values()]
        return min(xs), max(xs)

    def arrivals(self) -> dict[str, float]:
        """Where each child's line leaves the bar: twins share one place."""
        found = {one.id: one.x for one in self.children}
        for twins in self.twins:
            middle = sum(found[one] for one in twins) / len(twins)
            found.update(dict.fromkeys(twins, middle))
        return found


@dataclass(frozen=True, slots=True)
class Heights:
    """Where each row and each track of bars lies."""

    rows: tuple[float, ...]
    bottom: float
    children: tuple[float, ...]

    def bar(self, row: int, track: int) -> float:
        """A couple's bar."""
        return self.rows[row] + HALF + BELOW_NAME + track * BAR_STEP

    def over(self, row: int, track: int) -> float:
        """A bar over the symbols of a row."""
        return self.rows[row] - HALF - 9.0 - track * OVER_STEP

    def child_bar(self, row: int, track: int) -> float:
        """The bar over the children who stand in a row."""
        return self.children[row] + track * BAR_STEP


def set_tracks(routes: Sequence[Route], row_count: int) -> Heights:
    """Give every bar its track and every row its height."""
    for row in range(row_count):
        here = [one for one in routes if one.row == row]
        _nest([one for one in here if one.kind != "alone"], "track", "bar")
        _nest([one for one in here if one.kind == "over"], "top_track", "over_bar")
        _order_child_bars([one for one in routes if one.children and one.child_row == row])
    return _heights(routes, row_count)


def _heights(routes: Sequence[Route], row_count: int) -> Heights:
    y, rows, children = 0.0, [], []
    for row in range(row_count):
        above = [one.child_track for one in routes if one.children and one.child_row == row]
        overs = [one.top_track for one in routes if one.kind == "over" and one.row == row]
        bars = [one.track for one in routes if one.kind != "alone" and one.row == row]
        children.append(y)
        if above:
            y += max(above) * BAR_STEP + 22.0
        y += 9.0 + (max(overs) + 1) * OVER_STEP if overs else 0.0
        y += HALF
        rows.append(y)
        y += HALF + BELOW_NAME + max(bars, default=0) * BAR_STEP
        y += 24.0 if bars else 6.0
    return Heights(tuple(rows), y, children=tuple(children))


def _nest(routes: Sequence[Route], track: str, span: str) -> None:
    """Shorter bars nearer to the symbols."""
    spans = [(_span_of(one, span), one) for one in routes]
    placed: list[tuple[tuple[float, float], int]] = []
    for reach, one in sorted(spans, key=lambda pair: (pair[0][1] - pair[0][0], pair[1].number)):
        under = [at for other, at in placed if _overlap(reach, other)]
        setattr(one, track, max(under, default=-1) + 1)
        placed.append((reach, max(under, default=-1) + 1))


def _span_of(one: Route, span: str) -> tuple[float, float]:
    if span == "bar":
        return one.bar
    return min(one.ends[0], one.turn), max(one.ends[0], one.turn)


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] + 6 and other[0] < one[1] + 6


def _order_child_bars(routes: Sequence[Route]) -> None:
    """Higher bars first: the one whose line from above would be crossed, then the others."""
    higher: dict[int, set[int]] = {one.number: set() for one in routes}
    for one in routes:
        for other in routes:
            if one is not other and _overlap(one.span, other.span) and _goes_above(one, other):
                higher[other.number].add(one.number)
    tracks: dict[int, int] = {}
    spans = {one.number: one.span for one in routes}
    waiting = sorted(routes, key=lambda one: one.number)
    while waiting:
        ready = [one for one in waiting if higher[one.number] <= set(tracks)] or waiting[:1]
        for one in ready:
            near = [
                at for number, at in tracks.items() if _overlap(spans[number], spans[one.number])
            ]
            tracks[one.number] = one.child_track = max(near, default=-1) + 1
            waiting.remove(one)
            break


def _goes_above(one: Route, other: Route) -> bool:
    """Whether fewer lines cross with the bar of ``one`` higher than that of ``other``."""
    return _crossings_if_above(one, other) < _crossings_if_above(other, one)


def _crossings_if_above(high: Route, low: Route) -> int:
    first, last = high.span
    crossed = first < low.drop < last
    first, last = low.span
    return crossed + sum(first < x < last for x in set(high.arrivals().values()))


def draw_lines(route: Route, heights: Heights) -> list[Line]:
    """The lines of one union."""
    return [*_couple(route, heights), *_children(route, heights)]


def _couple(route: Route, heights: Heights) -> list[Line]:
    y = heights.rows[route.row]
    bar = heights.bar(route.row, route.track)
    if route.kind == "alone":
        return []
    if route.kind == "beneath":
        left, right = route.ends
        points = ((left, y), (left, bar), (right, bar), (right, y))
        return [Line(points, route.number)]
    if route.kind == "over":
        start, end = route.ends
        over = heights.over(route.row, route.top_track)
        way = (
            (start, y),
            (start, over),
            (route.turn, over),
            (route.turn, bar),
            (end, bar),
            (end, y),
        )
        return [Line(way, route.number)]
    start, end = route.ends
    return [
        Line(
            ((start, y), (start, bar), (end, bar), (end, heights.rows[route.to_row])), route.number
        )
    ]


def _children(route: Route, heights: Heights) -> list[Line]:
    if not route.children:
        return []
    bar = heights.child_bar(route.child_row, route.child_track)
    start = (
        heights.rows[route.row] if route.kind == "alone" else heights.bar(route.row, route.track)
    )
    first, last = route.span
    styles = {_style(one.kin) for one in route.children}
    shared = styles.pop() if len(styles) == 1 else "plain"
    lines = [Line(((route.drop, start), (route.drop, bar)), route.number, shared)]
    if last > first:
        lines.append(Line(((first, bar), (last, bar)), route.number, shared))
    leaves = route.arrivals()
    for one in route.children:
        arrival = (one.x, heights.rows[one.row] - HALF)
        lines.append(Line(((leaves[one.id], bar), arrival), route.number, _style(one.kin)))
    return lines


def _style(kin: Kin) -> str:
    return {Kin.ADOPTIVE: "adoptive", Kin.FOSTER: "foster"}.get(kin, "plain")


def spread(numbers: Mapping[int, float]) -> dict[int, float]:
    """Where below a symbol each of its unions begins; ``numbers`` gives where each leads."""
    left = sorted((one for one, way in numbers.items() if way < 0), key=lambda one: -numbers[one])
    alone = [one for one, way in numbers.items() if way == 0]
    right = sorted((one for one, way in numbers.items() if way > 0), key=lambda one: -numbers[one])
    order = [*left, *alone, *right]
    middle = (len(order) - 1) / 2
    step = min(STUB, 2 * (HALF - 6) / max(1, len(order) - 1))
    return {one: (place - middle) * step for place, one in enumerate(order)}
