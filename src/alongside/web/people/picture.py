"""Where each thing stands in the timeline picture: lanes, dots, tails, spans, labels.

Pure geometry in the units of the drawing (1000 wide). Labels give way to one another: the newest
is placed first, to the right of its dot, then to the left; what finds no room is left to the dot's
title and to the table below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

WIDTH = 1000.0
LEFT, RIGHT = 118.0, 986.0
TOP = 33.0
ROW, GAP = 42.0, 16.0
SPAN_STEP = 28.0
SPAN_ROWS = 3
DOT = 6.5
LETTER = 7.3  # mean width of a letter at 14 px, measured in IBM Plex Sans
MERGE = 13.0  # dots nearer than this become one
MONTHS_SHOWN = (1, 5, 9)
HUES = 5
KNOWN_LANES = {
    "Home": (0, 1),
    "Agency": (1, 4),
    "School": (2, 3),
    "Health": (3, 5),
    "Police": (4, 2),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One thing to draw. ``known_on`` is set only where it was known much later."""

    lane: str
    label: str
    on: date
    until: date | None = None
    is_span: bool = False  # a span without an end runs until today
    known_on: date | None = None
    kind: str = ""  # the label without its amount
    said: str = ""  # the sentence of its title


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days shown and the day that counts as today (or the as-of day)."""

    first: date
    last: date
    today: date

    def x(self, on: date) -> float:
        """Where a day stands; days outside stand at the edge."""
        share = (on - self.first).days / max(1, (self.last - self.first).days)
        return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share))

    def holds(self, on: date) -> bool:
        """Whether a day is shown."""
        return self.first <= on <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text beside its mark; ``x`` is its start, or its end where ``before``."""

    x: float
    y: float
    text: str
    before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """The day something happened; a ring when it is still to come; a tail when known late."""

    x: float
    y: float
    title: str
    ring: bool = False
    tail_x: float | None = None
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A span, with its label inside when it fits."""

    x: float
    y: float
    width: float
    title: str
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One row of the picture."""

    name: str
    hue: int
    y: float
    height: float
    dots: tuple[Dot, ...] = ()
    bars: tuple[Bar, ...] = ()
    caption: str = ""  # what the dots are, where none of them found room to say so


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line of the calendar. A year is heavier than a month."""

    x: float
    on: date
    is_year: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything placed."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today_x: float
    height: float
    window: Window


@dataclass(slots=True)
class _Taken:
    """The stretches of one row that hold something already."""

    stretches: list[tuple[float, float]] = field(default_factory=list)

    def free(self, start: float, end: float) -> bool:
        return all(end <= left or start >= right for left, right in self.stretches)

    def take(self, start: float, end: float) -> None:
        self.stretches.append((start, end))


def place(moments: Iterable[Moment], window: Window) -> Picture:
    """Place every moment of the window; lanes without any are left out."""
    by_lane: dict[str, list[Moment]] = {}
    for moment in moments:
        if _shown(moment, window):
            by_lane.setdefault(moment.lane, []).append(moment)
    lanes: list[Lane] = []
    y = TOP
    for number, name in enumerate(sorted(by_lane, key=_lane_order)):
        lane = _lane(name, number, y, by_lane[name], window)
        lanes.append(lane)
        y += lane.height + GAP
    return Picture(
        lanes=tuple(lanes),
        ticks=tuple(_ticks(window)),
        today_x=window.x(window.today),
        height=y + 24,
        window=window,
    )


def _shown(moment: Moment, window: Window) -> bool:
    if moment.is_span:
        return moment.on <= window.last and (moment.until or window.last) >= window.first
    return window.holds(moment.on)


def _lane_order(name: str) -> tuple[int, str]:
    return (KNOWN_LANES[name][0] if name in KNOWN_LANES else len(KNOWN_LANES), name)


def _lane(name: str, number: int, y: float, moments: list[Moment], window: Window) -> Lane:
    hue = KNOWN_LANES[name][1] if name in KNOWN_LANES else number % HUES + 1
    bars, rows = _bars([moment for moment in moments if moment.is_span], y, window)
    points = [moment for moment in moments if not moment.is_span]
    dots_y = y + rows * SPAN_STEP + ROW / 2
    dots = _dots(points, dots_y, window)
    height = rows * SPAN_STEP + (ROW if points else ROW - SPAN_STEP)
    caption = "" if any(dot.label for dot in dots) else _commonest(points)
    return Lane(name=name, hue=hue, y=y, height=height, bars=bars, dots=dots, caption=caption)


def _commonest(points: list[Moment]) -> str:
    names = Counter(moment.kind or moment.label for moment in points)
    return min(names, key=lambda name: (-names[name], name)) if names else ""


def _bars(spans: list[Moment], y: float, window: Window) -> tuple[tuple[Bar, ...], int]:
    rows: list[_Taken] = []
    placed = []
    for span in sorted(spans, key=lambda one: (one.on, one.until or date.max, one.label)):
        start, end = window.x(span.on), window.x(span.until or window.today)
        end = max(end, start + 4)
        row = next((n for n, row in enumerate(rows) if row.free(start, end)), len(rows))
        if row >= SPAN_ROWS:
            continue  # the table still lists it
        if row == len(rows):
            rows.append(_Taken())
        rows[row].take(start, end)
        placed.append((span, start, end, row))
    bars = [
        _bar(span, start, end, y + 9 + row * SPAN_STEP, rows[row])
        for span, start, end, row in placed
    ]
    return tuple(bars), len(rows)


def _bar(span: Moment, start: float, end: float, y: float, taken: _Taken) -> Bar:
    room = int((end - start - 14) / LETTER)
    text = cut(span.label, 30)
    width = len(text) * LETTER
    label = None
    if room >= min(len(text), 8):
        label = Label(x=start + 8, y=y + 16.5, text=cut(text, room))
    elif end + 8 + width <= RIGHT and taken.free(end + 1, end + 8 + width):
        taken.take(end + 1, end + 8 + width)
        label = Label(x=end + 8, y=y + 16.5, text=text)
    return Bar(x=start, y=y, width=end - start, title=span.said or span.label, label=label)


def _dots(points: list[Moment], y: float, window: Window) -> tuple[Dot, ...]:
    groups = _together(sorted(points, key=lambda one: one.on), window)
    places = [(window.x(group[-1].on), _tail(group, window)) for group in groups]
    reach = LEFT  # how far anything to the left of a dot reaches
    reaches = []
    for x, tail_x in places:
        reaches.append(reach)
        reach = max(reach, x + DOT + 3, tail_x or 0)
    labels = _Labels(y)
    dots = [
        _dot(group, x, y, tail_x, window, labels.beside(_words(group), x, tail_x, reached))
        for group, (x, tail_x), reached in reversed(list(zip(groups, places, reaches, strict=True)))
    ]
    return tuple(dots)


def _together(points: list[Moment], window: Window) -> list[list[Moment]]:
    groups: list[list[Moment]] = []
    begun, coming = -1e9, False  # of the group: where it begins, whether it is still to come
    for moment in points:
        x = window.x(moment.on)
        ahead = moment.on > window.today
        if x - begun < MERGE and ahead == coming:
            groups[-1].append(moment)
        else:
            groups.append([moment])
            begun, coming = x, ahead
    return groups


def _dot(
    group: list[Moment],
    x: float,
    y: float,
    tail_x: float | None,
    window: Window,
    label: Label | None,
) -> Dot:
    title = "; ".join(one.said or one.label for one in group[:12])
    return Dot(x=x, y=y, title=title, ring=group[-1].on > window.today, tail_x=tail_x, label=label)


def _words(group: list[Moment]) -> str:
    return cut(group[-1].label if len(group) == 1 else _together_words(group), 30)


def _together_words(group: Sequence[Moment]) -> str:
    n, names = len(group), {moment.label for moment in group}
    return f"{n} × {names.pop()}" if len(names) == 1 else _("%(n)s events") % {"n": n}


def _tail(group: Sequence[Moment], window: Window) -> float | None:
    known = [moment.known_on for moment in group if moment.known_on]
    if not known:
        return None
    end = window.x(max(known))
    return end if end > window.x(group[-1].on) + DOT + 4 else None


@dataclass(slots=True)
class _Labels:
    """Finds room for labels from the newest dot to the oldest, so only the last limits count."""

    y: float
    limit: float = RIGHT  # where the next thing to the right begins
    limit_above: float = RIGHT

    def beside(self, text: str, x: float, tail_x: float | None, reached: float) -> Label | None:
        """A label above the tail, after or before the dot, or none."""
        width = len(text) * LETTER
        limit, self.limit = self.limit, x - DOT - 3
        if tail_x is not None and x + 14 + width <= min(tail_x - 6, self.limit_above):
            self.limit_above = x + 14
            return Label(x=x + 14, y=self.y - 6, text=text)
        after = (tail_x or x) + DOT + 6
        if after + width <= limit and reached <= after:
            return Label(x=after, y=self.y + 4.5, text=text)
        before = x - DOT - 5
        if before - width >= reached:
            self.limit = before - width
            return Label(x=before, y=self.y + 4.5, text=text, before=True)
        return None


def cut(text: str, letters: int) -> str:
    """A text of at most so many letters; an ellipsis stands for the rest."""
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def _ticks(window: Window) -> list[Tick]:
    years = window.last.year - window.first.year
    if years > 4:
        step = next(step for step in (1, 2, 5, 10, 20, 50) if years / step <= 10)
        days = [
            date(y, 1, 1) for y in range(window.first.year, window.last.year + 1) if not y % step
        ]
    else:
        days = [
            date(year, month, 1)
            for year in range(window.first.year, window.last.year + 1)
            for month in MONTHS_SHOWN
        ]
    return [
        Tick(x=window.x(day), on=day, is_year=day.month == 1) for day in days if window.holds(day)
    ]
