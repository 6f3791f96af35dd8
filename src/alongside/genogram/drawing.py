"""A laid out family as SVG: colours by class, no script, no style, every person a link.

The lines are one image with a sentence; the people are links beside it, because what is inside an
image cannot be reached with a keyboard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from alongside.genogram.family import Bond, Stage, Symbol
from alongside.genogram.feelings import feeling_paths
from alongside.genogram.homes import home_outlines
from alongside.genogram.labels import BESIDE, has_died
from alongside.genogram.layout import Layout, Place
from alongside.genogram.lines import HALF, Point, Route

Says = Callable[[Place], str]


def draw(layout: Layout, *, title: str, sentence: str, says: Says) -> str:
    """The picture. ``says`` gives what a link to somebody is called."""
    strokes = [
        (tie, stroke) for tie in layout.family.feelings for stroke in feeling_paths(layout, tie)
    ]
    top, height = _frame(layout, [y for _, stroke in strokes for _, y in stroke])
    size = f'width="{layout.width:.0f}" height="{height:.0f}"'
    order = sorted(layout.places.values(), key=lambda one: (one.row, one.x))
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="geno" {size}',
            f' viewBox="0 {top:.0f} {layout.width:.0f} {height:.0f}" direction="ltr" role="group"',
            f' aria-label="{escape(title)}">',
            f'<g role="img" aria-label="{escape(sentence)}"><title>{escape(sentence)}</title>',
            *_homes(layout),
            *(_descent(layout)),
            *(_slashes(layout)),
            *(_path(stroke, f"g-{tie.feeling.value.replace('_', '-')}") for tie, stroke in strokes),
            "</g>",
            *(_person(layout, one, says(one)) for one in order),
            "</svg>",
        )
    )


def _path(points: Iterable[Point], kind: str, more: str = "") -> str:
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path class="{kind}" d="M{way}"{more}/>'


def _homes(layout: Layout) -> Iterable[str]:
    for home in layout.family.homes:
        kind = "g-home g-inferred" if home.inferred else "g-home"
        outlines = home_outlines(layout, home)
        for outline in outlines:
            way = "L".join(f"{x:.1f} {y:.1f}" for x, y in outline)
            yield f'<path class="{kind}" d="M{way}Z"/>'
        if home.label and outlines:
            x, y = max(outlines[-1], key=lambda point: (point[1], -point[0]))
            yield _text(home.label, "g-about", x + 8, y + 5)


def _descent(layout: Layout) -> Iterable[str]:
    for line in layout.lines:
        yield _path(line.points, f"g-line g-{line.style}", f' data-union="{line.union}"')


def _slashes(layout: Layout) -> Iterable[str]:
    """One stroke through a couple's bar for separated, two for divorced."""
    for route in layout.routes:
        tie = route.union.tie
        strokes = {Bond.SEPARATED: 1, Bond.DIVORCED: 2}.get(tie.bond, 0) if tie else 0
        x, y = _beside_the_drop(route), _bar_height(layout, route)
        for number in range(strokes):
            at = x + (number - (strokes - 1) / 2) * 9
            yield _path(((at - 6, y + 9), (at + 6, y - 9)), "g-line g-slash")


def _beside_the_drop(route: Route) -> float:
    """The middle of the longer part of the bar."""
    first, last = route.bar
    if not route.children:
        return (first + last) / 2
    on_left = route.drop - first > last - route.drop
    return (first + route.drop) / 2 if on_left else (route.drop + last) / 2


def _bar_height(layout: Layout, route: Route) -> float:
    lines = [line for line in layout.lines if line.union == route.number]
    turns = lines[0].points if lines else ((0.0, 0.0),)
    return max(y for _, y in turns)


def _frame(layout: Layout, heights: Sequence[float]) -> tuple[float, float]:
    """The top and height of a picture that also holds lines bent around the others."""
    top = min(0.0, *(y - 8 for y in heights)) if heights else 0.0
    return top, max(layout.height, *(y + 8 for y in heights)) - top if heights else layout.height


def _person(layout: Layout, place: Place, says: str) -> str:
    """A symbol with what is in it and under it, as one link where it leads somewhere."""
    parts = [
        *_symbol(place, doubled=place.member.id == layout.family.centre),
        *(_cross(place) if has_died(place.member, layout.family.on) else ()),
        _text(place.label.inside, "g-inside", place.x, place.y + 5.5),
        *_names(place, lower=5 if place.member.id == layout.family.centre else 0),
    ]
    inside = f"<title>{escape(says)}</title>{''.join(parts)}"
    if not place.member.href:
        return f'<g class="g-person">{inside}</g>'
    address = escape(place.member.href)
    return f'<a class="g-person" href="{address}">{inside}</a>'


def _symbol(place: Place, *, doubled: bool) -> Iterable[str]:
    if place.member.stage is not Stage.BORN:
        yield _polygon(_triangle(place, HALF * 0.8), "g-symbol")
        if place.member.stage is Stage.LOST:
            yield from _cross(place)
        return
    for size in (HALF + 5, HALF) if doubled else (HALF,):
        yield _shape(place, size)


def _shape(place: Place, size: float) -> str:
    x, y = place.x, place.y
    if place.member.symbol is Symbol.CIRCLE:
        return f'<circle class="g-symbol" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"/>'
    if place.member.symbol is Symbol.DIAMOND:
        return _polygon(((x, y - size), (x + size, y), (x, y + size), (x - size, y)), "g-symbol")
    side = 2 * size
    return (
        f'<rect class="g-symbol" x="{x - size:.1f}" y="{y - size:.1f}"'
        f' width="{side:.1f}" height="{side:.1f}"/>'
    )


def _triangle(place: Place, size: float) -> tuple[Point, ...]:
    x, y = place.x, place.y
    return (x, y - HALF), (x + size, y + size * 0.6), (x - size, y + size * 0.6)


def _polygon(points: Sequence[Point], kind: str) -> str:
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon class="{kind}" points="{corners}"/>'


def _cross(place: Place) -> Iterable[str]:
    reach = HALF if place.member.symbol is Symbol.SQUARE else HALF * 0.7
    x, y = place.x, place.y
    yield _path(((x - reach, y - reach), (x + reach, y + reach)), "g-cross")
    yield _path(((x + reach, y - reach), (x - reach, y + reach)), "g-cross")


def _names(place: Place, *, lower: float) -> Iterable[str]:
    label = place.label
    x, kind = (place.x + BESIDE, "g-beside") if label.beside else (place.x, "g-under")
    y = place.y + HALF + 18 + lower
    yield _text(label.name, f"g-name {kind}", x, y)
    yield _text(label.about, f"g-about {kind}", x, y + (17 if label.name else 0))


def _text(text: str, kind: str, x: float, y: float) -> str:
    if not text:
        return ""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'
